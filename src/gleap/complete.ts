import type { Existing } from "../tickets/types.ts";
import type { Gleap } from "./connect.ts";
import { readOne } from "./one.ts";
import { Refusal } from "./refusal.ts";

/** What became of the tickets of a list. */
export interface Completed {
  /** In the order of the list; those that are gone by now are left out. */
  readonly tickets: readonly Existing[];
  /** Every ticket has its text. */
  readonly whole: boolean;
}

/** Each costs a request; a list that leaves nothing out costs none. */
const MAX_READ = 50;

/**
 * Reads one by one the tickets that a list shows without their text. With `closed`, the statuses that mean closed, also the open ones without tags, since a
 * person's tag may silence them. Open ones come first, then the newest, 50 at most. Throws `TicketError`.
 */
export async function complete(gleap: Gleap, listed: readonly Existing[], closed: readonly string[] | undefined): Promise<Completed> {
  const isClosed = ({ status, archived, duplicateOf }: Existing) =>
    closed?.includes(status) === true || archived || duplicateOf !== undefined;
  const tagless = (ticket: Existing) => closed !== undefined && ticket.tags === undefined && !isClosed(ticket);
  const lacking = listed.filter((ticket) => ticket.textless === true || tagless(ticket));
  const urgent = lacking.toSorted((a, b) => Number(isClosed(a)) - Number(isClosed(b)) || (a.createdAt < b.createdAt ? 1 : -1));
  const read = new Map<string, Existing | undefined>();
  for (const { id } of urgent.slice(0, MAX_READ)) read.set(id, await readIfThere(gleap, id));
  const tickets = listed.flatMap((ticket) => (read.has(ticket.id) ? (read.get(ticket.id) ?? []) : ticket));
  return { tickets, whole: tickets.every(({ textless }) => textless !== true) };
}

async function readIfThere(gleap: Gleap, id: string): Promise<Existing | undefined> {
  try {
    const { textless: _textless, ...ticket } = await readOne(gleap, id);
    return { ...ticket, id };
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined;
    throw error;
  }
}
