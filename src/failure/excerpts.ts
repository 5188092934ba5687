/** The excerpts of the failed jobs: from GitHub's logs, else from files that the job wrote, else from annotations, else a sentence. */
import { createReadStream, type ReadStream } from "node:fs";
import type { Redactor } from "../tickets/redact.ts";
import { oneLine } from "../tickets/text.ts";
import { type ExcerptResult, excerptOfAnnotations, excerptOfText } from "./excerpt.ts";
import type { FailedJob } from "./jobs.ts";
import { excerptOfLog } from "./log.ts";
import { findLogFiles, type LogFolders } from "./logfiles.ts";
import type { JobLog, LogReader } from "./logs.ts";
import { saidBy } from "./spare.ts";

export interface ExcerptSettings extends LogFolders {
  /** Lines per job, at least 1. */
  readonly lines: number;
  readonly redact: Redactor;
  /** We run in a job of the run, which wrote those files: they stand in for no other one. */
  readonly inJob: boolean;
  /** Milliseconds that reading those files may take. */
  readonly patience: () => number;
}

/** Reads the failing step's lines out of the log of a job. */
export function logReader({ lines, redact }: ExcerptSettings): LogReader<ExcerptResult> {
  return async ({ steps, job }, stream) => {
    // A job that timed out between two steps has no failed one; then the last that ran is where it stood.
    const step = steps[0]?.step ?? job?.steps?.findLast(({ conclusion }) => conclusion !== null && conclusion !== "skipped");
    if (step === undefined) return { ok: false, reason: "No step of the job ran, so its log says nothing." };
    return excerptOfLog(stream, { step, steps: job?.steps ?? [step], lines, redact });
  };
}

/**
 * The excerpt of each job whose log was asked for. Where GitHub did not serve one, `log-file` stands in for the job that we run in (outside of the
 * failed jobs: for the first without a log), and annotations for the others.
 */
export async function excerptsOf(
  logs: readonly JobLog<ExcerptResult>[],
  settings: ExcerptSettings,
): Promise<ReadonlyMap<FailedJob, ExcerptResult>> {
  const results = new Map<FailedJob, ExcerptResult>();
  const without = logs.filter(({ read }) => read?.ok !== true);
  const forFile = settings.inJob ? without.find(({ job }) => job.own) : without[0];
  for (const log of logs) {
    if (log.read?.ok === true) {
      results.set(log.job, log.read);
      continue;
    }
    const file = log === forFile ? await readFiles(settings).catch(unreadable) : undefined;
    const notes = excerptOfAnnotations(log.annotations ?? [], settings.lines, settings.redact);
    const reasons = [log.read?.reason ?? log.reason, file?.ok === false ? file.reason : undefined, ...wayOut(log.job, settings)];
    const otherwise: ExcerptResult = { ok: false, reason: reasons.filter((text) => text !== undefined).join(" ") };
    results.set(log.job, [file, notes].find((result) => result?.ok === true) ?? otherwise);
  }
  return results;
}

/** How to see the log of the job that we run in, which GitHub serves only when we are gone. */
function wayOut({ own }: FailedJob, { logFiles }: ExcerptSettings): readonly string[] {
  const input = logFiles.length === 0 ? " or the input `log-file`" : "";
  return own ? [`A workflow of its own (\`on: workflow_run\`)${input} shows it.`] : [];
}

function unreadable(error: unknown): ExcerptResult {
  return { ok: false, reason: `The files of the input \`log-file\` could not be read (${saidBy(error)}).` };
}

/** Ends the stream when the time is over: a file of any size may take a part of the step's time, and never the ticket. */
function bounded(stream: ReadStream, ms: number): ReadStream {
  const timer = setTimeout(() => stream.destroy(new Error("the time for reading files is used up")), Math.max(1, ms));
  stream.once("close", () => clearTimeout(timer));
  return stream;
}

/** The first of the files that shows an error, else the first that has lines; `undefined` where the input names none. */
async function readFiles(settings: ExcerptSettings): Promise<ExcerptResult | undefined> {
  if (settings.logFiles.length === 0) return undefined;
  const { paths, reasons } = await findLogFiles(settings);
  const why = [...reasons];
  const until = performance.now() + settings.patience();
  let best: ExcerptResult | undefined;
  for (const path of paths) {
    const stream = bounded(createReadStream(path), until - performance.now());
    const result = await excerptOfText(stream, settings.lines, settings.redact);
    if (result.ok && result.excerpt.firstError !== undefined) return result;
    if (result.ok) best ??= result;
    else why.push(result.reason);
  }
  if (best !== undefined) return best;
  const named = oneLine(settings.logFiles.join(", "), 200);
  return { ok: false, reason: why.length > 0 ? why.slice(0, 3).join(" ") : `No file matches the input \`log-file\` (${named}).` };
}
