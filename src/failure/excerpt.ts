/** Excerpts: what a ticket shows of a log, from wherever it came, and the sentence that says why there is none. */
import type { Annotation } from "../github/types.ts";
import type { Redactor } from "../tickets/redact.ts";
import { cleanText, cutText, oneLine } from "../tickets/text.ts";
import { type Collector, createCollector, type LogLine } from "./collector.ts";
import { bareText } from "./firsterror.ts";
import { afterMark, lineText, type Passes, type Visit, visitLines } from "./lines.ts";
import { createHeaderFilter } from "./shape.ts";

/** The part of a log that shows what went wrong; cleaned, redacted, ready to be quoted. */
export interface Excerpt {
  /** `log`: the job's log on GitHub, `file`: a file the job wrote, `annotations`: messages, whose numbers say nothing but their order. */
  readonly source: "log" | "file" | "annotations";
  readonly lines: readonly LogLine[];
  /** The line that says what went wrong: one of `lines`, without frames and container names around its text. */
  readonly firstError?: LogLine;
  /** Index in `lines` of the line that is to be kept longest: the first error, else the last line. */
  readonly keep: number;
  readonly exitCode?: number;
  /** How many secrets were taken out of `lines`. */
  readonly redacted: number;
  /** Lines of the step or file, of which `lines` is a part. */
  readonly total: number;
}

/** An excerpt, or one sentence that says why there is none. */
export type ExcerptResult = { readonly ok: true; readonly excerpt: Excerpt } | { readonly ok: false; readonly reason: string };

/** UTF-16 units of a line that are shown. */
const SHOWN = 500;

/**
 * The excerpt of a file that the job wrote: all of it is the step's own. `lines`: how many are wanted, at least 1. An error of the stream
 * ends the file there; only when nothing was read it is the reason.
 */
export async function excerptOfText(bytes: AsyncIterable<Uint8Array>, lines: number, redact: Redactor): Promise<ExcerptResult> {
  const collector = createCollector(lines);
  const isHeader = createHeaderFilter();
  const visit: Visit = (buffer, start, end, number) => {
    const raw = lineText(buffer, afterMark(buffer, start, end), end);
    if (!isHeader(raw, true, false)) collector.add(number, raw, false);
    return true;
  };
  const failure = await readWhole("file", bytes, visit, () => false);
  return finishExcerpt("file", collector, redact, failure ?? "The file is empty.");
}

/** The excerpt made of a job's annotations, where they say more than that it failed. */
export function excerptOfAnnotations(annotations: readonly Annotation[], lines: number, redact: Redactor): ExcerptResult {
  const collector = createCollector(lines);
  let number = 0;
  for (const text of annotations.filter(isTelling).flatMap(annotationLines)) collector.add(++number, text, true);
  return finishExcerpt("annotations", collector, redact, "The annotations of the job say only that it failed.");
}

/** Visits all lines of the `thing`. Returns a sentence if the stream broke. */
export async function readWhole(
  thing: "log" | "file",
  bytes: AsyncIterable<Uint8Array>,
  visit: Visit,
  passes: Passes,
): Promise<string | undefined> {
  try {
    await visitLines(bytes, visit, passes);
    return undefined;
  } catch (error) {
    return `The ${thing} broke off while it was read: ${oneLine(error instanceof Error ? error.message : String(error), 200)}.`;
  }
}

/** What the collector kept as an excerpt, redacted; `otherwise` is the reason when it kept nothing. */
export function finishExcerpt(source: Excerpt["source"], collector: Collector, redact: Redactor, otherwise: string): ExcerptResult {
  const chosen = collector.finish();
  if (chosen.lines.length === 0) return { ok: false, reason: otherwise };
  const redaction = redact(chosen.lines.map((line) => line.text).join("\n"));
  if (!redaction.ok) {
    return {
      ok: false,
      reason: `The pattern ${cutText(redaction.pattern, 100)} of \`failure.log.redact\` ran out of time, so nothing of it is shown.`,
    };
  }
  const texts = redaction.text.split("\n");
  const lines = chosen.lines.map(({ number }, index) => ({ number, text: cutText(texts[index] ?? "", SHOWN).trimEnd() }));
  const found = chosen.first === undefined ? undefined : lines[chosen.first];
  return {
    ok: true,
    excerpt: {
      source,
      lines,
      ...(found === undefined ? {} : { firstError: { number: found.number, text: bareText(found.text) } }),
      keep: chosen.first ?? lines.length - 1,
      ...(chosen.exitCode === undefined ? {} : { exitCode: chosen.exitCode }),
      redacted: redaction.count,
      total: chosen.total,
    },
  };
}

/** Nearly every failed job has an annotation that names the exit code and nothing else. */
function isTelling({ annotation_level: level, message }: Annotation): boolean {
  if (level !== "failure" || message === null) return false;
  return !/^\s*(?:Process completed with exit code -?\d+\.?|The operation was cancell?ed\.?|The job was not started.{0,40})?\s*$/i.test(
    message,
  );
}

/** The place stands in front of the first line; `.github` is what the runner writes where there is none. */
function annotationLines({ path, start_line: line, title, message }: Annotation): string[] {
  const place = path === "" || path === ".github" ? "" : `${path}:${line}: `;
  const heading = title === null || title === "" || (message ?? "").includes(title) ? "" : `${title}: `;
  return cleanText(`${place}${heading}${message ?? ""}`.slice(0, 8192)).split("\n");
}
