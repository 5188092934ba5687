import { isKey } from "./identity.ts";
import { type Reading, readState, type State } from "./state.ts";
import type { Desired, Existing, Policy } from "./types.ts";

/** A person's tag on a ticket that silences the ticket's key. */
export const MUTE_TAG = "gleap-ticket-mute";

/** A listed ticket, as the plan looks at it. */
export interface Ticket extends Omit<Reading, "state"> {
  readonly existing: Existing;
  readonly key: string;
  /** Missing where there is no state line, where it cannot be read, and where it is another ticket's. */
  readonly state: State | undefined;
  readonly open: boolean;
  /** We may change it. Others (a customer's session, a tracker, links to tickets that are not ours) get notes at most. */
  readonly owned: boolean;
}

/** The tickets of a workflow and ref, oldest first, and what is to be done with them. */
export interface Ground {
  readonly desired: Desired;
  readonly policy: Policy;
  readonly tickets: readonly Ticket[];
}

/**
 * What the plan knows of the listed tickets, oldest first by (`createdAt`, `id`). Tickets without our tags are left out; of a list without
 * `tags`, those whose state line names neither the scope nor a key in `keys`.
 */
export function survey(
  existing: readonly Existing[],
  scope: string,
  keys: readonly string[],
  closed: readonly string[],
): readonly Ticket[] {
  const wanted = new Set([scope, ...keys]);
  const found: Ticket[] = [];
  // A ticket can come twice where the pages of the listing moved under it; it must never be its own duplicate.
  for (const one of new Map(existing.map((ticket) => [ticket.id, ticket])).values()) {
    const reading = readState(one.description) ?? { above: "", below: one.description };
    const key = keyOfTicket(one, reading.state, scope);
    const isWithin = one.tags === undefined ? reading.state?.scope === scope.slice(-10) : one.tags.includes(scope);
    if (key === undefined || !(wanted.has(key) || isWithin)) continue;
    const state = reading.state?.key === key ? reading.state : undefined;
    found.push({
      existing: one,
      key,
      state,
      above: reading.above,
      below: reading.below,
      open: isOpen(one, closed),
      owned: isOwned(one, state, existing),
    });
  }
  return found.toSorted((a, b) => time(a.existing.createdAt) - time(b.existing.createdAt) || (a.existing.id < b.existing.id ? -1 : 1));
}

/** Whether a ticket is open: its status is not a closed one, and it is not archived, spam or a duplicate. */
export function isOpen(ticket: Existing, closed: readonly string[]): boolean {
  return !closed.includes(ticket.status) && !ticket.archived && !ticket.spam && ticket.duplicateOf === undefined;
}

/** The ticket on which a person silenced a key, if there is one. */
export function muted(tickets: readonly Ticket[], key: string): Ticket | undefined {
  return tickets.find((ticket) => ticket.key === key && ticket.existing.tags?.includes(MUTE_TAG));
}

/** Milliseconds since the epoch; an unreadable time is later than any other. */
export function time(iso: string): number {
  const parsed = Date.parse(iso);
  return Number.isNaN(parsed) ? Number.MAX_SAFE_INTEGER : parsed;
}

/** A job or step ticket carries the scope as its second tag, so its own key is the other one; where there is doubt the state line says which. */
function keyOfTicket(ticket: Existing, state: State | undefined, scope: string): string | undefined {
  if (ticket.tags === undefined) return state?.key;
  const keys = ticket.tags.filter(isKey);
  if (state !== undefined && keys.includes(state.key)) return state.key;
  return keys.find((key) => key !== scope) ?? keys[0];
}

function isOwned(ticket: Existing, state: State | undefined, all: readonly Existing[]): boolean {
  if (ticket.hasSession || ticket.tracker) return false;
  return ticket.linked.every(({ id, tags }) => {
    if (state?.links.includes(id) || tags?.some(isKey)) return true;
    const other = all.find((one) => one.id === id);
    return other !== undefined && (other.tags === undefined ? readState(other.description)?.state !== undefined : other.tags.some(isKey));
  });
}
