/** From a plan to what came of it: the requests to Gleap, and what follows from their outcomes. */

import type { Collected, Errand, Planned, Said } from "./errand.ts";
import { TicketError } from "./errors.ts";
import { apply } from "./gleap/apply.ts";
import type { Gleap } from "./gleap/connect.ts";
import { type Listing, type ListOptions, listUntil } from "./gleap/list.ts";
import { readOne } from "./gleap/one.ts";
import { createDirectory } from "./gleap/people.ts";
import { Refusal } from "./gleap/refusal.ts";
import { failCreates, planned, progress } from "./reporting.ts";
import { say } from "./shell/console.ts";
import type { Start } from "./start.ts";
import { planFolds } from "./tickets/folds.ts";
import { readState } from "./tickets/state.ts";
import type { Existing, Operation, Outcome } from "./tickets/types.ts";

/** What is needed to deliver: without a connection everything stays a plan. */
export interface Way {
  readonly start: Start;
  readonly gleap: Gleap | undefined;
  readonly errand: Errand;
  readonly collected: Collected;
}

/** What the plan is made against. */
export type Listed = Pick<Listing, "tickets" | "inDoubt">;

/** What was planned in the end, what was (or would be) sent of it, and what came of it. */
export interface Done {
  readonly plan: Planned;
  readonly operations: readonly Operation[];
  readonly outcomes: readonly Outcome[];
  readonly said: readonly Said[];
}

/** How the tickets of an errand are listed. */
export function listOptions({ tag, types, closed, archived = false }: Errand): ListOptions {
  return { tag, types, archived, belongs: isOurs, closed };
}

/** Where a list shows no tags, the state line tells our tickets; whose they are is the plan's to find out. */
export function isOurs(ticket: Existing): boolean {
  return readState(ticket.description)?.state !== undefined;
}

/** Applies the plan, then whatever follows from that: duplicates that others made at the same time are folded, and the mode has its say. */
export async function deliver(way: Way, first: Planned, listing: Listed): Promise<Done> {
  const { start, gleap, errand, collected } = way;
  if (gleap === undefined) return { plan: first, operations: first.operations, outcomes: first.operations.map(planned), said: [] };
  const plan = errand.plansAgain === true && !start.inputs.dryRun ? await planAgain(gleap, errand, collected, first, listing) : first;
  const { operations, warnings } = await assignPeople(gleap, plan.operations);
  const said: Said[] = [{ warnings, notes: [], permissions: [] }];
  if (start.inputs.dryRun) return { plan, operations, outcomes: operations.map(planned), said };
  const sent = await send(gleap, errand, operations, listing.inDoubt);
  const settled = await settle(way, sent);
  const done: Done = { plan, operations, outcomes: [...sent, ...settled.outcomes], said };
  const last = errand.plansAgain === true && settled.listing !== undefined ? await finish(way, done, settled.listing) : done;
  return collected.after === undefined ? last : afterwards(gleap, errand, collected.after, last);
}

/** Of the ticket that people write in, if its text is to be written, what it says now: it may be another since it was listed. */
async function planAgain(gleap: Gleap, { tag }: Errand, collected: Collected, plan: Planned, listing: Listed): Promise<Planned> {
  const written = plan.operations.flatMap((operation) =>
    operation.key === tag && "changes" in operation && operation.changes.description !== undefined ? [operation.on.id] : [],
  );
  if (written.length === 0) return plan;
  const now = new Map<string, readonly Existing[]>();
  // Whatever else keeps one from being read meets the write too, which says so.
  for (const ticket of listing.tickets) if (written.includes(ticket.id)) now.set(ticket.id, await readAgain(gleap, ticket.id, [ticket]));
  const tickets = listing.tickets.flatMap((ticket) => now.get(ticket.id) ?? ticket);
  return collected.plan(tickets, { listingInDoubt: listing.inDoubt });
}

/** The ticket as it is now, with everything that lists may leave out; none where it is gone, `otherwise` where it cannot be read. */
export async function readAgain(gleap: Gleap, id: string, otherwise: readonly Existing[] = []): Promise<readonly Existing[]> {
  try {
    const { textless: _textless, ...ticket } = await readOne(gleap, id);
    return [{ ...ticket, id }];
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return [];
    if (error instanceof TicketError) return otherwise;
    throw error;
  }
}

async function send(gleap: Gleap, errand: Errand, operations: readonly Operation[], inDoubt: boolean): Promise<readonly Outcome[]> {
  const { progress: things, rereads = false, createsOnlyWhenCertain } = errand;
  const options = { rereads, ...(things === undefined ? {} : { onOutcome: progress(things, operations, say) }) };
  if (createsOnlyWhenCertain === undefined || !inDoubt) return apply(gleap, operations, options);
  const rest = operations.filter(({ kind }) => kind !== "create");
  return [...failCreates(operations, createsOnlyWhenCertain.advice), ...(await apply(gleap, rest, options))];
}

/** After a create the ticket may turn out to be one of several, made at the same time by others, and is folded into the oldest. */
async function settle({ gleap, errand, collected }: Way, sent: readonly Outcome[]) {
  const created = sent.flatMap(({ operation: { kind, key, label }, outcome, ticket }) =>
    kind === "create" && outcome === "created" && ticket !== undefined ? [{ key, label, own: ticket.id }] : [],
  );
  if (gleap === undefined || created.length === 0) return { outcomes: [] };
  // A race that cannot be seen now is settled by the next run.
  const ids = created.map(({ own }) => own);
  const listing = await listUntil(gleap, listOptions(errand), ids).catch(() => undefined);
  const context = { scope: errand.scope, run: collected.run, closed: errand.closed };
  const folds = planFolds(listing?.tickets ?? [], created, context);
  const outcomes = folds.length === 0 ? [] : await apply(gleap, folds);
  return { outcomes, ...(listing === undefined || folds.length > 0 ? {} : { listing }) };
}

/** What new tickets leave to be done: a link, or a list that was complete from the start. */
async function finish({ gleap, collected }: Way, done: Done, listing: Listing): Promise<Done> {
  if (gleap === undefined) return done;
  const { warnings, notes = [] } = done.plan;
  // What waits for a later run is what the first plan left to it: new tickets are made once.
  const plan = { ...collected.plan(listing.tickets, { listingInDoubt: listing.inDoubt }), warnings, notes };
  const failed = new Set(done.outcomes.flatMap(({ operation, outcome }) => (outcome === "failed" ? [operation.key] : [])));
  const more = plan.operations.filter(({ kind, key }) => kind !== "leave" && kind !== "create" && !failed.has(key));
  if (more.length === 0) return { ...done, plan };
  return { ...done, plan, operations: [...done.operations, ...more], outcomes: [...done.outcomes, ...(await apply(gleap, more))] };
}

async function afterwards(gleap: Gleap, { rereads = false }: Errand, after: NonNullable<Collected["after"]>, done: Done): Promise<Done> {
  const { operations, ...said } = await after(done.outcomes);
  const outcomes = operations.length === 0 ? [] : await apply(gleap, operations, { rereads });
  return {
    ...done,
    outcomes: [...done.outcomes, ...outcomes],
    operations: [...done.operations, ...operations],
    said: [...done.said, said],
  };
}

/** Looks up whom new tickets are to go to. */
async function assignPeople(
  gleap: Gleap,
  operations: readonly Operation[],
): Promise<{ operations: readonly Operation[]; warnings: readonly string[] }> {
  const lookUp = createDirectory(gleap);
  const warnings = new Set<string>();
  const assigned: Operation[] = [];
  for (const operation of operations) {
    if (operation.kind !== "create" || operation.ticket.people === undefined) {
      assigned.push(operation);
      continue;
    }
    const { fields, warnings: unknown } = await lookUp(operation.ticket.people);
    for (const warning of unknown) warnings.add(warning);
    assigned.push({ ...operation, ticket: { ...operation.ticket, fields: { ...operation.ticket.fields, ...fields } } });
  }
  return { operations: assigned, warnings: [...warnings] };
}
