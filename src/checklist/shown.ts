/** Text of the repository and of strangers made fit for a ticket: one line, clean, freed of secrets, nothing that could be a state line. */
import { REDACTED, type Redactor } from "../tickets/redact.ts";
import { disarm } from "../tickets/state.ts";
import { cleanText, cutText, httpUrl, oneLine } from "../tickets/text.ts";

/** Makes texts fit to be shown, and knows how many secrets it cut out; a text that stands in several places counts once. */
export interface Shower {
  /** At most `max` UTF-16 units; secrets are looked for before the cut, as half of one no longer looks like one. */
  readonly line: (text: string, max: number) => string;
  /** Lines that stay lines, with their indentation. */
  readonly lines: (lines: readonly string[]) => readonly string[];
  readonly redacted: () => number;
}

/** Read of a text before it is cut. */
const LOOKED_AT = 20_000;

/** Makes a `Shower` over a redactor. */
export function createShower(redact: Redactor): Shower {
  const seen = new Map<string, ReturnType<Redactor>>();
  const safe = (text: string) => {
    const result = seen.get(text) ?? redact(text);
    seen.set(text, result);
    return result.ok ? disarm(result.text) : REDACTED;
  };
  return {
    line: (text, max) => cutText(safe(oneLine(text.normalize("NFC"), LOOKED_AT)), max),
    lines: (lines) => (lines.length === 0 ? [] : safe(cleanText(lines.join("\n"))).split("\n")),
    redacted: () => [...seen.values()].reduce((sum, result) => sum + (result.ok ? result.count : 0), 0),
  };
}

/** An address that may stand in a ticket; empty for anything else. */
export function webUrl(text: string): string {
  return httpUrl(text) ?? "";
}
