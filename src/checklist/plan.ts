/** From what was found out, and the tickets that exist, to what is to be done. Pure: it is asked again whenever tickets were read again. */
import type { Planned } from "../errand.ts";
import { GateError, TicketError } from "../errors.ts";
import { groupBy } from "../tickets/group.ts";
import { survey, type Ticket } from "../tickets/ours.ts";
import type { PlanOptions } from "../tickets/plan.ts";
import { planSubjects, standing } from "../tickets/plan-subjects.ts";
import { writeSignature } from "../tickets/state.ts";
import { cutText } from "../tickets/text.ts";
import type { Draft, Existing, Piece, Priority, RunRef, Subject, SubjectPolicy } from "../tickets/types.ts";
import type { Check } from "./auto.ts";
import { fitted, itemBody } from "./body.ts";
import type { Evidence } from "./evidence.ts";
import { type Item, type Line, type Merged, mergeItems, type Standing } from "./items.ts";
import { named } from "./shown.ts";
import { readItems, saysTheSame } from "./text.ts";

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
  /** A rule wants no ticket: why. */
  readonly hold?: string;
  /** The draft of the list's ticket for items that stand like this, its body not yet cut to size. */
  readonly draft: (standings: readonly Standing[]) => Draft;
  /** Title and headline for the tickets of items. */
  readonly headline: string;
}

/** What every mode of the plan needs to know of tickets and items. */
interface Ground {
  readonly making: Making;
  readonly byKey: ReadonlyMap<string, readonly Ticket[]>;
  readonly list: Ticket | undefined;
  readonly merged: Merged;
  readonly draft: Draft;
}

const MOST_NAMED = 10;
const HOW_ITEM = "Close this ticket when the item is done.";

/** Plans the tickets of the list. */
export function planChecklist(making: Making, existing: readonly Existing[], options: PlanOptions): Planned {
  const items = making.lines.filter((line) => line.kind === "item");
  const ground = groundOf(making, items, existing);
  const { standings } = ground.merged;
  const open = standings.filter(({ done }) => !done);
  const list = listSubject(ground, open);
  const subjects = [list.subject, ...itemSubjects(ground), ...leftSubjects(ground, items)];
  const policy: SubjectPolicy = {
    closed: making.closed,
    maxTickets: making.maxTickets,
    priority: "rises",
    newFor: "all",
    closes: true,
    learnsWhileClosed: false,
  };
  const plan = planSubjects({ scope: making.scope, run: making.run, subjects }, existing, policy, options);
  // Of tickets that nobody could list it is not known what a person opened again.
  const isKnown = making.items === "inline" || options.unlisted !== true;
  const error = list.tooLong ?? (making.requireComplete && open.length > 0 ? gate(making, open) : undefined);
  return {
    ...plan,
    checklist: { title: shownTitle(ground, open.length), sections: shownSections(standings) },
    outputs: { complete: String(open.length === 0 && isKnown), "open-items": String(open.length) },
    ...(error === undefined ? {} : { error }),
  };
}

function groundOf(making: Making, items: readonly Item[], existing: readonly Existing[]): Ground {
  const { scope, closed } = making;
  const byKey = groupBy(survey(existing, scope, [scope, ...items.map(({ key }) => key)], closed), ({ key }) => key);
  const ticketOf = (key: string) => standing(byKey.get(key) ?? []);
  const list = ticketOf(scope);
  const merged = mergeItems(items, {
    evidence: making.evidence,
    read: readItems(list === undefined ? "" : textOf(list)),
    closed,
    ...(making.items === "tickets" ? { ticketOf } : {}),
  });
  return { making, byKey, list, merged, draft: making.draft(merged.standings) };
}

/** Our part of a ticket's text; the whole of it where nobody knows what is ours. */
function textOf({ state, above, below }: Ticket): string {
  return state === undefined ? `${above}\n${below}` : above;
}

interface ListSubject {
  readonly subject: Subject;
  readonly tooLong?: TicketError;
}

function listSubject({ making, list, merged, draft }: Ground, open: readonly Standing[]): ListSubject {
  const { text, lost } = fitted(draft.body, list?.below ?? "");
  const stale = !lost && (list === undefined || list.state === undefined || !saysTheSame(text, list.above));
  const count = merged.standings.length === 1 ? "The only item" : `All ${merged.standings.length} items`;
  const { removed, lost: gone } = merged;
  const subject: Subject = {
    key: making.scope,
    label: making.label,
    is: open.length === 0 ? "closed" : "open",
    draft: { ...draft, body: body(lost ? "" : text) },
    stale,
    signature: writeSignature([text], "", "none"),
    ...(lost ? { hold: TOO_LONG } : making.hold === undefined ? {} : { hold: making.hold }),
    turn: {
      closed: sentences([`${count} of ${making.label} ${merged.standings.length === 1 ? "is" : "are"} done.`, ...removed]),
      open: sentences([
        `${upper(making.label)} has ${open.length === 1 ? "an open item" : "open items"} again: ${names(open)}.`,
        ...removed,
      ]),
    },
    news: [...removed, ...gone],
  };
  return lost ? { subject, tooLong: tooLong(making, list) } : { subject };
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
function itemSubjects({ making, byKey, merged, draft }: Ground): readonly Subject[] {
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
      stale: ticket === undefined || ticket.state === undefined || !saysTheSame(text, ticket.above),
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
function leftSubjects({ making, byKey }: Ground, items: readonly Item[]): readonly Subject[] {
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

function gate({ label, file, items }: Making, open: readonly Standing[]): GateError {
  const count = open.length === 1 ? "1 open item" : `${open.length} open items`;
  const where = items === "inline" ? "Tick them in the ticket" : "Close their tickets";
  return new GateError(`${upper(label)} has ${count}: ${names(open)}.`, `${where}, or take them off ${file}; then run this step again.`);
}

function names(standings: readonly Standing[]): string {
  return named(
    standings.map(({ item }) => item.text),
    MOST_NAMED,
  );
}

function shownTitle({ draft, merged }: Ground, open: number): string {
  const total = merged.standings.length;
  return `${draft.title}: ${total - open} of ${total} ${total === 1 ? "item" : "items"} done`;
}

function shownSections(standings: readonly Standing[]): NonNullable<Planned["checklist"]>["sections"] {
  const sections: { heading: string; items: NonNullable<Planned["checklist"]>["sections"][number]["items"] }[] = [];
  for (const { item, done, by, auto, evidence } of standings) {
    const shown = {
      text: item.text,
      depth: item.under,
      done,
      why: whyShown(by, evidence),
      url: auto?.startsWith("http") === true ? auto : urlOf(evidence),
    };
    const last = sections.at(-1);
    if (last?.heading === item.section) last.items = [...last.items, shown];
    else sections.push({ heading: item.section, items: [shown] });
  }
  return sections;
}

function whyShown(by: Standing["by"], evidence: Evidence | undefined): string {
  if (by === "person") return "ticked in Gleap";
  if (by === "ticket") return "its ticket is closed";
  if (by === "file") return "ticked in the file";
  if (evidence === undefined) return "";
  if (evidence.is === "unknown") return `not checked: ${evidence.why}`;
  return evidence.is === "there" ? evidence.what : `not yet: ${evidence.why}`;
}

function urlOf(evidence: Evidence | undefined): string {
  return evidence === undefined || evidence.is === "unknown" ? "" : evidence.url;
}

function body(text: string): readonly Piece[] {
  return text === "" ? [] : [{ text: `${text}\n`, cut: "never" }];
}

function sentences(parts: readonly string[]): string {
  return parts.join(" ");
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
