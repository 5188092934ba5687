/** What every mode does with what it found out: list what exists, plan, deliver, report. */

import { type Done, deliver, isOurs, type Listed, listOptions, readAgain } from "./deliver.ts";
import type { Collected, Errand, Said } from "./errand.ts";
import { TicketError } from "./errors.ts";
import { connectGleap, type Gleap } from "./gleap/connect.ts";
import { type ListOptions, listTickets } from "./gleap/list.ts";
import { failAll, reportOf } from "./reporting.ts";
import { mask } from "./shell/console.ts";
import type { Report } from "./shell/report.ts";
import type { Start } from "./start.ts";
import { USER_AGENT } from "./start.ts";
import { isOpen } from "./tickets/ours.ts";
import type { Plan } from "./tickets/plan.ts";
import type { Existing } from "./tickets/types.ts";

/** What the road is about to report, and why the step fails although all was delivered. */
export interface Walked {
  readonly report: Report;
  readonly error?: TicketError;
}

interface Found {
  readonly listing: Listed;
  /** Gleap could not be listed. The plan is then made as if there were no ticket, and delivered nowhere but to the report. */
  readonly error?: TicketError;
}

/** Lists, plans, applies and reports once. Delivery problems do not throw: they are outcomes, and what was to be sent is in the report. */
export async function walk(start: Start, errand: Errand): Promise<Walked> {
  const gleap = openGleap(start);
  try {
    const found = gleap === undefined ? Promise.resolve<Found>({ listing: { tickets: [], inDoubt: false } }) : find(gleap, errand);
    const collected = await errand.collect(found.then(({ listing }) => listing.tickets));
    const { listing, error } = await found;
    const first = collected.plan(listing.tickets, {
      listingInDoubt: listing.inDoubt,
      ...(error === undefined ? {} : { unlisted: true }),
    });
    const done: Done =
      error === undefined
        ? await deliver({ start, gleap, errand, collected }, first, listing)
        : { plan: first, operations: first.operations, outcomes: failAll(first.operations, error), said: [] };
    const report = reportOf(errand, collected, done, saidBy(start, collected, done.plan, ...done.said));
    return done.plan.error === undefined ? { report } : { report, error: done.plan.error };
  } finally {
    gleap?.close();
  }
}

/** Whether a listing by this scope shows an open ticket. Without credentials there is none; where Gleap cannot be listed there may be one. */
export async function hasOpen(start: Start, scope: string, types: readonly string[]): Promise<boolean> {
  const gleap = openGleap(start);
  if (gleap === undefined) return false;
  const { closed } = start.config.ticket;
  const options: ListOptions = { tag: scope, types, archived: false, belongs: isOurs, closed };
  const listing = await listTickets(gleap, options)
    .catch(() => undefined)
    .finally(gleap.close);
  return listing === undefined || listing.tickets.some((ticket) => isOpen(ticket, closed));
}

/** The connection to Gleap, where this run has credentials. */
export function openGleap({ credentials, inputs, deps, deadline }: Start): Gleap | undefined {
  if (credentials.kind !== "ready") return undefined;
  const { apiKey, projectId } = credentials;
  return connectGleap({ apiUrl: inputs.apiUrl, apiKey, projectId, userAgent: USER_AGENT, deps, deadline, onSecret: mask });
}

function saidBy(start: Start, collected: Collected, plan: Plan, ...others: readonly Said[]): Said {
  const all = [start, collected, { warnings: plan.warnings, notes: plan.notes ?? [], permissions: [] }, ...others];
  return {
    warnings: [...new Set(all.flatMap(({ warnings }) => warnings))],
    notes: [...new Set(all.flatMap(({ notes }) => notes))],
    permissions: [...new Set(all.flatMap(({ permissions }) => permissions))].toSorted(),
  };
}

async function find(gleap: Gleap, errand: Errand): Promise<Found> {
  try {
    return { listing: await withLinked(gleap, errand, await listTickets(gleap, listOptions(errand))) };
  } catch (error) {
    if (error instanceof TicketError) return { listing: { tickets: [], inDoubt: false }, error };
    throw error;
  }
}

/** More links than any ticket of ours has. */
const MOST_LINKS = 20;

/** A listing by one key does not show whether the tickets that are linked to it are ours as well, so those are read. */
async function withLinked(gleap: Gleap, { tag, scope }: Errand, listing: Listed): Promise<Listed> {
  if (tag === scope) return listing;
  const known = new Set(listing.tickets.map(({ id }) => id));
  const unknown = listing.tickets.flatMap(({ linked }) => linked.filter(({ id, tags }) => tags === undefined && !known.has(id)));
  const others: Existing[] = [];
  for (const id of new Set(unknown.slice(0, MOST_LINKS).map((link) => link.id))) others.push(...(await readAgain(gleap, id)));
  return { ...listing, tickets: [...listing.tickets, ...others] };
}
