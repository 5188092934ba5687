/** What every mode does with what it found out: list what exists, plan, apply, settle races, report. */

import { TicketError } from "./errors.ts";
import { apply } from "./gleap/apply.ts";
import { connectGleap, type Gleap } from "./gleap/connect.ts";
import { type Listing, type ListOptions, listTickets, listUntil } from "./gleap/list.ts";
import { createDirectory } from "./gleap/people.ts";
import { failAll, planned, reportOf } from "./reporting.ts";
import { mask } from "./shell/console.ts";
import type { Report, ReportedJob } from "./shell/report.ts";
import type { Start } from "./start.ts";
import { USER_AGENT } from "./start.ts";
import { planFolds } from "./tickets/folds.ts";
import { isOpen } from "./tickets/ours.ts";
import { plan } from "./tickets/plan.ts";
import { readState } from "./tickets/state.ts";
import type { Desired, Existing, Operation, Outcome, Policy } from "./tickets/types.ts";

/** What a mode found out. */
export interface Collected {
  readonly desired: Desired;
  readonly failedJobs: readonly ReportedJob[];
  /** What a person should look into. */
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
  readonly permissions: readonly string[];
  readonly redacted: number;
}

/** What a mode wants done. */
export interface Errand {
  readonly mode: string;
  /** The tag of the listing that finds every ticket of this errand. */
  readonly scope: string;
  /** The types that new tickets can get: what is looked through where Gleap does not filter by tag. */
  readonly types: readonly string[];
  readonly policy: Policy;
  /** Finds out what should be true. It runs beside the listing and waits for that only where its outcome decides what is worth asking. */
  readonly collect: (existing: Promise<readonly Existing[]>) => Promise<Collected>;
}

interface Found {
  readonly listing: Pick<Listing, "tickets" | "inDoubt">;
  /** Gleap could not be listed. The plan is then made as if there were no ticket, and delivered nowhere but to the report. */
  readonly error?: TicketError;
}

/** Lists, plans, applies and reports once. Delivery problems do not throw: they are outcomes, and what was to be sent is in the report. */
export async function walk(start: Start, errand: Errand): Promise<Report> {
  const gleap = openGleap(start);
  try {
    const found = gleap === undefined ? Promise.resolve<Found>({ listing: { tickets: [], inDoubt: false } }) : find(gleap, errand);
    const told = await errand.collect(found.then(({ listing }) => listing.tickets));
    const collected = { ...told, permissions: [...new Set([...start.permissions, ...told.permissions])].toSorted() };
    const { listing, error } = await found;
    const { operations, warnings } = plan(collected.desired, listing.tickets, errand.policy, { listingInDoubt: listing.inDoubt });
    const said = { warnings: [...start.warnings, ...collected.warnings, ...warnings], notes: [...start.notes, ...collected.notes] };
    if (error !== undefined) return reportOf(errand, collected, operations, failAll(operations, error), said);
    const staffed = gleap === undefined ? { operations, warnings: [] } : await staff(gleap, operations);
    const outcomes =
      gleap === undefined || start.inputs.dryRun
        ? staffed.operations.map(planned)
        : await carryOut(gleap, errand, collected.desired, staffed.operations);
    return reportOf(errand, collected, staffed.operations, outcomes, { ...said, warnings: [...said.warnings, ...staffed.warnings] });
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

function listOptions({ scope, types, policy }: Errand): ListOptions {
  return { tag: scope, types, archived: false, belongs: isOurs, closed: policy.closed };
}

/** Where a list shows no tags, the state line tells our tickets; whose they are is the plan's to find out. */
function isOurs(ticket: Existing): boolean {
  return readState(ticket.description)?.state !== undefined;
}

async function find(gleap: Gleap, errand: Errand): Promise<Found> {
  try {
    return { listing: await listTickets(gleap, listOptions(errand)) };
  } catch (error) {
    if (error instanceof TicketError) return { listing: { tickets: [], inDoubt: false }, error };
    throw error;
  }
}

/** Looks up whom new tickets are to go to. */
async function staff(
  gleap: Gleap,
  operations: readonly Operation[],
): Promise<{ operations: readonly Operation[]; warnings: readonly string[] }> {
  const lookUp = createDirectory(gleap);
  const warnings = new Set<string>();
  const staffed: Operation[] = [];
  for (const operation of operations) {
    if (operation.kind !== "create" || operation.ticket.people === undefined) {
      staffed.push(operation);
      continue;
    }
    const { fields, warnings: unknown } = await lookUp(operation.ticket.people);
    for (const warning of unknown) warnings.add(warning);
    staffed.push({ ...operation, ticket: { ...operation.ticket, fields: { ...operation.ticket.fields, ...fields } } });
  }
  return { operations: staffed, warnings: [...warnings] };
}

/** Applies the plan; after a create the ticket may turn out to be one of several, made at the same time by others, and is folded into the oldest. */
async function carryOut(gleap: Gleap, errand: Errand, desired: Desired, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  const outcomes = await apply(gleap, operations);
  const created = outcomes.flatMap(({ operation, outcome, ticket }) =>
    operation.kind === "create" && outcome === "created" && ticket !== undefined ? [{ operation, own: ticket.id }] : [],
  );
  if (created.length === 0) return outcomes;
  // A race that cannot be seen now is settled by the next run.
  const listing = await listUntil(
    gleap,
    listOptions(errand),
    created.map(({ own }) => own),
  ).catch(() => undefined);
  const folds = created.flatMap(({ operation: { key, label }, own }) => {
    const context = { label, scope: errand.scope, verdict: desired.verdict, own };
    return planFolds(listing?.tickets ?? [], key, errand.policy, context);
  });
  return folds.length === 0 ? outcomes : [...outcomes, ...(await apply(gleap, folds))];
}
