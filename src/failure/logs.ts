/** Which logs are read, and what stands in where GitHub does not serve one. */

import type { Annotation, Answer, GitHub, Refused } from "../github/types.ts";
import { jobKeyName } from "../tickets/identity.ts";
import { oneLine } from "../tickets/text.ts";
import type { FailedJob } from "./jobs.ts";

/** Makes of the stream of a job's log what is wanted of it. It may break off reading; what it throws counts as a log that could not be read. */
export type LogReader<T> = (job: FailedJob, stream: AsyncIterable<Uint8Array>) => Promise<T>;

/** What came of reading the log of one job. */
export interface JobLog<T> {
  readonly job: FailedJob;
  /** What the reader made of it; absent where the log was not served. */
  readonly read?: T;
  /** Where the log was not served: what GitHub has noted on the job. */
  readonly annotations?: readonly Annotation[];
  /** One sentence: why there is no log. */
  readonly reason?: string;
  readonly refusals: readonly Refused[];
}

/** Logs of one run. */
const MOST = 3;

/**
 * The jobs whose logs are read: at most 3, of different names before several of one matrix, and first of all the job that we run in, for which
 * `log-file` stands in.
 */
export function logsWanted(failed: readonly FailedJob[]): readonly FailedJob[] {
  const seen = new Set<string>();
  const first: FailedJob[] = [];
  const others: FailedJob[] = [];
  for (const job of failed) {
    const name = jobKeyName(job.name);
    (seen.has(name) ? others : first).push(job);
    seen.add(name);
  }
  const chosen = new Set([...new Set([...failed.filter((job) => job.own), ...first, ...others])].slice(0, MOST));
  return failed.filter((job) => chosen.has(job));
}

/** Reads the logs side by side (3 are fewer than the 4 that may be). None of them throws. */
export async function readLogs<T>(
  github: GitHub,
  failed: readonly FailedJob[],
  read: LogReader<T> | undefined,
): Promise<readonly JobLog<T>[]> {
  return read === undefined ? [] : Promise.all(logsWanted(failed).map((job) => readOne(github, job, read)));
}

async function readOne<T>(github: GitHub, failed: FailedJob, read: LogReader<T>): Promise<JobLog<T>> {
  const { job, logId } = failed;
  if (job === undefined || logId === undefined)
    return { job: failed, reason: "GitHub did not list the job, so its log has no address.", refusals: [] };
  // Annotations reach a job when it ends, as its log does.
  if (job.completed_at === null) return { job: failed, reason: "GitHub serves the log of a job only when it has ended.", refusals: [] };
  const stream = await github.jobLog(logId, job.completed_at);
  const result = stream.ok ? await attempt(failed, stream.value, read) : stream;
  if (result.ok) return { job: failed, read: result.value, refusals: [] };
  const notes = await github.annotations(logId);
  return {
    job: failed,
    ...(notes.ok ? { annotations: notes.value } : {}),
    reason: result.detail,
    refusals: notes.ok ? [result] : [result, notes],
  };
}

async function attempt<T>(failed: FailedJob, stream: AsyncIterable<Uint8Array>, read: LogReader<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await read(failed, stream) };
  } catch (error) {
    const said = oneLine(error instanceof Error ? error.message : "", 200);
    return { ok: false, why: "unavailable", detail: `The log of job ${failed.job?.id ?? 0} could not be read to the end (${said}).` };
  }
}
