/** Mode `failure`: from event and settings to what should be true. */
import type { Config } from "../config.ts";
import type { GitHub, Refused } from "../github/types.ts";
import type { TicketSettings } from "../settings.ts";
import { searchExpression } from "../tickets/globs.ts";
import { jobHash } from "../tickets/identity.ts";
import { type Needs, neededFacts } from "../tickets/needs.ts";
import { isOpen } from "../tickets/ours.ts";
import { type PatternBudget, parsePattern } from "../tickets/patterns.ts";
import { createRedactor, type Redactor } from "../tickets/redact.ts";
import { oneLine } from "../tickets/text.ts";
import type { Desired, Existing } from "../tickets/types.ts";
import type { ExcerptResult } from "./excerpt.ts";
import { type ExcerptSettings, excerptsOf, logReader } from "./excerpts.ts";
import { collectFacts, type FailureFacts, runVerdict } from "./facts.ts";
import { groupFailures, workflowGroup } from "./groups.ts";
import type { FailedJob, Self } from "./jobs.ts";
import type { FailurePlace } from "./place.ts";
import type { Surroundings } from "./reported.ts";
import { type ShownJob, showFacts, showJob } from "./shown.ts";
import { spared } from "./spare.ts";
import type { NeedResults } from "./verdict.ts";

/** What the mode works with. */
export interface FailureSettings {
  readonly config: Config;
  readonly ticket: TicketSettings;
  readonly around: Surroundings;
  readonly self: Self;
  /** The input `needs`; absent when it was not given. */
  readonly needs?: NeedResults;
  readonly logFiles: readonly string[];
  /** Our own credentials: nobody masks the files that `logFiles` names. */
  readonly secrets: readonly string[];
  /** One for all patterns of the run. */
  readonly budget: PatternBudget;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Milliseconds until the step has to be through. */
  readonly left: () => number;
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

type Reported = Extract<FailurePlace, { readonly kind: "report" }>;

/** Collects the facts and says what should be true. `existing` is waited for only where it decides whether anything need be asked. */
export async function collectFailure(
  github: GitHub,
  place: Reported,
  settings: FailureSettings,
  existing: Promise<readonly Existing[]>,
): Promise<CollectedFailure> {
  const { failure, ticket } = settings.config;
  const nothingOpen = async () => !(await existing).some((one) => isOpen(one, ticket.closed));
  const isGreen = place.run.position === "workflow_run" && place.run.conclusion === "success";
  if (place.gone !== undefined || (isGreen && (await nothingOpen()))) return withoutJobs(place, settings);
  const { facts, jobs, redacted } = await gather(github, place, settings);
  const drafting = { ticket: settings.ticket, rules: failure.rules, budget: settings.budget, now: settings.now };
  const grouped = groupFailures(facts, jobs, { by: failure["group-by"], after: failure.after, drafting });
  const refusals = [...place.refusals, ...facts.refusals];
  return {
    desired: { scope: place.scope, verdict: verdictOf(facts, settings), groups: grouped.groups, workflow: grouped.workflow },
    jobs,
    red: facts.color === "red",
    notes: [...new Set([...place.notes, ...refusals.map(({ detail }) => detail), ...gapsOf(facts, failure.after), ...grouped.notes])],
    permissions: [...new Set(refusals.flatMap(({ permission }) => permission ?? []))].toSorted(),
    redacted,
  };
}

interface Gathered {
  readonly facts: FailureFacts<unknown>;
  readonly jobs: readonly ShownJob[];
  /** Secrets that were cut out of excerpts, names and subjects. */
  readonly redacted: number;
}

/** Of the time that is left when they are read, the files of `log-file` get this part. */
const FILES_SHARE = 0.5;

/** Facts and failed jobs, fit to be shown. */
async function gather(github: GitHub, { run }: Reported, settings: FailureSettings): Promise<Gathered> {
  const { config, budget, logFiles, around, secrets } = settings;
  const { log, cancelled } = config.failure;
  const redact = createRedactor(log.redact.flatMap(searched), budget, secrets);
  const workspace = around.env["GITHUB_WORKSPACE"] ?? "";
  const patience = () => settings.left() * FILES_SHARE;
  const inJob = run.position === "step";
  const excerpting: ExcerptSettings = { lines: log.lines, redact, logFiles, workspace, inJob, patience };
  const found = await collectFacts(github, run, {
    self: settings.self,
    ...(settings.needs === undefined ? {} : { needs: settings.needs }),
    countCancelled: cancelled === "ticket",
    wants: wanted(settings),
    ...(log.lines === 0 ? {} : { readLog: logReader(excerpting) }),
  });
  const lost: Refused[] = [];
  const none: ReadonlyMap<FailedJob, ExcerptResult> = new Map();
  const excerpts = await spared(
    "The excerpts",
    (refused) => lost.push(refused),
    none,
    () => excerptsOf(found.logs, excerpting),
  );
  const { redact: known, count } = countingRedactor(createRedactor([], budget, secrets));
  const facts = showFacts({ ...found, refusals: [...found.refusals, ...lost] }, known);
  const jobs = found.failed.map((job) => showJob(job, excerpts.get(job), known));
  return { facts, jobs, redacted: jobs.reduce((sum, { excerpt }) => sum + (excerpt?.redacted ?? 0), count()) };
}

/** A redactor that knows how many secrets it found; a name that stands in several places counts once. */
function countingRedactor(redact: Redactor): { readonly redact: Redactor; readonly count: () => number } {
  const seen = new Map<string, ReturnType<Redactor>>();
  return {
    redact: (text) => {
      const result = seen.get(text) ?? redact(text);
      seen.set(text, result);
      return result;
    },
    count: () => [...seen.values()].reduce((sum, result) => sum + (result.ok ? result.count : 0), 0),
  };
}

function searched(text: string): RegExp[] {
  const pattern = parsePattern(text);
  return "problem" in pattern ? [] : [searchExpression(pattern)];
}

function wanted({ config, ticket }: FailureSettings): Needs {
  const needs = neededFacts(config.failure.rules, [ticket.title, ticket.description ?? ""]);
  return { ...needs, consecutive: needs.consecutive || config.failure.after > 1 };
}

/**
 * The facts as the plan needs them. In a step of the job itself, other jobs count only for the workflow as a whole; where the list does not have
 * our job, its key stands for it.
 */
function verdictOf(facts: FailureFacts<unknown>, { self }: FailureSettings): Desired["verdict"] {
  return { ...runVerdict(facts), ...(facts.run.position === "step" ? { ownJob: jobHash(facts.ownJob ?? self.key) } : {}) };
}

function gapsOf(facts: FailureFacts<unknown>, after: number): readonly string[] {
  const uncounted = facts.color === "red" && after > 1 && facts.consecutive === undefined;
  return uncounted ? ["How often it failed in a row is not known, so `failure.after` keeps no ticket back."] : [];
}

/** Green and nothing open, or a ref that is gone: nobody need be asked about jobs. */
function withoutJobs({ run, scope, refusals, gone, notes }: Reported, settings: FailureSettings): CollectedFailure {
  const bare: FailureFacts<never> = {
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
  const facts = showFacts(bare, createRedactor([], settings.budget));
  const workflow = workflowGroup(facts);
  const verdict = { ...verdictOf(facts, settings), ...(gone === undefined ? {} : { refGone: oneLine(gone, 300) }) };
  return { desired: { scope, verdict, groups: [workflow], workflow }, jobs: [], red: false, notes, permissions: [], redacted: 0 };
}
