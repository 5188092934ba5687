import type { Operation, Outcome, OutcomeKind } from "./types.ts";

/** The order in which the `outcome` output looks for its value. */
const ORDER: readonly OutcomeKind[] = ["failed", "planned", "created", "updated", "closed", "unchanged", "skipped"];

/**
 * One outcome for each ticket, in the order in which the tickets first occur: that of what was done to it last, a note counting only where it
 * is all that was done, an update only of a ticket that was there before, and a failure before all else. A ticket that was created and then folded into an older one is the older one, unchanged.
 */
export function perTicket(outcomes: readonly Outcome[]): readonly Outcome[] {
  const folded = new Set(
    outcomes.flatMap((one) => (one.operation.kind === "fold" && one.outcome !== "failed" ? [one.operation.on.id] : [])),
  );
  const tickets = new Map<string, Outcome>();
  for (const one of outcomes) {
    if (one.operation.kind === "create" && one.ticket !== undefined && folded.has(one.ticket.id)) continue;
    const id = idOf(one);
    const before = tickets.get(id);
    if (before === undefined || rank(one) >= rank(before)) tickets.set(id, one);
  }
  return [...tickets.values()];
}

/** The value of the `outcome` output: `failed` where anything failed, else the first that occurs; `skipped` where nothing was to be done. */
export function overall(outcomes: readonly Outcome[]): OutcomeKind {
  const kinds = new Set(perTicket(outcomes).map((one) => one.outcome));
  return ORDER.find((kind) => kinds.has(kind)) ?? "skipped";
}

const RANKS: Readonly<Record<Operation["kind"], number>> = { leave: 0, fold: 0, note: 1, update: 2, create: 3, close: 3, reopen: 3 };

/** How much an outcome says of its ticket. */
function rank({ outcome, operation }: Outcome): number {
  return outcome === "failed" ? 4 : RANKS[operation.kind];
}

/** The ticket that counts: the older one of a fold; a ticket that does not exist yet by its key. */
function idOf({ operation, ticket }: Outcome): string {
  if (operation.kind === "fold") return operation.into.id;
  if (operation.kind === "create") return ticket?.id ?? operation.key;
  return operation.on?.id ?? operation.key;
}
