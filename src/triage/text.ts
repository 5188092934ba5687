/** The text of an issue, fit for a ticket. */
import { cutLines, plainText } from "../markdown/plain.ts";
import type { Redactor } from "../tickets/redact.ts";
import { cleanText } from "../tickets/text.ts";

/** Characters of Markdown that are read, and of plain text that are shown. */
const READ = 16_000;
const SHOWN = 6_000;
const MORE = "[The text goes on in the issue.]";

export interface Shown {
  readonly text: string;
  /** Secrets that were cut out. */
  readonly redacted: number;
}

/**
 * Markdown of a stranger as plain text of at most 6,000 characters. Secrets are looked for before anything is cut, since half a token no longer looks like
 * one, and once more in the plain text, where markup that stood inside of one is gone.
 */
export function issueText(markdown: string, redact: Redactor): Shown {
  const known = redacted(cleanText(markdown), redact);
  const isCut = known.text.length > READ;
  const plain = redacted(plainText(known.text.slice(0, READ).replace(/[\uD800-\uDBFF]$/, "")), redact);
  const fitting = cutLines(plain.text, SHOWN, MORE);
  const text = isCut && fitting === plain.text ? `${fitting}\n${MORE}` : fitting;
  return { text: ownCopy(text), redacted: known.redacted + plain.redacted };
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
