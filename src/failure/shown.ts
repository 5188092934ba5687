/** What a ticket shows of jobs and facts: names on one line, freed of secrets, links http(s) only. */
import { jobKeyName } from "../tickets/identity.ts";
import { REDACTED, type Redactor } from "../tickets/redact.ts";
import { cutText, httpUrl, oneLine, plainName } from "../tickets/text.ts";
import type { Excerpt, ExcerptResult } from "./excerpt.ts";
import type { FailureFacts } from "./facts.ts";
import type { FailedJob, FailedStep, FailureClass } from "./jobs.ts";
import type { Change, Regression } from "./regression.ts";
import type { ReportedRun } from "./reported.ts";

const LONGEST_NAME = 200;
const LONGEST_SENTENCE = 600;

/** Secrets are looked for in so much of a text before it is cut: half a token no longer looks like one. */
const LOOKED_AT = 4096;

export interface ShownStep {
  readonly name: string;
  /** As GitHub has it: for keys and signatures, never shown. */
  readonly raw: string;
  readonly number: number;
  readonly conclusion: string;
  /** Empty where there is none. */
  readonly url: string;
  /** Of the step whose log was read, where the log says it. */
  readonly exitCode?: number;
}

export interface FirstError {
  readonly text: string;
  readonly source: Excerpt["source"];
}

/** A failed job with everything a ticket says of it; clean, one line each. */
export interface ShownJob {
  readonly name: string;
  /** As GitHub has it: for keys and signatures, never shown. */
  readonly raw: string;
  /** As people and rules know it: without matrix values. */
  readonly keyName: string;
  readonly hash: string;
  readonly id?: number;
  readonly conclusion: string;
  readonly class: FailureClass;
  /** Empty where there is none. */
  readonly url: string;
  readonly steps: readonly ShownStep[];
  readonly excerpt?: Excerpt;
  /** What went wrong, in one line: where GitHub says that the job ran out of time, that; else the line of the excerpt. */
  readonly firstError?: FirstError;
  /** One sentence, where there is no excerpt though one was looked for. */
  readonly whyNoExcerpt?: string;
}

/** Makes a failed job fit to be shown. `result`: what came of looking for its log; absent where nobody looked. */
export function showJob(job: FailedJob, result: ExcerptResult | undefined, redact: Redactor): ShownJob {
  return {
    name: shownName(job.name, redact),
    raw: job.name,
    keyName: shownName(jobKeyName(job.name), redact),
    hash: job.hash,
    ...(job.job === undefined ? {} : { id: job.job.id }),
    conclusion: job.conclusion,
    class: job.class,
    url: webUrl(job.url),
    steps: job.steps.map((step, index) => showStep(step, index === 0 && result?.ok === true ? result.excerpt.exitCode : undefined, redact)),
    ...(result?.ok === true ? { excerpt: result.excerpt } : {}),
    ...firstErrorOf(job, result, redact),
    ...(result?.ok === false ? { whyNoExcerpt: showSentence(result.reason, redact) } : {}),
  };
}

/** The log of a job that ran out of time says only that it was cancelled. */
function firstErrorOf({ said }: FailedJob, result: ExcerptResult | undefined, redact: Redactor): Pick<ShownJob, "firstError"> {
  if (said !== undefined) return { firstError: { text: showSentence(said, redact), source: "annotations" } };
  if (result?.ok !== true || result.excerpt.firstError === undefined) return {};
  return { firstError: { text: result.excerpt.firstError.text, source: result.excerpt.source } };
}

function showStep({ name, number, conclusion, url }: FailedStep, exitCode: number | undefined, redact: Redactor): ShownStep {
  const step = { name: shownName(name, redact), raw: name, number, conclusion, url: webUrl(url) };
  return exitCode === undefined ? step : { ...step, exitCode };
}

/** Makes the facts fit to be shown; by what run, ref and workflow are known (ids, paths, what rules compare) stays as it is. Authors mention nobody. */
export function showFacts<T>(facts: FailureFacts<T>, redact: Redactor): FailureFacts<T> {
  const { commit, regression } = facts;
  return {
    ...facts,
    run: showRun(facts.run, redact),
    results: facts.results.map((job) => ({ ...job, name: shownName(job.name, redact) })),
    ...(commit === undefined ? {} : { commit: showChange(commit, redact) }),
    ...(regression === undefined ? {} : { regression: showRegression(regression, redact) }),
    ...(facts.supersededBy === undefined ? {} : { supersededBy: webUrl(facts.supersededBy) }),
    refusals: facts.refusals.map((refusal) => ({ ...refusal, detail: showSentence(refusal.detail, redact) })),
  };
}

function showRun(run: ReportedRun, redact: Redactor): ReportedRun {
  const { workflow, ref, actor, pull, base } = run;
  return {
    ...run,
    workflow: { ...workflow, name: shownLine(workflow.name, LONGEST_NAME, redact) },
    ref: { ...ref, name: shownLine(ref.name, LONGEST_NAME, redact), full: shownLine(ref.full, LONGEST_NAME + 100, redact) },
    ...(actor === undefined ? {} : { actor: shownLine(actor, 100, redact) }),
    ...(pull === undefined ? {} : { pull: { ...pull, url: webUrl(pull.url) } }),
    ...(base === undefined ? {} : { base: shownLine(base, LONGEST_NAME, redact) }),
    url: webUrl(run.url),
    attemptUrl: webUrl(run.attemptUrl),
  };
}

function showRegression(regression: Regression, redact: Redactor): Regression {
  const { green, compareUrl, commits, sentence } = regression;
  return {
    ...regression,
    ...(green === undefined ? {} : { green: { ...green, url: webUrl(green.url) } }),
    ...(compareUrl === undefined ? {} : { compareUrl: webUrl(compareUrl) }),
    commits: commits.map((change) => showChange(change, redact)),
    ...(sentence === undefined ? {} : { sentence: showSentence(sentence, redact) }),
  };
}

function showChange({ sha, subject, author, url }: Change, redact: Redactor): Change {
  const name = plainName(author === undefined ? "" : shownLine(author, 100, redact));
  return { sha, subject: shownLine(subject, 200, redact), ...(name === "" ? {} : { author: name }), url: webUrl(url) };
}

/** A sentence for log, summary or a note, which may hold names. */
export function showSentence(text: string, redact: Redactor): string {
  return shownLine(text, LONGEST_SENTENCE, redact);
}

/** A name; of one that shows nothing at all it is said that there is none, so that lines and links still have a text. */
function shownName(text: string, redact: Redactor): string {
  return shownLine(text, LONGEST_NAME, redact) || "(without a name)";
}

function shownLine(text: string, max: number, redact: Redactor): string {
  const redacted = redact(oneLine(text, LOOKED_AT));
  return redacted.ok ? cutText(redacted.text, max) : REDACTED;
}

function webUrl(text: string): string {
  return httpUrl(text) ?? "";
}
