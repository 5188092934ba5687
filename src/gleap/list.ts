import { TicketError } from "../errors.ts";
import type { Existing } from "../tickets/types.ts";
import { readPage, readTicket } from "./codec.ts";
import { complete } from "./complete.ts";
import type { Gleap } from "./connect.ts";

export interface ListOptions {
  /** The tag that all wanted tickets carry. */
  readonly tag: string;
  /** The types that the mode gives its tickets: what is looked through when Gleap does not filter by tag. */
  readonly types: readonly string[];
  /** Archived tickets are wanted too. */
  readonly archived: boolean;
  /** Whether a ticket of a list without `tags` is wanted, by its state line. */
  readonly belongs: (ticket: Existing) => boolean;
  /** Statuses that mean closed. Where they are given and a list has no tags, open tickets are read one by one for theirs. */
  readonly closed?: readonly string[];
}

export interface Listing {
  /** Oldest first, each once. */
  readonly tickets: readonly Existing[];
  /** There may be more of them: Gleap does not filter by tag, and not every ticket could be looked at. */
  readonly inDoubt: boolean;
  /** How many requests it took. */
  readonly requests: number;
}

/** Larger pages are slow at Gleap and can end in a 409. */
const PAGE = 100;
const MAX_PAGES = 200;
const MAX_SCAN_PAGES = 10;
/** Beyond this many, masks would slow the runner's log down more than they protect: tokens of listed tickets are not kept or printed anyhow. */
const MAX_MASKED = 100;

/**
 * Every ticket with a tag, by list and never by search (whose index lags behind). Filtered here once more, since Gleap's filters are undocumented: where a
 * page shows that the tag filter is ignored, the newest 1,000 tickets of these types are looked through instead. Throws `TicketError`.
 */
export async function listTickets(gleap: Gleap, options: ListOptions): Promise<Listing> {
  const before = gleap.requests();
  const isMine = (ticket: Existing) => (ticket.tags === undefined ? options.belongs(ticket) : ticket.tags.includes(options.tag));
  const mayBeMine = (ticket: Existing) => (ticket.tags === undefined && ticket.textless === true) || isMine(ticket);
  const isWhollyMine = (page: readonly Existing[]) => page.every(mayBeMine);
  const find = () => readPages(gleap, { tags: options.tag, ...archived, sort: "createdAt" }, MAX_PAGES, isWhollyMine);
  let archived: Readonly<Record<string, string>> = options.archived ? {} : { archived: "false" };
  let found = await find();
  if (found.tickets.length === 0 && !options.archived) {
    // A server that compares the missing field of a ticket with `false` finds none.
    archived = {};
    found = await find();
  }
  if (!isWhollyMine(found.tickets)) {
    found = await readPages(gleap, { type: options.types.join(","), ...archived, sort: "-createdAt" }, MAX_SCAN_PAGES, () => true);
  }
  const wanted = found.tickets.filter((ticket) => mayBeMine(ticket) && (options.archived || !ticket.archived));
  const completed = await complete(gleap, wanted, options.closed);
  const tickets = completed.tickets.filter(isMine);
  for (const ticket of tickets.slice(0, MAX_MASKED)) for (const secret of found.secrets.get(ticket.id) ?? []) gleap.onSecret(secret);
  // A stranger's ticket among those that were read shows that the filter is ignored, so more of ours may be behind them.
  const inDoubt = !found.whole || !completed.whole || tickets.length < completed.tickets.length;
  return { tickets: tickets.toSorted(byAge), inDoubt, requests: gleap.requests() - before };
}

const SETTLE_TRIES = 3;
const SETTLE_WAIT_MS = 1_000;

/**
 * Lists until the tickets with these ids are in it, as a list may lag behind a create: at most three times, a second apart.
 * Answers the last listing either way; what it does not show yet, the next run sees.
 */
export async function listUntil(gleap: Gleap, options: ListOptions, ids: readonly string[]): Promise<Listing> {
  let listing = await listTickets(gleap, options);
  let { requests } = listing;
  const isThere = (id: string) => listing.tickets.some((ticket) => ticket.id === id);
  for (let tries = 1; tries < SETTLE_TRIES && !ids.every(isThere); tries++) {
    if (gleap.deps.now() + SETTLE_WAIT_MS >= gleap.deadline.at) break;
    await gleap.deps.sleep(SETTLE_WAIT_MS);
    listing = await listTickets(gleap, options);
    requests += listing.requests;
  }
  return { ...listing, requests };
}

interface Pages {
  readonly tickets: readonly Existing[];
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  /** The end of the list was reached. */
  readonly whole: boolean;
}

/** Reads pages until the end, `maxPages`, or one that `goOn` does not like. */
async function readPages(
  gleap: Gleap,
  query: Readonly<Record<string, string>>,
  maxPages: number,
  goOn: (page: readonly Existing[]) => boolean,
): Promise<Pages> {
  const tickets = new Map<string, Existing>();
  const secrets = new Map<string, readonly string[]>();
  let first = 0;
  for (let pages = 0, seen = 0; pages < maxPages; pages++) {
    const parameters = new URLSearchParams({ ...query, limit: String(PAGE), ...(seen === 0 ? {} : { skip: String(seen) }) });
    const { json } = await gleap.read(`/tickets?${parameters.toString()}`, "list the tickets");
    const page = readPage(json);
    if (page === undefined) throw notAList();
    const known = tickets.size;
    const read = page.items.map(readTicket).filter((item) => item !== undefined);
    for (const item of read) {
      tickets.set(item.ticket.id, item.ticket);
      secrets.set(item.ticket.id, item.secrets);
    }
    seen += page.items.length;
    if (pages === 0) first = page.items.length;
    const done = { tickets: [...tickets.values()], secrets };
    if (!goOn(read.map((item) => item.ticket)) || isLast(page.items.length, first, seen, page.total)) return { ...done, whole: true };
    // The same tickets again: the server does not skip, and there is no way to the rest, if there is one behind a page that was not full.
    if (tickets.size === known) return { ...done, whole: first < PAGE };
  }
  return { tickets: [...tickets.values()], secrets, whole: false };
}

/**
 * Whether a page is the last one. Without a total a first page that is short says nothing, since the server may have a smaller limit of its own:
 * the next request shows it.
 */
function isLast(length: number, first: number, seen: number, total: number | undefined): boolean {
  if (length === 0) return true;
  return total === undefined ? length < first : seen >= total;
}

function byAge(one: Existing, other: Existing): number {
  return compare(one.createdAt, other.createdAt) || compare(one.id, other.id);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function notAList(): TicketError {
  return new TicketError(
    "UNAVAILABLE",
    "Gleap answered the list of tickets with something that is no list.",
    "Check the input `api-url`; it should end in /v3.",
  );
}
