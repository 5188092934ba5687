/** Runs of CI as the tests of the life of tickets need them: any jobs, any attempt, seen from any of the three places. */
import type { JobData, RunData, Scenario } from "../../sandbox/github/types.d.mts";
import { failedRun } from "../../sandbox/scenarios/index.mjs";

export type Result = "success" | "failure" | "skipped" | "cancelled" | "pending";
export type Place = "workflow_run" | "aggregator" | "step";

/** One attempt of a run. */
export interface Tale {
  readonly run: number;
  readonly attempt?: number;
  /** What became of each job, by display name. `pending` runs still. */
  readonly jobs: Readonly<Record<string, Result>>;
  /** Default: seen from a workflow of its own. In a `step` the last job named is our own. */
  readonly place?: Place;
  /** What the earlier attempts looked like, the first one first. */
  readonly before?: readonly Tale["jobs"][];
  /** The first error in the log of failed jobs. */
  readonly error?: string;
  /** Numbers of later runs that were green. */
  readonly green?: readonly number[];
  /** Results of `needs`; by default those of the jobs. */
  readonly needs?: Readonly<Record<string, string>>;
}

const HOUR = 3_600_000;
const ERROR = "TypeError: Cannot read properties of undefined (reading 'amount')";

/** Start of a run, milliseconds since the epoch: an hour lies between two runs, a quarter of one between attempts. */
export function startOf(run: number, attempt = 1): number {
  return Date.parse("2026-03-02T00:00:00Z") + run * HOUR + (attempt - 1) * (HOUR / 4);
}

/** The scenario of a tale: the repository, its history, and the run. */
export function scenarioOf(tale: Tale): Scenario {
  const { run, attempt = 1, place = "workflow_run", before = [], green = [] } = tale;
  const world = failedRun({ run, at: startOf(run), place });
  const [own, ...earlier] = world.runs;
  if (own === undefined) throw new Error("the scenario has no run");
  const all = [...before, tale.jobs];
  if (all.length !== attempt) throw new Error(`attempt ${attempt} needs ${attempt - 1} before it`);
  const attempts = all.map((jobs, index) => attemptOf(tale, jobs, index + 1, world));
  const later = green.map((number) => greenRun(own, number));
  return {
    ...world,
    runs: [...later, { ...own, attempts }, ...earlier],
    position: positionOf(tale, world.position, attempts.at(-1)?.jobs ?? []),
  };
}

/** What a job of this name is made from: one that succeeded, failed, was skipped. */
function template({ run }: Tale, world: Scenario, result: Result): JobData {
  const wanted = { success: "lint", failure: "test", pending: "lint", skipped: "deploy", cancelled: "deploy" }[result];
  // In a step the scenario has no deployment, and the failed job is the one that runs.
  const jobs = (world.position.place === "step" ? failedRun({ run, at: startOf(run) }) : world).runs[0]?.attempts[0]?.jobs ?? [];
  const found = jobs.find((job) => job.name === wanted);
  if (found === undefined) throw new Error(`no job ${wanted}`);
  return structuredClone(found);
}

function attemptOf(tale: Tale, jobs: Tale["jobs"], attempt: number, world: Scenario): RunData["attempts"][number] {
  const isLast = attempt === (tale.attempt ?? 1);
  const made = Object.entries(jobs).map(([name, result], index) => jobOf(tale, world, name, result, attempt * 1000 + index));
  const results = Object.values(jobs);
  const red = results.includes("failure") ? "failure" : results.includes("cancelled") ? "cancelled" : "success";
  const inside = isLast && tale.place !== undefined && tale.place !== "workflow_run";
  const report = inside && tale.place === "aggregator" ? world.runs[0]?.attempts[0]?.jobs.filter((job) => job.name === "report") : [];
  const start = new Date(startOf(tale.run, attempt)).toISOString().replace(".000Z", "Z");
  return {
    attempt,
    status: inside ? "in_progress" : "completed",
    conclusion: inside ? null : red,
    started_at: start,
    updated_at: start,
    jobs: [...made, ...(report ?? [])],
  };
}

function jobOf(tale: Tale, world: Scenario, name: string, result: Result, index: number): JobData {
  const job = { ...template(tale, world, result), id: 45_000_000_000 + tale.run * 10_000 + index, name };
  if (typeof job.log === "string") job.log = job.log.replaceAll(ERROR, tale.error ?? ERROR);
  job.annotations = [];
  if (result === "cancelled") return { ...job, conclusion: "cancelled" };
  return result === "pending" ? { ...job, status: "in_progress", conclusion: null, completed_at: null, log: null } : job;
}

function greenRun(own: RunData, number: number): RunData {
  const start = new Date(startOf(number)).toISOString();
  const attempt = { attempt: 1, status: "completed", conclusion: "success", started_at: start, updated_at: start, jobs: [] };
  return { ...own, id: own.id + (number - own.number), number, created_at: start, attempts: [attempt] };
}

function positionOf(tale: Tale, position: Scenario["position"], jobs: JobData[]): Scenario["position"] {
  const { attempt = 1, place = "workflow_run" } = tale;
  if (place === "workflow_run") return position;
  const run = { ...position.run, attempt };
  if (place === "aggregator") {
    const ids = Map.groupBy(Object.entries(tale.jobs), ([name]) => name.split(/ [(/]/)[0] ?? name);
    const folded = [...ids].map(([id, members]) => [id, worst(members.map(([, result]) => result))] as const);
    const results = Object.entries(tale.needs ?? Object.fromEntries(folded));
    return { ...position, run, needs: Object.fromEntries(results.map(([id, result]) => [id, { result, outputs: {} }])) };
  }
  const own = jobs.at(-1);
  if (own === undefined) throw new Error("a step needs a job");
  const status = own.conclusion === "failure" ? "failure" : "success";
  // Our own job has not ended.
  Object.assign(own, { status: "in_progress", conclusion: null, completed_at: null, log: null });
  return { ...position, run, job: { key: own.name, id: own.id, status, runner: own.runner_name ?? "" } };
}

function worst(results: readonly Result[]): string {
  return (["failure", "cancelled", "success"] as const).find((result) => results.includes(result)) ?? "skipped";
}
