/** Failed jobs as a ticket shows them: cleaned names, steps, excerpt. */
import { jobKeyName } from "../tickets/identity.ts";
import type { Redactor } from "../tickets/redact.ts";
import { oneLine } from "../tickets/text.ts";
import type { Excerpt, ExcerptResult } from "./excerpt.ts";
import type { FailedJob, FailedStep, FailureClass } from "./jobs.ts";

const LONGEST_NAME = 200;

export interface ShownStep {
  readonly name: string;
  readonly number: number;
  readonly conclusion: string;
  readonly url: string;
  /** Of the step whose log was read, where the log says it. */
  readonly exitCode?: number;
}

/** A failed job with everything a ticket says of it; clean, one line each. */
export interface ShownJob {
  readonly name: string;
  /** As keys and rules see it: without matrix values. */
  readonly keyName: string;
  readonly hash: string;
  readonly id?: number;
  readonly conclusion: string;
  readonly class: FailureClass;
  readonly url: string;
  readonly steps: readonly ShownStep[];
  readonly excerpt?: Excerpt;
  /** One sentence, where there is no excerpt though one was looked for. */
  readonly whyNoExcerpt?: string;
}

/** Makes a failed job fit to be shown. `result`: what came of looking for its log; absent where nobody looked. */
export function showJob(job: FailedJob, result: ExcerptResult | undefined, redact: Redactor): ShownJob {
  const name = shownName(job.name, redact);
  return {
    name,
    keyName: shownName(jobKeyName(job.name), redact),
    hash: job.hash,
    ...(job.job === undefined ? {} : { id: job.job.id }),
    conclusion: job.conclusion,
    class: job.class,
    url: job.url,
    steps: job.steps.map((step, index) => showStep(step, index === 0 && result?.ok === true ? result.excerpt.exitCode : undefined, redact)),
    ...(result?.ok === true ? { excerpt: result.excerpt } : {}),
    ...(result?.ok === false ? { whyNoExcerpt: result.reason } : {}),
  };
}

function showStep(step: FailedStep, exitCode: number | undefined, redact: Redactor): ShownStep {
  const { number, conclusion, url } = step;
  return { name: shownName(step.name, redact), number, conclusion, url, ...(exitCode === undefined ? {} : { exitCode }) };
}

function shownName(text: string, redact: Redactor): string {
  const line = oneLine(text, LONGEST_NAME);
  const redacted = redact(line);
  return redacted.ok ? redacted.text : line;
}
