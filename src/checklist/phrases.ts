/** Words that the sentences of tickets, notes and errors share. */
import { cutText } from "../tickets/text.ts";
import type { Standing } from "./items.ts";

const MOST_NAMED = 10;

/** Names as a phrase: `"a", "b" and 3 more`, each cut, at most `most` of them. */
export function named(texts: readonly string[], most: number, longest = 100): string {
  const shown = texts.slice(0, most).map((text) => `"${cutText(text, longest)}"`);
  const left = texts.length - shown.length;
  return left > 0 ? `${shown.join(", ")} and ${left} more` : shown.join(", ");
}

/** Items as a phrase, bounded. */
export function names(standings: readonly Standing[]): string {
  return named(
    standings.map(({ item }) => item.text),
    MOST_NAMED,
  );
}
