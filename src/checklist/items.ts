/** What is done: the items of the list, what their checks found, and what people ticked. */
import { checklistKey } from "../tickets/identity.ts";
import type { Ticket } from "../tickets/ours.ts";
import type { Check } from "./auto.ts";
import type { Evidence } from "./evidence.ts";
import type { FilledBlock } from "./file.ts";
import { isKept, pastOf } from "./kept.ts";
import type { Prose } from "./list.ts";
import type { Matching } from "./match.ts";
import { droppedBy, lostBy, removedBy } from "./news.ts";
import type { Shower } from "./shown.ts";
import { headingText, identity, isTicketMark, itemText, type Known, numbered, type ReadItem, ticketMark } from "./text.ts";
import { waitsFor } from "./waits.ts";

/** An item of this release, fit to be shown. */
export interface Item {
  readonly kind: "item";
  readonly section: string;
  readonly text: string;
  readonly nth: number;
  /** The text before its variables are filled in. */
  readonly raw: string;
  /** Key of its own ticket, with `items: tickets`. */
  readonly key: string;
  readonly depth: number;
  readonly under: number;
  /** Text of the item that it stands under; empty for none. */
  readonly parent: string;
  /** Done in the file. */
  readonly ticked: boolean;
  readonly check?: Check;
  /** What its check waits for, as a clause. */
  readonly waits?: string;
  /** What stands below it in the file. */
  readonly below: readonly string[];
}

/** The list in reading order. */
export type Line = Item | { readonly kind: "heading"; readonly level: number; readonly text: string } | Prose;

const HEADING_LENGTH = 300;
/** More than fits a description: whether the list does is found out where all of it is known. */
const TEXT_LENGTH = 15_000;

export interface ListPlace {
  readonly repository: string;
  readonly file: string;
  readonly version: string;
}

/** The list as tickets show it. An item's own key goes by its text before variables are filled in, which stays the same from run to run. */
export function linesOf(blocks: readonly FilledBlock[], { repository, file, version }: ListPlace, shower: Shower): readonly Line[] {
  let section = "";
  let rawSection = "";
  const parents: string[] = [];
  const lines = blocks.map((block, index) => {
    if (block.kind === "prose") return { ...block, lines: shower.lines(block.lines) };
    const text = shower.line(block.text, block.kind === "heading" ? HEADING_LENGTH : TEXT_LENGTH);
    if (block.kind === "heading") {
      section = headingText(text) || "(without a name)";
      rawSection = block.raw;
      return { kind: "heading" as const, level: block.level, text: section };
    }
    const { kind, depth, under, ticked, check, raw } = block;
    const own = itemText(text) || "(without a name)";
    const parent = parents[under - 1] ?? "";
    parents[under] = own;
    const shown = { kind, section, text: own, depth, under, parent, ticked, below: belowOf(blocks, index) };
    const waiting = check === undefined ? {} : { check, waits: waitsFor(check, shower) };
    return { ...shown, ...waiting, raw: { section: rawSection, text: raw } };
  });
  const items = lines.filter((line) => line.kind === "item");
  const shownNumbers = numbered(items).map(({ nth }) => nth);
  const rawNumbers = numbered(items.map(({ raw }) => raw));
  let next = 0;
  return lines.map((line): Line => {
    if (line.kind !== "item") return line;
    const { raw, below, ...item } = line;
    const own = rawNumbers[next] ?? { section: "", text: "", nth: 0 };
    const nth = shownNumbers[next] ?? 1;
    next += 1;
    return { ...item, nth, raw: raw.text, below: shower.lines(below), key: checklistKey(repository, file, version, identity(own)) };
  });
}

/** What of a list is looked for in the text of its ticket. */
export function knownOf(lines: readonly Line[]): Known {
  return {
    headings: lines.flatMap((line) => (line.kind === "heading" ? [line.text] : [])),
    items: lines.flatMap((line) => (line.kind === "item" ? [line.text] : [])),
  };
}

/** The prose right below an item. */
function belowOf(blocks: readonly FilledBlock[], index: number): readonly string[] {
  const own = blocks[index];
  const lines: string[] = [];
  for (const block of blocks.slice(index + 1)) {
    if (block.kind !== "prose" || own?.kind !== "item" || block.depth <= own.depth) break;
    lines.push(...block.lines);
  }
  return lines;
}

/** An item, and how it stands. */
export interface Standing {
  readonly item: Item;
  readonly done: boolean;
  /** What people wrote behind it, with the space before it; mostly empty. */
  readonly remark: string;
  /** What makes it done; of its own ticket, that somebody closed it. */
  readonly by?: "file" | "person" | "evidence" | "ticket";
  /** What stands behind a tick of ours: the link of the evidence, or which ticket was closed. */
  readonly auto?: string;
  /** What its own ticket should be: closed with a reason to be, also where a person opened it again. */
  readonly is: "open" | "closed";
  /** What its check found, or why nothing can be said. */
  readonly evidence?: Evidence;
}

/** The list with how each of its items stands, and what became of those that stand in the ticket and no longer in the list. */
export interface Merged {
  readonly standings: readonly Standing[];
  /** Sentences for a note: what is no longer on the list, what is taken off its text, and what is open again without its evidence. */
  readonly removed: readonly string[];
  readonly dropped: readonly string[];
  readonly lost: readonly string[];
  /** Texts that people ticked and the list has no more. */
  readonly past: readonly string[];
}

/** What decides whether an item is done. */
export interface Sources {
  readonly evidence: (check: Check) => Evidence;
  /** What the ticket of the list says of them. */
  readonly matching: Matching<Item>;
  /** With `items: tickets`: the ticket that stands for a key. */
  readonly ticketOf?: (key: string) => Ticket | undefined;
  /** Statuses that mean closed. */
  readonly closed: readonly string[];
}

/** Merges all that is known. An item is done by the file, a person, its evidence or its own ticket. */
export function mergeItems(items: readonly Item[], sources: Sources): Merged {
  const { matching } = sources;
  const standings = items.map((item) => {
    const own = sources.ticketOf?.(item.key);
    const evidence = item.check === undefined ? undefined : sources.evidence(item.check);
    const { read: before, remark = "" } = matching.of.get(item) ?? {};
    const listed = inTheList(item, before === undefined || sources.ticketOf !== undefined ? before : withoutTicket(before), evidence);
    const standing = own === undefined ? listed : inItsTicket(listed, own, sources.closed);
    return {
      item,
      remark: isKept(remark) ? remark : "",
      is: listed.done ? ("closed" as const) : ("open" as const),
      ...standing,
      ...(evidence === undefined ? {} : { evidence }),
    };
  });
  const isInline = sources.ticketOf === undefined;
  return {
    standings,
    removed: removedBy(matching),
    dropped: droppedBy(matching),
    past: isInline ? pastOf(matching) : [],
    lost: isInline ? lostBy(matching, openOf(standings)) : [],
  };
}

function openOf(standings: readonly Standing[]): readonly Item[] {
  return standings.filter(({ done }) => !done).map(({ item }) => item);
}

type Decided = Pick<Standing, "done" | "by" | "auto">;

/** Where items have no tickets of their own any more, what was ticked by one is a person's. */
function withoutTicket({ auto, ...item }: ReadItem): ReadItem {
  return auto === undefined || isTicketMark(auto) ? item : { ...item, auto };
}

function inTheList(item: Item, before: ReadItem | undefined, evidence: Evidence | undefined): Decided {
  const wasTicked = before?.ticked === true;
  if (item.ticked) return { done: true, by: "file" };
  if (wasTicked && before.auto === undefined) return { done: true, by: "person" };
  if (evidence?.is === "there") return { done: true, by: "evidence", auto: evidence.url };
  // That GitHub is busy says nothing of the evidence that was there before.
  const keeps = evidence?.is === "unknown" && !evidence.lasting && wasTicked && before.auto !== undefined;
  return keeps ? { done: true, by: "evidence", auto: before.auto } : { done: false };
}

/** Closed by a person it is done, whatever else is known; closed by us it is as long as there is a reason; opened again by a person it is open. */
function inItsTicket(listed: Decided, { open, existing, state }: Ticket, closed: readonly string[]): Decided & Partial<Standing> {
  const byUs = state?.subject === "closed";
  if (closed.includes(existing.status) && !byUs) return { done: true, by: "ticket", is: "closed", auto: ticketMark(existing.number) };
  return open && byUs ? { done: false } : listed;
}
