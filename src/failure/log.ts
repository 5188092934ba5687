/** The excerpt of one job's log: the failing step's own lines, found by time and header while the log streams by. */
import type { Step } from "../github/types.ts";
import type { Redactor } from "../tickets/redact.ts";
import { createCollector } from "./collector.ts";
import { type ExcerptResult, finishExcerpt, readWhole } from "./excerpt.ts";
import { afterMark, lineText, type Visit } from "./lines.ts";
import { createHeaderFilter } from "./shape.ts";
import { compare, isAllBefore, isStamp, SECONDS, STAMP } from "./stamps.ts";
import { createWindow, type HeaderRole, POST_HEADER } from "./window.ts";

/** What to look for in a job's log. */
export interface LogRequest {
  /** The failing step, with its times. */
  readonly step: Step;
  /** All steps of the job; they tell where the failing one starts and ends. */
  readonly steps: readonly Step[];
  /** Lines wanted, at least 1. */
  readonly lines: number;
  readonly redact: Redactor;
}

/** Stamped lines behind the window after which nothing of the step is expected any more. One alone may be text that looks like a stamp. */
const PAST = 50;

/**
 * Reads the log and returns the excerpt, or the reason why there is none. Memory is bounded whatever the log holds; lines before the step are
 * passed over as bytes, and the stream is cancelled when the step is over. A stream that breaks within the step gives what came until then.
 */
export async function excerptOfLog(bytes: AsyncIterable<Uint8Array>, request: LogRequest): Promise<ExcerptResult> {
  const { from, until, judge } = createWindow(request.step, request.steps);
  const first = Buffer.from(from);
  const last = Buffer.from(until);
  const collector = createCollector(request.lines);
  const isHeader = createHeaderFilter();
  let entered = false;
  let past = 0;
  let failed = false;

  const take = (raw: string, stamped: boolean, role: HeaderRole | undefined, number: number): void => {
    if (role !== undefined) failed = false;
    if (role === "ours") collector.restart();
    if (role === "ours" && raw.trimEnd() === POST_HEADER) return;
    failed ||= raw.startsWith("##[error]");
    if (!isHeader(raw, stamped, role === "ours")) collector.add(number, raw, false);
  };

  const visit: Visit = (buffer, lineStart, end, number) => {
    const start = afterMark(buffer, lineStart, end);
    const stamped = isStamp(buffer, start, end);
    if (!entered) {
      if (from !== "" && (!stamped || compare(buffer, start, first) < 0)) return true;
      entered = true;
    }
    if (stamped) past = compare(buffer, start, last) > 0 ? past + 1 : 0;
    if (past > 0) return past < PAST;
    const raw = lineText(buffer, stamped ? Math.min(start + STAMP, end) : start, end);
    const title = stamped ? headerTitle(raw) : undefined;
    const role = title === undefined ? undefined : judge(title, buffer.toString("latin1", start, start + SECONDS), failed);
    if (role !== "next") take(raw, stamped, role, number);
    return role !== "next";
  };
  const failure = await readWhole("log", bytes, visit, (chunk) => !entered && isAllBefore(chunk, first));
  return finishExcerpt("log", collector, request.redact, failure ?? "The job's log holds no lines of the failed step.");
}

/** The title of a line that opens a step. */
function headerTitle(raw: string): string | undefined {
  if (raw.startsWith("##[group]Run ")) return raw.slice("##[group]".length).trimEnd();
  return raw.startsWith(POST_HEADER) && raw.trimEnd() === POST_HEADER ? POST_HEADER : undefined;
}
