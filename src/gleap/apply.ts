import { TicketError } from "../errors.ts";
import type { Existing, Operation, Outcome, OutcomeKind } from "../tickets/types.ts";
import { halfOf, noteCall, plainNoteCall } from "./bodies.ts";
import { dashboardUrl, readTicket } from "./codec.ts";
import type { Gleap } from "./connect.ts";
import { Refusal } from "./refusal.ts";
import { change, create, note } from "./writes.ts";

const DONE: Readonly<Record<Exclude<Operation["kind"], "leave">, OutcomeKind>> = {
  create: "created",
  note: "updated",
  update: "updated",
  close: "closed",
  reopen: "updated",
  // The ticket that counts, the older one, stays as it is.
  fold: "unchanged",
};

/**
 * Carries the plan out, one operation after the other, and answers one outcome for each, in order; it does not throw. When an operation fails, the
 * later ones with the same key are not tried (a note that is missing must not have its state written); after a refused key nothing more is sent.
 */
export async function apply(gleap: Gleap, operations: readonly Operation[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const failedKeys = new Map<string, TicketError>();
  let refused: TicketError | undefined;
  for (const operation of operations) {
    const earlier = refused ?? failedKeys.get(operation.key);
    if (operation.kind === "leave") {
      outcomes.push({ operation, outcome: operation.as, ...(operation.on === undefined ? {} : { ticket: shown(gleap, operation.on) }) });
    } else if (earlier !== undefined) {
      outcomes.push(failed(gleap, operation, notTried(earlier)));
    } else {
      const outcome = await attempt(gleap, operation);
      outcomes.push(outcome);
      if (!(outcome.error instanceof TicketError)) continue;
      failedKeys.set(operation.key, outcome.error);
      if (outcome.error.code === "AUTH") refused = outcome.error;
    }
  }
  return outcomes;
}

async function attempt(gleap: Gleap, operation: Exclude<Operation, { readonly kind: "leave" }>): Promise<Outcome> {
  try {
    return { operation, outcome: DONE[operation.kind], ticket: await carryOut(gleap, operation) };
  } catch (error) {
    if (error instanceof TicketError) return failed(gleap, operation, error);
    const message = `Something unexpected went wrong with the ticket of ${operation.label}.`;
    return failed(gleap, operation, new TicketError("INTERNAL", message, "Please report this as a defect of Gleap Ticket.", { cause: error }));
  }
}
