/** What becomes of the ticket of a subject. It is decided here alone, so that who prepares the texts of tickets knows which of them will be written. */
import { MUTE_TAG, muted, type Ticket } from "./ours.ts";
import type { State } from "./state.ts";
import type { Subject, SubjectPolicy } from "./subject.ts";
import { upper } from "./text.ts";
import type { Existing, Operation } from "./types.ts";

/** As much of a subject as decides. */
export type Deciding = Pick<Subject, "key" | "label" | "is" | "hold" | "parent">;

/** The tickets of each key, oldest first. */
export type ByKey = ReadonlyMap<string, readonly Ticket[]>;

/**
 * `create`: a new ticket. `keep`: brought up to date. `close` and `reopen`: together with the subject. `learn`: only its state line learns that the subject
 * is closed. `tell`: a note and nothing else. `leave`: nothing, and why.
 */
export type Course =
  | { readonly kind: "create" }
  | { readonly kind: "keep" | "close" | "tell"; readonly ticket: Ticket }
  | { readonly kind: "reopen" | "learn"; readonly ticket: Ticket; readonly state: State }
  | { readonly kind: "leave"; readonly ticket?: Ticket; readonly as: Leave["as"]; readonly reason: string };

type Leave = Extract<Operation, { readonly kind: "leave" }>;

/** Decides. Whether there is still room for a new ticket is another question, see `allowanceOf`. */
export function courseOf(subject: Deciding, byKey: ByKey, policy: SubjectPolicy): Course {
  const { key, label, parent } = subject;
  const mute = muted(byKey.get(key) ?? [], key);
  if (mute !== undefined) return left("skipped", `The tag ${MUTE_TAG} on its ticket silences ${label}.`, mute);
  const muteOfParent = parent === undefined ? undefined : muted(byKey.get(parent) ?? [], parent);
  if (muteOfParent !== undefined)
    return left("skipped", `The tag ${MUTE_TAG} on the ticket that it belongs to silences it as well.`, muteOfParent);
  const ticket = standing(byKey.get(key) ?? []);
  if (ticket === undefined) return courseWithout(subject, policy);
  if (!ticket.owned) return courseOfForeign(subject, ticket, policy);
  return ticket.open ? courseOfOpen(subject, ticket, policy) : courseOfClosed(subject, ticket, policy);
}

/** Whether the text of the ticket that is there is written, if it is not what it should be. */
export function writesText({ kind }: Course): boolean {
  return kind === "keep" || kind === "close" || kind === "reopen";
}

/** Counts the new tickets of one run: each call asks for one more, and answers whether `max-tickets` allows it. */
export function allowanceOf({ maxTickets }: Pick<SubjectPolicy, "maxTickets">): () => boolean {
  let room = maxTickets;
  return () => room-- > 0;
}

/** The ticket that stands for a key, if there is one: the oldest open one of ours, else the oldest open one, else the newest of the others. */
export function standing(tickets: readonly Ticket[]): Ticket | undefined {
  const open = tickets.filter((ticket) => ticket.open);
  return open.find((ticket) => ticket.owned) ?? open[0] ?? tickets.findLast((ticket) => !ticket.open && !isFolded(ticket, tickets));
}

/** One of several tickets of the key, folded by us; a duplicate of another key's ticket is a person's word. */
function isFolded({ existing }: Ticket, tickets: readonly Ticket[]): boolean {
  return tickets.some((other) => other.existing.id === existing.duplicateOf);
}

function courseWithout({ is, hold, label }: Deciding, { newFor }: SubjectPolicy): Course {
  if (is === "closed" && newFor === "open") return left("skipped", `${upper(label)} is closed, and it has no ticket.`);
  return hold === undefined ? { kind: "create" } : left("skipped", hold);
}

/** A ticket with a session, a tracker or links of its own: it is told that the subject is closed, and nothing else. */
function courseOfForeign({ is, label }: Deciding, ticket: Ticket, { closes }: SubjectPolicy): Course {
  if (ticket.open && is === "closed" && closes && ticket.state?.subject !== "closed") return { kind: "tell", ticket };
  return left("unchanged", `The ticket of ${label} has a session, a tracker or links of its own: it gets notes at most.`, ticket);
}

/** The ticket is closed, or put away. */
function courseOfClosed({ is, hold, label }: Deciding, ticket: Ticket, { learnsWhileClosed }: SubjectPolicy): Course {
  const away = putAway(ticket.existing);
  if (away !== undefined) return left("unchanged", `The ticket of ${label} is ${away}, and left alone.`, ticket);
  const { state } = ticket;
  if (is === "closed")
    return state?.subject === "open" && learnsWhileClosed
      ? { kind: "learn", ticket, state }
      : left("unchanged", `${upper(label)} is closed, and its ticket too.`, ticket);
  if (state?.subject !== "closed") return left("unchanged", `A person closed the ticket of ${label}, and it stays closed.`, ticket);
  return hold === undefined ? { kind: "reopen", ticket, state } : left("unchanged", hold, ticket);
}

/** Where a person put a ticket for good; `undefined` where it is just closed. */
function putAway({ archived, spam, duplicateOf }: Existing): string | undefined {
  if (spam) return "marked as spam";
  if (duplicateOf !== undefined) return "marked as a duplicate of another";
  return archived ? "archived" : undefined;
}

function courseOfOpen({ is, hold, label }: Deciding, ticket: Ticket, { closes }: SubjectPolicy): Course {
  if (is === "open") return hold === undefined ? { kind: "keep", ticket } : left("unchanged", hold, ticket);
  if (!closes) return left("unchanged", `${upper(label)} is closed; its ticket is left to people.`, ticket);
  if (ticket.state?.subject !== "closed") return { kind: "close", ticket };
  return left("unchanged", `A person opened the ticket of ${label} again, and it stays open.`, ticket);
}

function left(as: Leave["as"], reason: string, ticket?: Ticket): Course {
  return { kind: "leave", as, reason, ...(ticket === undefined ? {} : { ticket }) };
}
