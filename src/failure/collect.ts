/** Mode `failure`: from event and settings to what should be true. */
import type { Config } from "../config.ts";
import { DEFAULTS } from "../defaults.ts";
import { TicketError } from "../errors.ts";
import type { GitHub, Refused } from "../github/types.ts";
import { type TicketSettings } from "../settings.ts";
import { searchExpression } from "../tickets/globs.ts";
import { jobHash, scopeKey } from "../tickets/identity.ts";
import { neededFacts } from "../tickets/needs.ts";
import { isOpen } from "../tickets/ours.ts";
import { createBudget, parsePattern } from "../tickets/patterns.ts";
import { createRedactor } from "../tickets/redact.ts";
import type { Desired, Existing } from "../tickets/types.ts";
import { type ExcerptSettings, excerptsOf, logReader } from "./excerpts.ts";
import { collectFacts, type FailureFacts, runVerdict } from "./facts.ts";
import { type GroupBy, type Grouping, groupFailures, placeOf } from "./groups.ts";
import type { Self } from "./jobs.ts";
import { settleRef } from "./lookup.ts";
import { type Place, placeRun, position, type ReportedRun, type Surroundings } from "./position.ts";
import { unwanted, wantsRef } from "./refs.ts";
import { type ShownJob, showJob } from "./shown.ts";
import { needResults } from "./verdict.ts";

/** Milliseconds that all patterns of one run may take together (SPEC §4.1). */
const PATTERN_MS = 250;

/** What the mode works with. */
export interface FailureSettings {
  readonly config: Config;
  readonly ticket: TicketSettings;
  readonly around: Surroundings;
  readonly self: Self;
  /** The input `needs` as it was parsed. */
  readonly needs: unknown;
  readonly logFiles: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Nothing to do, and why; or the run to report. */
export type FailurePlace =
  | { readonly kind: "skip"; readonly reason: string; readonly refusals: readonly Refused[] }
  | {
      readonly kind: "report";
      readonly run: ReportedRun;
      readonly scope: string;
      readonly gone?: string;
      readonly refusals: readonly Refused[];
    };

/** Finds out which run is reported and by which key its tickets are found. At most two requests, and none in the usual case. */
export async function placeFailure(github: GitHub, settings: FailureSettings): Promise<FailurePlace> {
  const refusals: Refused[] = [];
  const found = await readPlace(github, settings, refusals);
  if (found.kind === "skip" || found.kind === "read") {
    return { kind: "skip", reason: found.kind === "skip" ? found.reason : `Run ${found.runId} cannot be reported.`, refusals };
  }
  const { run, refused } = await settleRef(github, found.run);
  if (refused !== undefined) refusals.push(refused);
  if (!wantsRef(run.ref, settings.config.failure.refs, createBudget(PATTERN_MS)))
    return { kind: "skip", reason: unwanted(run.ref), refusals };
  return { kind: "report", run, scope: scopeKey(placeOf(run)), ...(found.kind === "gone" ? { gone: found.sentence } : {}), refusals };
}

async function readPlace(github: GitHub, { around }: FailureSettings, refusals: Refused[]): Promise<Place> {
  const place = position(around);
  if (place.kind !== "read") return place;
  const answer = await github.run(place.runId);
  if (answer.ok) return placeRun(answer.value, around);
  // Who names a run wants to know; an event that came too early is no reason to turn anything red.
  if (around.runId !== undefined) throw unreadable(place.runId, answer);
  refusals.push(answer);
  return { kind: "skip", reason: `GitHub does not say yet what became of run ${place.runId}: ${answer.detail}` };
}

function unreadable(runId: number, { why, detail, permission }: Refused): TicketError {
  const code = ({ forbidden: "PERMISSION", missing: "NOT_FOUND", unavailable: "UNAVAILABLE", limited: "RATE_LIMIT" } as const)[why];
  const next =
    permission === undefined
      ? "Check the input `run-id`: it is the long number in the address of the run."
      : `Add \`${permission}\` under \`permissions:\` of the job.`;
  return new TicketError(code, `Run ${runId} could not be read. ${detail}`, next);
}

/** What the mode found out. */
export interface CollectedFailure {
  readonly desired: Desired;
  readonly jobs: readonly ShownJob[];
  readonly red: boolean;
  readonly notes: readonly string[];
  readonly permissions: readonly string[];
  readonly redacted: number;
}

/** Collects the facts and says what should be true. `existing` is waited for only where it decides whether anything need be asked. */
export async function collectFailure(
  github: GitHub,
  place: Extract<FailurePlace, { readonly kind: "report" }>,
  settings: FailureSettings,
  existing: Promise<readonly Existing[]>,
): Promise<CollectedFailure> {
  const { run, scope, gone } = place;
  const { ticket, failure } = settings.config;
  const nothingOpen = async () => !(await existing).some((one) => isOpen(one, ticket.closed));
  if (gone !== undefined || (run.position === "workflow_run" && run.conclusion === "success" && (await nothingOpen()))) {
    return withoutJobs(place, gone);
  }
  const budget = createBudget(PATTERN_MS);
  const known = createRedactor([], budget);
  const excerpting: ExcerptSettings = {
    lines: failure.log.lines,
    redact: createRedactor(failure.log.redact.flatMap(searched), budget),
    logFiles: settings.logFiles,
    workspace: settings.around.env["GITHUB_WORKSPACE"] ?? "",
  };
  const facts = await collectFacts(github, run, {
    self: settings.self,
    ...(settings.needs === undefined ? {} : { needs: needResults(settings.needs) }),
    countCancelled: failure.cancelled === "ticket",
    wants: wanted(settings),
    ...(failure.log.lines === 0 ? {} : { readLog: logReader(excerpting) }),
  });
  const excerpts = failure.log.lines === 0 ? new Map<never, never>() : await excerptsOf(facts.logs, excerpting);
  const jobs = facts.failed.map((job) => showJob(job, excerpts.get(job), known));
  const grouped = groupFailures(facts, jobs, groupingOf(settings, budget));
  const refusals = [...place.refusals, ...facts.refusals];
  return {
    desired: { scope, verdict: verdictOf(facts), groups: grouped.groups, workflow: grouped.workflow },
    jobs,
    red: facts.color === "red",
    notes: [...new Set([...refusals.map(({ detail }) => detail), ...gapsOf(facts, failure.after), ...grouped.notes])],
    permissions: [...new Set(refusals.flatMap(({ permission }) => permission ?? []))].toSorted(),
    redacted: jobs.reduce((sum, { excerpt }) => sum + (excerpt?.redacted ?? 0), 0),
  };
}

function searched(text: string): RegExp[] {
  const pattern = parsePattern(text);
  return "problem" in pattern ? [] : [searchExpression(pattern)];
}

function wanted({ config, ticket }: FailureSettings): ReturnType<typeof neededFacts> {
  const needs = neededFacts(config.failure.rules, [ticket.title, ticket.description ?? ""]);
  return { ...needs, consecutive: needs.consecutive || config.failure.after > 1 };
}

/** `job` and `step` tickets need titles that tell them apart; who wrote a title of their own has seen to that. */
function groupingOf({ config, ticket, now }: FailureSettings, budget: ReturnType<typeof createBudget>): Grouping {
  const { failure } = config;
  const redact = createRedactor([], budget);
  const base = { rules: failure.rules, budget, redact, now };
  const own = ticket.title !== DEFAULTS.failure.title;
  const titled = (suffix: string) => ({ ...base, ticket: own ? ticket : { ...ticket, title: `${ticket.title}${suffix}` } });
  const drafting: Grouping["drafting"] = {
    workflow: titled(""),
    job: titled(": {{job}}"),
    step: titled(": {{job}}{{#step}}, {{step}}{{/step}}"),
  };
  return { by: failure["group-by"] satisfies GroupBy, after: failure.after, drafting };
}

/** The facts as the plan needs them. In a step of the job itself, other jobs count only for the workflow as a whole. */
function verdictOf(facts: FailureFacts<unknown>): Desired["verdict"] {
  const { ownJob, run } = facts;
  return { ...runVerdict(facts), ...(run.position === "step" && ownJob !== undefined ? { ownJob: jobHash(ownJob) } : {}) };
}

function gapsOf(facts: FailureFacts<unknown>, after: number): readonly string[] {
  const uncounted = facts.color === "red" && after > 1 && facts.consecutive === undefined;
  return uncounted ? ["How often it failed in a row is not known, so `failure.after` keeps no ticket back."] : [];
}

/** Green and nothing open, or a ref that is gone: nobody need be asked about jobs. */
function withoutJobs(
  { run, scope, refusals }: Extract<FailurePlace, { readonly kind: "report" }>,
  gone: string | undefined,
): CollectedFailure {
  const facts: FailureFacts<never> = {
    run,
    color: gone === undefined ? "green" : "unknown",
    failed: [],
    results: [],
    complete: false,
    listed: false,
    ...(run.startedAt === undefined ? {} : { startedAt: run.startedAt }),
    logs: [],
    refusals,
    permissions: [],
  };
  const workflow = {
    key: scope,
    label: `workflow ${run.workflow.file} on ${run.ref.name}`,
    color: facts.color,
    failedJobs: [],
    signature: "",
  };
  const verdict = { ...runVerdict(facts), ...(gone === undefined ? {} : { refGone: gone }) };
  return { desired: { scope, verdict, groups: [workflow], workflow }, jobs: [], red: false, notes: [], permissions: [], redacted: 0 };
}
