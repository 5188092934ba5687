/** The list as its ticket shows it. */
import type { Ticket } from "../tickets/ours.ts";
import { writeSignature } from "../tickets/state.ts";
import { isBehindList } from "./hints.ts";
import { type Matching, matchItems, type Wanted } from "./match.ts";
import { FOUND, folded, itemOf, LINE_END, type ReadItem, readItems, readJoined } from "./text.ts";

/** What a ticket says of the items of the list. */
export interface Reading<T extends Wanted> {
  readonly matching: Matching<T>;
  /** The list must stand there, and no item of it can be found: what people ticked is not known. */
  readonly unread: boolean;
}

/** Reads the ticket of the list, line by line or, where an editor joined lines, by its boxes: whichever finds more of these items. */
export function readTicket<T extends Wanted>(items: readonly T[], ticket: Ticket | undefined, headings: readonly string[]): Reading<T> {
  const text = ticket === undefined ? "" : textOf(ticket);
  const lines = matchItems(items, readItems(text, headings));
  const joined = matchItems(items, readJoined(text, headings));
  const better = joined.of.size > lines.of.size ? joined : lines;
  // What else stands there may be people's, and stays.
  const matching = ticket !== undefined && lacksLine(ticket) ? { ...better, gone: [] } : better;
  const found = matching.of.size + matching.gone.length + matching.unclear.length;
  return { matching, unread: items.length > 0 && found === 0 && ticket !== undefined && isEdited(ticket) };
}

/** The same with what people ticked in other tickets, which are about to be folded into this one. */
export function withTicksOf<T extends Wanted>(matching: Matching<T>, others: readonly Matching<T>[]): Matching<T> {
  const of = new Map(matching.of);
  for (const [item, match] of others.flatMap((other) => [...other.of])) {
    const before = of.get(item)?.read;
    if (isPersons(match.read) && (before === undefined || !isPersons(before))) of.set(item, match);
  }
  return { ...matching, of };
}

function isPersons({ ticked, auto }: ReadItem): boolean {
  return ticked && auto === undefined;
}

/** Somebody deleted the state line: nothing says where our text ends. */
export function lacksLine({ state, above }: Ticket): boolean {
  return state === undefined && above === "";
}

/** Our part of a ticket's text; the whole of it where nobody knows what is ours. */
function textOf({ state, above, below }: Ticket): string {
  return state === undefined ? `${above}\n${below}` : above;
}

/** Whether our part says something that is not what we wrote. */
function isEdited({ state, above }: Ticket): boolean {
  return state !== undefined && above.trim() !== "" && writeSignature([above.trimEnd()], "", "none") !== state.signature;
}

/** What people wrote in a text that is without its state line: the lines that are not in `ours`, each of which is taken off once, whether ticked or not. */
export function peopleText(text: string, ours: string): string {
  const left = new Map<string, number>();
  for (const line of ours.split(LINE_END)) left.set(nameOf(line), (left.get(nameOf(line)) ?? 0) + 1);
  const kept = text.split(LINE_END).filter((line) => {
    const count = left.get(nameOf(line)) ?? 0;
    left.set(nameOf(line), count - 1);
    return count < 1 && !OF_CHECK.test(line);
  });
  return kept
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/**
 * Lines that somebody wrote right below an item, where our text is: with the next write they are gone. `next`: the text that is about to be written. Of a
 * text that is as we wrote it nothing is anybody's; what stood in the file below an item, and does no more, cannot be told from a person's line.
 */
export function strayLines(ticket: Ticket, next: string): readonly string[] {
  if (!isEdited(ticket)) return [];
  const ours = new Set(next.split(LINE_END).map(folded));
  let isBelow = false;
  return ticket.above.split(LINE_END).flatMap((line) => {
    const text = folded(line);
    const isItem = itemOf(line) !== undefined;
    // An editor may have taken the empty lines away.
    isBelow = isItem || (isBelow && text !== "" && !/^#{1,6} /.test(text) && !isBehindList(text));
    return isItem || !isBelow || ofCheck(text) || ours.has(text) ? [] : [text];
  });
}

/** Whether it says what a check found, also where an editor took the spaces away. */
function ofCheck(text: string): boolean {
  return Object.values(FOUND).some((begin) => text.startsWith(`${begin}: `));
}

const OF_CHECK = new RegExp(`^ {6,}(?:${Object.values(FOUND).join("|")}): `);

function nameOf(line: string): string {
  return itemOf(line)?.text ?? folded(line);
}
