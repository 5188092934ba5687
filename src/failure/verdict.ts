/** What became of the run: red, green or unknown, and because of which jobs. Pure. */

import type { Job } from "../github/types.ts";
import { jobHash, jobKeyName } from "../tickets/identity.ts";
import type { Color, JobResult } from "../tickets/types.ts";
import { classOf, type FailedJob, type FailureClass, failedJob, logIdOf, namedJob, newestJobs, ownJob, type Self } from "./jobs.ts";
import type { ReportedRun } from "./reported.ts";

/** `needs` of the job: by id in the workflow file `success`, `failure`, `cancelled` or `skipped`. */
export type NeedResults = ReadonlyMap<string, string>;

/** All that the verdict rests on. */
export interface Evidence {
  readonly run: ReportedRun;
  readonly self: Self;
  /** The input `needs`; absent when it was not given. */
  readonly needs?: NeedResults;
  /** The jobs that GitHub listed, of all attempts up to this one; absent when it refused. */
  readonly listed?: { readonly jobs: readonly Job[]; readonly complete: boolean };
  /** Cancelled jobs that ran out of time: their ids, and the annotation that says so. */
  readonly timedOut: ReadonlyMap<number, string>;
  /** `failure.cancelled: ticket`. */
  readonly countCancelled: boolean;
}

/** What became of the run. */
export interface Verdict {
  /** Of the workflow's own group. */
  readonly color: Color;
  /** How it failed, as a whole; absent when it is not red. */
  readonly class?: FailureClass;
  /** In the order of the list. May be empty although the run is red: nobody could name a job, or it has none. */
  readonly failed: readonly FailedJob[];
  /**
   * Every job that is known, our own last job of position `needs` left out. What the workflow tolerates (`continue-on-error`, a green run)
   * counts as success; our own job counts as ended with `job-status`.
   */
  readonly results: readonly JobResult[];
  /** `results` holds every job of the run. Never in position `step`: a job is listed only when those that it needs have ended. */
  readonly complete: boolean;
  /** GitHub listed the jobs. */
  readonly listed: boolean;
  /** Display name of the job that we run in, where the list has it. */
  readonly ownJob?: string;
}

/** What became of the jobs that ours needs, by id, from the input `needs` as it was checked. */
export function needResults(needs: Readonly<Record<string, { readonly result: string }>>): NeedResults {
  return new Map(Object.entries(needs).map(([id, { result }]) => [id, result]));
}

/** Every job that ours needs succeeded or was skipped: the run is green, whatever a list says. */
export function needsPass(needs: NeedResults): boolean {
  return [...needs.values()].every((result) => result === "success" || result === "skipped");
}

/** What is certain before anything is asked: a run that is green or red whatever the list of its jobs says. */
export function knownColor(run: ReportedRun, needs: NeedResults | undefined, self: Self): Color | undefined {
  if (run.position === "workflow_run") {
    if (run.conclusion === "success") return "green";
    return ["failure", "timed_out", "startup_failure"].includes(run.conclusion ?? "") ? "red" : undefined;
  }
  if (run.position === "needs") return [...(needs?.values() ?? [])].includes("failure") ? "red" : undefined;
  return self.status === "failure" ? "red" : undefined;
}

/** The verdict on the run. */
export function judgeJobs(evidence: Evidence): Verdict {
  const { run, listed } = evidence;
  const all = listed?.jobs ?? [];
  const newest = newestJobs(all, run.attempt);
  const own = run.position === "workflow_run" ? undefined : ownJob(newest, evidence.self);
  const jobs = run.position === "needs" ? newest.filter((job) => job !== own) : newest;
  const tolerated = toleration(evidence);
  const found = jobs.flatMap((job) => {
    const kind = job === own ? ownClass(evidence) : classOf(job, evidence.timedOut.has(job.id), evidence.countCancelled);
    if (kind === undefined || tolerated(job)) return [];
    const said = evidence.timedOut.get(job.id);
    return [failedJob(job, kind, { logId: logIdOf(job, all), runUrl: run.url, own: job === own, ...(said === undefined ? {} : { said }) })];
  });
  const failed = [...found, ...unlisted(evidence, own, found.length > 0)];
  const results = listed === undefined ? resultsWithoutList(evidence, failed) : resultsOf(jobs, failed, tolerated, own, evidence.self);
  const color = colorOf(evidence, failed, results);
  return {
    color,
    ...(color === "red" ? { class: wholeClass(evidence, failed) } : {}),
    failed,
    results,
    complete: listed?.complete === true && run.position !== "step",
    listed: listed !== undefined,
    ...(own === undefined ? {} : { ownJob: own.name }),
  };
}

function ownClass({ self, countCancelled }: Evidence): FailureClass | undefined {
  if (self.status === "failure") return "failure";
  return self.status === "cancelled" && countCancelled ? "cancelled" : undefined;
}

/** Which listed failures do not make the run red. */
function toleration({ run, needs }: Evidence): (job: Job) => boolean {
  if (run.position === "workflow_run") return () => run.conclusion === "success";
  if (run.position !== "needs" || needs === undefined) return () => false;
  if (needsPass(needs)) return () => true;
  return ({ name }) => [name, jobKeyName(name)].some((whole) => needs.get(whole.split(" / ")[0] ?? "") === "success");
}

/** Failures that no list shows: told by `needs`, or by the status of our own job. */
function unlisted(evidence: Evidence, own: Job | undefined, some: boolean): readonly FailedJob[] {
  const { run, needs, self, countCancelled } = evidence;
  if (run.position === "step") {
    const kind = own === undefined ? ownClass(evidence) : undefined;
    return kind === undefined ? [] : [namedJob(self.key, kind, run.attemptUrl, true)];
  }
  if (run.position === "workflow_run" || some) return [];
  return [...(needs ?? [])].flatMap(([id, result]) => {
    if (result === "failure") return [namedJob(id, "failure", run.attemptUrl, false)];
    return result === "cancelled" && countCancelled ? [namedJob(id, "cancelled", run.attemptUrl, false)] : [];
  });
}

function resultsOf(
  jobs: readonly Job[],
  failed: readonly FailedJob[],
  tolerated: (job: Job) => boolean,
  own: Job | undefined,
  self: Self,
): readonly JobResult[] {
  const red = new Set(failed.map((entry) => entry.job));
  return jobs.map((job) => {
    const told = job === own ? endedAs(self.status) : job.status === "completed" ? endedAs(job.conclusion ?? "") : "pending";
    const result = red.has(job) ? "failure" : (told === "failure" || told === "cancelled") && tolerated(job) ? "success" : told;
    return { hash: jobHash(job.name), name: job.name, result };
  });
}

function endedAs(conclusion: string): JobResult["result"] {
  switch (conclusion) {
    case "success":
    case "neutral":
      return "success";
    case "skipped":
      return "skipped";
    case "cancelled":
    case "stale":
      return "cancelled";
    case "":
      return "pending";
    default:
      return "failure";
  }
}

function resultsWithoutList({ needs }: Evidence, failed: readonly FailedJob[]): readonly JobResult[] {
  const red = new Set(failed.map((job) => job.name));
  const told = [...(needs ?? [])].map(
    ([name, result]) => ({ hash: jobHash(name), name, result: red.has(name) ? "failure" : endedAs(result) }) as const,
  );
  const others = failed
    .filter((job) => needs?.has(job.name) !== true)
    .map(({ hash, name }) => ({ hash, name, result: "failure" }) as const);
  return [...told, ...others];
}

function colorOf(evidence: Evidence, failed: readonly FailedJob[], results: readonly JobResult[]): Color {
  const { run, needs, self, listed } = evidence;
  if (failed.length > 0) return "red";
  const known = knownColor(run, needs, self);
  if (known !== undefined || run.position === "workflow_run") return known ?? "unknown";
  const ended = results.every(({ result }) => result !== "pending");
  if (run.position === "needs") {
    const passed = needs !== undefined && needsPass(needs) && [...needs.values()].includes("success");
    return passed && (listed === undefined || ended) ? "green" : "unknown";
  }
  const clean = results.every(({ result }) => result === "success" || result === "skipped");
  return listed?.complete === true && self.status === "success" && clean ? "green" : "unknown";
}

const WEIGHT: readonly FailureClass[] = ["failure", "timeout", "startup", "cancelled"];

function wholeClass({ run, listed }: Evidence, failed: readonly FailedJob[]): FailureClass {
  const first = WEIGHT.find((kind) => failed.some((job) => job.class === kind));
  if (first !== undefined) return first;
  if (run.conclusion === "timed_out") return "timeout";
  const empty = listed?.complete === true && listed.jobs.length === 0;
  return empty || run.conclusion === "startup_failure" ? "startup" : "failure";
}
