/** What has a ticket: the list, its items where each has its own, and items that are no longer on it. */
import { TicketError } from "../errors.ts";
import type { Ticket } from "../tickets/ours.ts";
import { standing } from "../tickets/plan-subjects.ts";
import { writeSignature } from "../tickets/state.ts";
import type { Subject } from "../tickets/subject.ts";
import { cutText } from "../tickets/text.ts";
import type { Draft, Piece, Priority, RunRef } from "../tickets/types.ts";
import type { Check } from "./auto.ts";
import { fitted, itemBody } from "./body.ts";
import type { Evidence } from "./evidence.ts";
import type { Item, Line, Merged, Standing } from "./items.ts";
import { named } from "./shown.ts";
import { saysTheSame } from "./text.ts";

/** What the tickets of one list are made from. */
export interface Making {
  readonly scope: string;
  readonly run: RunRef;
  readonly lines: readonly Line[];
  readonly evidence: (check: Check) => Evidence;
  /** `the checklist of release 1.2.0`, for sentences. */
  readonly label: string;
  /** Path of the checklist in the repository. */
  readonly file: string;
  readonly items: "inline" | "tickets";
  readonly closed: readonly string[];
  readonly maxTickets: number;
  /** The step fails while items are open. */
  readonly requireComplete: boolean;
  /** Which variables of the list could not be read, and why: the step may not. */
  readonly guess?: string;
  /** A rule wants no ticket: why. */
  readonly hold?: string;
  /** The draft of the list's ticket for items that stand like this, its body not yet cut to size. */
  readonly draft: (merged: Pick<Merged, "standings" | "past">) => Draft;
  /** Title and headline for the tickets of items. */
  readonly headline: string;
}

/** The tickets that exist beside the items as they stand. */
export interface Ground {
  readonly making: Making;
  readonly byKey: ReadonlyMap<string, readonly Ticket[]>;
  readonly list: Ticket | undefined;
  readonly merged: Merged;
  /** No item can be read in the ticket of the list. */
  readonly unread: boolean;
  /** Why the text of the list's ticket stays as it is, though the list may say something else. */
  readonly frozen?: string;
  readonly draft: Draft;
}

const MOST_NAMED = 10;
const HOW_ITEM = "Close this ticket when the item is done.";

export interface ListSubject {
  readonly subject: Subject;
  readonly tooLong?: TicketError;
}

/** The ticket of the list; `tooLong`: why it cannot be written. `open`: the items that are. */
export function listSubject({ making, list, merged, frozen, draft }: Ground, open: readonly Standing[]): ListSubject {
  const { text, lost } = fitted(draft.body, list?.below ?? "");
  const stale = !lost && frozen === undefined && !saysTheSame(text, list?.above ?? "");
  const { removed, lost: gone } = merged;
  const hold = lost
    ? TOO_LONG
    : frozen !== undefined
      ? frozen
      : merged.standings.length === 0
        ? `There is no item on ${making.label}.`
        : making.hold;
  const subject: Subject = {
    key: making.scope,
    label: making.label,
    is: open.length === 0 ? "closed" : "open",
    draft: { ...draft, body: body(lost ? "" : text) },
    stale,
    signature: writeSignature([text], "", "none"),
    ...(hold === undefined ? {} : { hold }),
    turn: {
      closed: [whyComplete(making.label, merged.standings.length), ...removed].join(" "),
      open: [`${upper(making.label)} has ${open.length === 1 ? "an open item" : "open items"} again: ${names(open)}.`, ...removed].join(
        " ",
      ),
    },
    news: [...removed, ...gone],
  };
  return lost ? { subject, tooLong: tooLong(making, list) } : { subject };
}

function whyComplete(label: string, count: number): string {
  if (count === 0) return `No item is left on ${label}.`;
  return count === 1 ? `The only item of ${label} is done.` : `All ${count} items of ${label} are done.`;
}

const TOO_LONG = "The list is too long for one ticket.";

function tooLong({ items, label }: Making, list: Ticket | undefined): TicketError {
  const isAlone = (list?.below ?? "") === "";
  const what = isAlone ? `${upper(label)} is too long for one ticket` : `${upper(label)} and the text below it are too long for one ticket`;
  const next =
    items === "inline"
      ? "Set `checklist.items: tickets` in the config file, which makes a ticket per item, or shorten the list"
      : "Shorten the texts between the items";
  return new TicketError(
    "CONFIG",
    `${what}; nothing of it is cut, so it was not written.`,
    isAlone ? `${next}.` : `${next}, or the text below it.`,
  );
}

/** A ticket for each item. */
export function itemSubjects({ making, byKey, merged, draft }: Ground): readonly Subject[] {
  if (making.items === "inline") return [];
  return merged.standings.map((one) => {
    const { item } = one;
    const ticket = standing(byKey.get(item.key) ?? []);
    const { text } = fitted(itemBody(one, making.headline, HOW_ITEM), ticket?.below ?? "");
    return {
      key: item.key,
      label: `item "${item.text}"`,
      is: one.is,
      draft: { ...draft, title: `${cutText(draft.title, TITLE_SHARE)}: ${item.text}`, body: body(text) },
      stale: !saysTheSame(text, ticket?.above ?? ""),
      signature: writeSignature([text], "", "none"),
      parent: making.scope,
      ...(making.hold === undefined ? {} : { hold: making.hold }),
      turn: { closed: whyDone(one), open: whyOpen(one) },
    };
  });
}

/** Of a title's 200 characters, the list's own may take so many before an item's. */
const TITLE_SHARE = 80;

function whyDone({ evidence, by }: Standing): string {
  if (by === "file") return "The item is ticked in the file.";
  if (by === "person") return "The item was ticked in the ticket of the list.";
  return evidence?.is === "there" ? `Done by itself: ${evidence.what}, ${evidence.url}` : "The item is done.";
}

function whyOpen({ evidence }: Standing): string {
  if (evidence === undefined || evidence.is === "there") return "The item is on the list again, and open.";
  return `Open again, since the evidence is gone: ${evidence.why}.`;
}

/** Tickets of items that are no longer on the list, or no longer have tickets of their own: closed, never deleted. */
export function leftSubjects({ making, byKey }: Ground, items: readonly Item[]): readonly Subject[] {
  const wanted = new Set([making.scope, ...(making.items === "tickets" ? items.map(({ key }) => key) : [])]);
  const onList = new Set(items.map(({ key }) => key));
  return [...byKey].flatMap(([key, tickets]) => {
    const ticket = standing(tickets);
    // Somebody may have put the list's tag on a ticket that is about something else.
    if (ticket?.state?.scope !== making.scope.slice(-10) || wanted.has(key)) return [];
    const closed = onList.has(key)
      ? "The items are ticked in the ticket of the list itself now (`items: inline`)."
      : "The item was removed from the checklist.";
    return [
      {
        key,
        label: `item "${ticket.existing.title}"`,
        is: "closed" as const,
        draft: draftOf(ticket, making.scope),
        stale: false,
        signature: ticket.state.signature,
        parent: making.scope,
        turn: { closed, open: "" },
      },
    ];
  });
}

/** The draft that leaves a ticket as it is. */
function draftOf({ existing, key, above }: Ticket, scope: string): Draft {
  const { title, type, status, priority, tags = [] } = existing;
  return {
    title,
    body: body(above),
    type,
    status,
    priority: (["LOW", "MEDIUM", "HIGH"].includes(priority) ? priority : "LOW") as Priority,
    tags: tags.filter((tag) => tag !== key && tag !== scope),
    customData: {},
    fields: {},
  };
}

/** Items as a phrase, bounded. */
export function names(standings: readonly Standing[]): string {
  return named(
    standings.map(({ item }) => item.text),
    MOST_NAMED,
  );
}

function body(text: string): readonly Piece[] {
  return text === "" ? [] : [{ text: `${text}\n`, cut: "never" }];
}

/** With a capital at the start. */
export function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
