/** What of a ticket's text stays although the file does not say it: remarks behind items, and ticked items that have left the list. */
import type { Matching, Wanted } from "./match.ts";

const LONGEST_REMARK = 200;

/** A remark stays where it cannot be a rest of what the item said before its author shortened it. */
export function isKept(remark: string): boolean {
  return remark.length <= LONGEST_REMARK && /^\s*[^\s\p{L}\p{N}]/u.test(remark);
}

const MOST_PAST = 50;

/** Texts that people ticked and the list has no more; what the file ticked, or a check, they will tick again. */
export function pastOf({ gone }: Matching<Wanted>): readonly string[] {
  return gone
    .filter(({ ticked, auto }) => ticked && auto === undefined)
    .map(({ text }) => text)
    .slice(0, MOST_PAST);
}
