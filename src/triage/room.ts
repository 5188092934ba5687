/** How much one run can write, so that what is left over waits for the next one and is not cut off by the end of the step's time. */
import type { Planned } from "../errand.ts";
import type { Operation } from "../tickets/types.ts";

/** Requests a second that Gleap gets, careful against its limit of three. */
const PER_SECOND = 2;
/** Tickets that are listed with one request; all of them are listed once more after new ones. */
const PER_PAGE = 100;
/** Whatever the time, a run gets on. */
const LEAST = 20;

/** Requests that each kind of operation takes; a note is looked for before it is written, a ticket is read before its text is. */
const COSTS: Readonly<Record<Operation["kind"], number>> = { leave: 0, create: 1, note: 2, update: 2, close: 2, reopen: 2, fold: 2 };

/** The requests that can be made in this time, beside one more listing of so many tickets. */
export function roomIn(ms: number, tickets: number): number {
  return Math.max(LEAST, Math.floor((ms / 1_000) * PER_SECOND) - Math.ceil(tickets / PER_PAGE));
}

/** The part of a plan that takes at most so many requests: what is to be done to one ticket is done whole or not at all. */
export function within(plan: Planned, room: number): Planned {
  const costs = new Map<string, number>();
  for (const { key, kind } of plan.operations) costs.set(key, (costs.get(key) ?? 0) + COSTS[kind]);
  let left = room;
  const late = new Set<string>();
  for (const [key, cost] of costs) {
    if (cost > left) late.add(key);
    else left -= cost;
  }
  if (late.size === 0) return plan;
  const told = new Set<string>();
  const operations = plan.operations.flatMap((operation) => {
    if (!late.has(operation.key)) return [operation];
    if (told.has(operation.key)) return [];
    told.add(operation.key);
    return [leave(operation)];
  });
  const note = `${late.size} more ${late.size === 1 ? "ticket waits" : "tickets wait"} for a later run: this one has no time to write more; the input \`timeout\` gives it some.`;
  return { ...plan, operations, notes: [...(plan.notes ?? []), note] };
}

function leave(operation: Operation): Operation {
  const { key, label } = operation;
  const reason = "There is more to write than this run has time for; a later run does it.";
  return "on" in operation && operation.on !== undefined
    ? { kind: "leave", key, label, on: operation.on, as: "unchanged", reason }
    : { kind: "leave", key, label, as: "skipped", reason };
}
