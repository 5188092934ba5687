import { TicketError } from "../errors.ts";
import { rebased } from "../tickets/rebase.ts";
import type { Existing, Operation, Outcome, OutcomeKind } from "../tickets/types.ts";
import { dashboardUrl } from "./codec.ts";
import type { Gleap } from "./connect.ts";
import { readOne } from "./one.ts";
import { changeTicket, createTicket, isNoted, writeNote } from "./writes.ts";

type Deed = Exclude<Operation, { readonly kind: "leave" }>;

const DONE: Readonly<Record<Deed["kind"], OutcomeKind>> = {
  create: "created",
  note: "updated",
  update: "updated",
  close: "closed",
  reopen: "updated",
  // The ticket that counts, the older one, stays as it is.
  fold: "unchanged",
};

export interface ApplyOptions {
  /** A ticket is read again right before its text is written. */
  readonly rereads?: boolean;
  /** Is told of every outcome. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

/**
 * Carries the plan out, one operation after the other, and answers one outcome for each, in order; it does not throw. When an operation fails, the
 * later ones with the same key, and those that are to be linked to its ticket, are not tried (a note that is missing must not have its state written);
 * after a refused key nothing more is sent. With `rereads` a ticket is read again right before its text is written, as people write in it too.
 */
export async function apply(gleap: Gleap, operations: readonly Operation[], options: ApplyOptions = {}): Promise<Outcome[]> {
  const { rereads = false, onOutcome } = options;
  const outcomes: Outcome[] = [];
  const failures = new Map<string, Error>();
  const created = new Map<string, string>();
  let refused: Error | undefined;
  for (const operation of operations) {
    const linkTo = operation.kind === "create" ? operation.linkTo : undefined;
    const earlier = refused ?? failures.get(operation.key) ?? failures.get(linkTo ?? "");
    const outcome = await next(gleap, withLink(operation, created), earlier, rereads);
    outcomes.push(outcome);
    onOutcome?.(outcome);
    if (operation.kind === "create" && outcome.ticket !== undefined) created.set(operation.key, outcome.ticket.id);
    if (outcome.error === undefined) continue;
    failures.set(operation.key, failures.get(operation.key) ?? outcome.error);
    if (outcome.error instanceof TicketError && outcome.error.code === "AUTH") refused ??= outcome.error;
  }
  return outcomes;
}

async function next(gleap: Gleap, operation: Operation, earlier: Error | undefined, rereads: boolean): Promise<Outcome> {
  if (operation.kind === "leave") return { operation, outcome: operation.as, ...known(gleap, operation.on) };
  const on = operation.kind === "create" ? undefined : operation.on;
  if (earlier !== undefined) return { operation, outcome: "failed", ...known(gleap, on), error: notTried(earlier) };
  try {
    const isThere = operation.kind === "note" && operation.once !== undefined && (await isNotedAlready(gleap, operation.on, operation));
    if (isThere) return { operation, outcome: "unchanged", ...known(gleap, on) };
    const fitting = rereads ? await fitted(gleap, operation) : operation;
    // Another run has written the ticket since it was listed, and the next one compares again.
    if (fitting === undefined) return { operation, outcome: "unchanged", ...known(gleap, on) };
    return { operation, outcome: DONE[operation.kind], ...known(gleap, await carryOut(gleap, fitting), on?.title) };
  } catch (error) {
    return {
      operation,
      outcome: "failed",
      ...known(gleap, on),
      error: error instanceof TicketError ? error : unexpected(operation, error),
    };
  }
}

/** A change of a ticket's text, made from what the ticket says now. */
async function fitted(gleap: Gleap, operation: Deed): Promise<Deed | undefined> {
  if (!("changes" in operation) || operation.kind === "fold" || operation.changes.description === undefined) return operation;
  const changes = rebased(operation.changes, operation.on, await readOne(gleap, operation.on.id));
  return changes === undefined ? undefined : { ...operation, changes };
}

/** A new ticket that is linked to one that was created just before. */
function withLink(operation: Operation, created: ReadonlyMap<string, string>): Operation {
  const id = operation.kind === "create" && operation.linkTo !== undefined ? created.get(operation.linkTo) : undefined;
  if (operation.kind !== "create" || id === undefined) return operation;
  const { linkTo: _linkTo, ticket, ...rest } = operation;
  return { ...rest, ticket: { ...ticket, fields: { ...ticket.fields, linkedTickets: [id] } } };
}

/** Whether a note that no state remembers was written before. Where that cannot be read, a note twice is better than a ticket that is never closed. */
async function isNotedAlready(gleap: Gleap, on: Existing, note: Extract<Operation, { readonly kind: "note" }>): Promise<boolean> {
  try {
    return await isNoted(gleap, on, note);
  } catch (error) {
    if (error instanceof TicketError && error.code !== "AUTH") return false;
    throw error;
  }
}

async function carryOut(gleap: Gleap, operation: Deed): Promise<Existing> {
  switch (operation.kind) {
    case "create":
      return createTicket(gleap, operation.key, operation.ticket);
    case "note":
      await writeNote(gleap, operation.on, operation);
      return operation.on;
    case "fold": {
      const changes = { ...operation.changes, duplicateOf: operation.into.id, archived: true };
      const folded = await changeTicket(gleap, operation.on, changes, "fold the ticket into an older one");
      const { number: _number, ...rest } = { ...operation.on, type: folded.type || operation.on.type };
      return { ...rest, ...operation.into };
    }
    default: {
      const now = await changeTicket(gleap, operation.on, operation.changes, `${operation.kind} the ticket`);
      // The ticket is the one that was addressed, whatever the answer calls it, and a sparse answer takes nothing away.
      const number = now.number ?? operation.on.number;
      return { ...now, id: operation.on.id, type: now.type || operation.on.type, ...(number === undefined ? {} : { number }) };
    }
  }
}

function known(gleap: Gleap, ticket: Existing | undefined, otherTitle = ""): Pick<Outcome, "ticket"> {
  if (ticket === undefined) return {};
  const { id, number, type, title } = ticket;
  const url = dashboardUrl(gleap.projectId, type, id);
  return { ticket: { id, ...(number === undefined ? {} : { number }), url, title: title || otherTitle } };
}

function notTried(earlier: Error): TicketError {
  const [code, advice] = earlier instanceof TicketError ? [earlier.code, earlier.next] : (["INTERNAL", "Run it again."] as const);
  const message =
    code === "AUTH" ? "Not sent, as Gleap refused the API key before." : "Not sent, as an earlier step for the same ticket failed.";
  return new TicketError(code, message, advice, { cause: earlier });
}

function unexpected(operation: Operation, cause: unknown): TicketError {
  const message = `Something unexpected happened to the ticket of ${operation.label}.`;
  return new TicketError("INTERNAL", message, "Please report this as a defect of Gleap Ticket.", { cause });
}
