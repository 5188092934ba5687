/** The text of an issue, fit for a ticket. */
import { cutLines, plainText, rawText } from "../markdown/plain.ts";
import type { Redactor } from "../tickets/redact.ts";
import { cleanText } from "../tickets/text.ts";
import type { Scene } from "./scene.ts";

/** Characters and lines of Markdown that are read, and characters of plain text that are shown. The parser's time grows with the square of both. */
const READ = 8_000;
const LINES = 1_000;
const SHOWN = 6_000;
const MORE = "[The text goes on in the issue.]";

export interface Shown {
  readonly text: string;
  /** Secrets that were cut out. */
  readonly redacted: number;
}

/**
 * Markdown of a stranger as plain text of at most 6,000 characters. Secrets are looked for before anything is cut, since half a token no longer looks like
 * one, and once more in the plain text, where markup that stood inside of one is gone. When `reading` is used up, the Markdown is shown as it is written.
 */
export function issueText(markdown: string, { redact, reading }: Pick<Scene, "redact" | "reading">): Shown {
  const known = redacted(cleanText(markdown), redact);
  const whole = known.text.replace(/\n(?:[^\S\n]*\n){2,}/g, "\n\n");
  const read = beginning(whole);
  const started = performance.now();
  const plain = redacted(reading.left > 0 ? plainText(read) : rawText(read), redact);
  reading.left -= performance.now() - started;
  const fitting = cutLines(plain.text, SHOWN, MORE);
  const text = read.length < whole.length && fitting === plain.text ? `${fitting}\n${MORE}` : fitting;
  return { text: ownCopy(text), redacted: known.redacted + plain.redacted };
}

/** As much of a text as is read. */
function beginning(text: string): string {
  const cut = text.slice(0, READ).replace(/[\uD800-\uDBFF]$/, "");
  return cut.split("\n", LINES).join("\n");
}

/** A title or a name of a stranger, cleaned and without secrets; it is cut where it is shown. */
export function withoutSecrets(text: string, redact: Redactor): string {
  return redacted(cleanText(text), redact).text;
}

/** A part of a text keeps the whole of it in memory, which here is one issue among thousands. */
function ownCopy(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

function redacted(text: string, redact: Redactor): Shown {
  const result = redact(text);
  return result.ok ? { text: result.text, redacted: result.count } : { text: "", redacted: 0 };
}
