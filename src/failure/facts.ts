/** Collects what is to be known of a run: as few requests as will do, side by side, and none that is refused or goes wrong stops the rest. */

import type { GitHub, Refused } from "../github/types.ts";
import type { Needs } from "../tickets/needs.ts";
import type { RunVerdict } from "../tickets/types.ts";
import { gatherEvidence, type Keep, listJobs } from "./evidence.ts";
import { countConsecutive, findGreens, TAG_LOOKS } from "./history.ts";
import type { Self } from "./jobs.ts";
import { type JobLog, type LogReader, readLogs } from "./logs.ts";
import { settlePull, settleRef } from "./lookup.ts";
import { type Change, changeOf, findRegression, type Regression } from "./regression.ts";
import type { ReportedRun } from "./reported.ts";
import { spared } from "./spare.ts";
import { createTagProof } from "./tags.ts";
import { type Evidence, judgeJobs, knownColor, type NeedResults, type Verdict } from "./verdict.ts";

/** The verdict on a run and all else that is known of it. What is not known is `undefined`; what is only of interest for a red run is asked only then. */
export interface FailureFacts<T> extends Verdict {
  /** The run, with ref, pull request and base looked up where the payload did not tell. */
  readonly run: ReportedRun;
  /** ISO time at which this attempt started. */
  readonly startedAt?: string;
  /** Head commit; only when red, or when the payload tells. */
  readonly commit?: Change;
  /** Where the failure may have come in; only when red. */
  readonly regression?: Regression;
  /** URL of a newer completed green run of the same workflow, ref and event; only when red. */
  readonly supersededBy?: string;
  /** Red runs in a row, this one included; only when red and asked for. */
  readonly consecutive?: number;
  /** Changed files since the last green run, or by the pull request; only when red and asked for. */
  readonly files?: readonly string[];
  /** At most 3, each of a failed job; only when red and asked for. */
  readonly logs: readonly JobLog<T>[];
  /** What GitHub refused, in the order it was asked. */
  readonly refusals: readonly Refused[];
  /** The lines that are missing under `permissions:`, sorted, each once. */
  readonly permissions: readonly string[];
}

/** What the collection depends on beside the run. */
export interface Settings<T> {
  readonly self: Self;
  /** The input `needs`, read by `needResults`. */
  readonly needs?: NeedResults;
  /** `failure.cancelled` is `ticket`. */
  readonly countCancelled: boolean;
  /** Costly facts that a rule or template uses (`neededFacts`); `failure.after` above 1 needs `consecutive` too. */
  readonly wants: Needs;
  /** Reads the excerpt of one job out of its log; absent when no log is wanted. */
  readonly readLog?: LogReader<T>;
}

/**
 * Collects the facts of one run. The jobs are listed once and judged; of a red run then logs, history and pull request are read side by
 * side, history already beside the list where the run is known to be red before. Requests for a red run with one failed job: jobs, log,
 * green runs, comparison; where needed also ref, pull request, predecessors, annotations, head commit.
 */
export async function collectFacts<T>(github: GitHub, reported: ReportedRun, settings: Settings<T>): Promise<FailureFacts<T>> {
  const refusals: Refused[] = [];
  const keep: Keep = (answer) => {
    if (answer.ok) return answer.value;
    refusals.push(answer);
    return undefined;
  };
  const lost = (refused: Refused) => void refusals.push(refused);
  const settled = spared("The ref", lost, reported, async () => {
    const { run, refused } = await settleRef(github, reported);
    if (refused !== undefined) refusals.push(refused);
    return run;
  });
  const history = async () => {
    const run = await settled;
    return spared<Past>("What came before the run", lost, { run }, () => collectHistory(github, run, settings.wants, keep));
  };
  const early = knownColor(reported, settings.needs, settings.self) === "red" ? history() : undefined;
  const listed = await spared("The list of jobs", lost, undefined, () => listJobs(github, reported, keep));
  const bare: Evidence = { ...settings, run: reported, ...(listed === undefined ? {} : { listed }), timedOut: new Map() };
  const evidence = await spared("Why jobs were cancelled", lost, bare, () => gatherEvidence(github, bare, keep));
  const verdict = judgeJobs(evidence);
  const known = startOf(reported, listed?.jobs ?? []);
  const whole = { ...verdict, ...(known === undefined ? {} : { startedAt: known }) };
  if (verdict.color !== "red") {
    const run = await settled;
    const commit = run.commit === undefined ? {} : { commit: changeOf({ sha: run.headSha, ...run.commit }, run.repositoryUrl) };
    return { ...whole, run, ...commit, logs: [], refusals, permissions: permissionsOf(refusals) };
  }
  const reading = spared<readonly JobLog<T>[]>("The logs", lost, [], () => readLogs(github, verdict.failed, settings.readLog));
  const [logs, past] = await Promise.all([reading, early ?? history()]);
  for (const log of logs) refusals.push(...log.refusals);
  return { ...whole, ...past, logs, refusals, permissions: permissionsOf(refusals) };
}

/** The facts as the plan needs them. */
export function runVerdict(facts: FailureFacts<unknown>): RunVerdict {
  const { run, commit } = facts;
  return {
    moment: { run: run.number, attempt: run.attempt },
    runUrl: run.attemptUrl,
    startedAt: facts.startedAt ?? "",
    commit: {
      sha: run.headSha,
      subject: commit?.subject ?? "",
      url: commit?.url ?? `${run.repositoryUrl}/commit/${encodeURIComponent(run.headSha)}`,
    },
    whollyGreen: facts.color === "green",
    jobs: facts.results,
    complete: facts.complete,
    ...(facts.supersededBy === undefined ? {} : { supersededBy: facts.supersededBy }),
  };
}

type Past = Pick<FailureFacts<never>, "run" | "commit" | "regression" | "supersededBy" | "consecutive" | "files">;

async function collectHistory(github: GitHub, reported: ReportedRun, wants: Needs, keep: Keep): Promise<Past> {
  const pull = settlePull(github, reported, wants.pullRequest);
  // One request fewer is left for tags where predecessors are asked for too.
  const proof = createTagProof(github, reported, wants.consecutive ? TAG_LOOKS - 1 : TAG_LOOKS);
  const greens = findGreens(github, reported, proof);
  const count = wants.consecutive ? countConsecutive(github, reported, proof.known, greens) : undefined;
  const { run, refused } = await pull;
  if (refused !== undefined) keep(refused);
  // Only a pull request's base has to be waited for, and only the green run of anything else.
  const { regression, refused: uncompared } = await findRegression(
    github,
    run,
    run.ref.kind === "pull" ? { ok: true, value: {} } : await greens,
  );
  if (uncompared !== undefined) keep(uncompared);
  const { after: newer, refused: untold } = keep(await greens) ?? {};
  if (untold !== undefined) keep(untold);
  const consecutive = count === undefined ? undefined : keep(await count);
  const { commit, files } = await headOf(github, run, regression, wants.path, keep);
  return {
    run,
    regression,
    ...(commit === undefined ? {} : { commit }),
    ...(newer === undefined ? {} : { supersededBy: newer.html_url }),
    ...(consecutive === undefined ? {} : { consecutive }),
    ...(files === undefined || !wants.path ? {} : { files }),
  };
}

/** Subject and files of the head commit: from payload or comparison, and only where neither has them by a request of its own. */
async function headOf(
  github: GitHub,
  run: ReportedRun,
  regression: Regression,
  wantsFiles: boolean,
  keep: Keep,
): Promise<Pick<Past, "commit" | "files">> {
  const told = run.commit === undefined ? undefined : changeOf({ sha: run.headSha, ...run.commit }, run.repositoryUrl);
  const commit = told ?? regression.commits.find((change) => change.sha === run.headSha);
  const files = regression.files;
  if (run.headSha === "" || (commit !== undefined && (files !== undefined || !wantsFiles))) return optional(commit, files);
  const head = keep(await github.commit(run.headSha));
  return optional(commit ?? (head && changeOf(head, run.repositoryUrl)), files ?? head?.files);
}

function optional(commit: Change | undefined, files: readonly string[] | undefined): Pick<Past, "commit" | "files"> {
  return { ...(commit === undefined ? {} : { commit }), ...(files === undefined ? {} : { files }) };
}

/** When this attempt started: told, or the earliest start of its own jobs. */
function startOf(
  run: ReportedRun,
  jobs: readonly { readonly started_at: string | null; readonly run_attempt?: number }[],
): string | undefined {
  const starts = jobs.filter((job) => (job.run_attempt ?? 1) === run.attempt).flatMap((job) => job.started_at ?? []);
  return run.startedAt ?? starts.toSorted()[0];
}

function permissionsOf(refusals: readonly Refused[]): readonly string[] {
  return [...new Set(refusals.flatMap(({ permission }) => permission ?? []))].toSorted();
}
