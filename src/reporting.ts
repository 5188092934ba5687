/** What came of the walk, as outputs and summary tell it. */
import type { Done } from "./deliver.ts";
import type { Collected, Errand, Said } from "./errand.ts";
import { TicketError } from "./errors.ts";
import { requestsOf } from "./gleap/bodies.ts";
import { SHARE_TOKENS } from "./gleap/fields.ts";
import type { PlannedOperation, Report } from "./shell/report.ts";
import { overall } from "./tickets/outcome.ts";
import type { Operation, Outcome } from "./tickets/types.ts";

/** What a dry run makes of an operation. */
export function planned(operation: Operation): Outcome {
  return operation.kind === "leave" ? { operation, outcome: operation.as } : { operation, outcome: "planned" };
}

/** Without a listing nothing is known of tickets, so the plan's reasons to leave them are not true either. */
export function failAll(operations: readonly Operation[], error: TicketError): readonly Outcome[] {
  const reason = "Gleap could not be asked whether a ticket is open; if one is, the next run finds it.";
  return operations.map((operation) => ({
    operation: operation.kind === "leave" ? { ...operation, reason } : operation,
    outcome: "failed",
    error,
  }));
}

/** New tickets that must not be made, as older ones may have been overlooked. `advice`: what to do about it. */
export function failCreates(operations: readonly Operation[], advice: string): readonly Outcome[] {
  const error = new TicketError(
    "UNAVAILABLE",
    "Gleap's list of tickets could not be narrowed to ours, so a new ticket could be one too many; none was made.",
    advice,
  );
  return operations.filter(({ kind }) => kind === "create").map((operation) => ({ operation, outcome: "failed", error }));
}

const PROGRESS_STEP = 100;

/** Tells how far it is each time that the tickets of a hundred things are written; a run with fewer says nothing. */
export function progress(things: string, operations: readonly Operation[], say: (text: string) => void): (outcome: Outcome) => void {
  const total = new Set(operations.flatMap(({ kind, key }) => (kind === "leave" ? [] : [key]))).size;
  const done = new Set<string>();
  let created = 0;
  return ({ operation: { kind, key }, outcome }) => {
    if (outcome === "created") created += 1;
    if (kind === "leave" || done.has(key)) return;
    done.add(key);
    if (done.size % PROGRESS_STEP === 0)
      say(`${done.size} of ${total} ${things} to write done, ${created} created, ${total - done.size} left.`);
  };
}

/** The report of one walk. */
export function reportOf(errand: Errand, collected: Collected, { plan, operations, outcomes }: Done, said: Said): Report {
  const undelivered = outcomes.filter(({ outcome, operation }) => outcome === "failed" && operation.kind !== "leave");
  const result = overall(outcomes);
  return {
    mode: errand.mode,
    overall: result,
    headline: headlineOf(outcomes),
    key: errand.tag,
    outcomes,
    plan: operations.map(shownOperation),
    failedJobs: collected.failedJobs,
    problems: [],
    ...said,
    redacted: collected.redacted,
    unsent: undelivered.map(({ operation }) => shownOperation(operation)),
    ...(plan.checklist === undefined ? {} : { checklist: plan.checklist }),
    ...(plan.outputs === undefined ? {} : { outputs: plan.outputs }),
  };
}

function shownOperation(operation: Operation): PlannedOperation {
  const { kind, key } = operation;
  const title = operation.kind === "create" ? operation.ticket.title : operation.on?.title;
  return {
    kind,
    key,
    ...(title === undefined ? {} : { title }),
    ...("reason" in operation ? { reason: operation.reason } : {}),
    requests: requestsOf(operation).map(({ method, path, body }) => ({
      method,
      path,
      ...(body === undefined ? {} : { body: withoutTokens(body) }),
    })),
  };
}

/** Who has a share token sees the ticket, so what shows a request shows none. */
function withoutTokens(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, SHARE_TOKENS.includes(name) ? "***" : value]));
}

/** Beyond these a reason is one of many. */
const MOST_REASONS = 3;

/**
 * Why nothing was done. Beside its ticket in the summary stands the reason of each, so different ones are counted here; who has no ticket has no other place.
 */
function whyNothing(outcomes: readonly Outcome[]): string {
  const left = outcomes.flatMap(({ operation }) => (operation.kind === "leave" ? [operation] : []));
  const reasons = new Set(left.map(({ reason }) => reason));
  if (reasons.size < 2) return [...reasons][0] ?? "Nothing to do.";
  const tickets = left.filter(({ on }) => on !== undefined).length;
  const others = new Set(left.flatMap(({ on, reason }) => (on === undefined ? [reason] : [])));
  const counted = tickets === 1 ? ["1 ticket stays as it is."] : tickets > 1 ? [`${tickets} tickets stay as they are.`] : [];
  return [...counted, ...[...others].slice(0, MOST_REASONS)].join(" ");
}

/** `1 ticket created, 2 tickets closed`; where nothing was done, why. */
function headlineOf(outcomes: readonly Outcome[]): string {
  const created = new Set(outcomes.flatMap(({ operation, ticket }) => (operation.kind === "create" ? (ticket?.id ?? []) : [])));
  // What is written to a new ticket once more is part of its making.
  const isPart = ({ operation, outcome }: Outcome) => operation.kind === "update" && outcome === "updated" && created.has(operation.on.id);
  const done = outcomes.filter(
    (one) => one.operation.kind !== "leave" && !(one.operation.kind === "note" && one.outcome === "unchanged") && !isPart(one),
  );
  if (done.length === 0) return whyNothing(outcomes);
  const counts = new Map<string, number>();
  for (const { operation, outcome } of done) {
    const thing = operation.kind === "note" ? "note" : "ticket";
    const word = outcome === "planned" ? `to ${operation.kind}` : outcome === "failed" ? "not delivered" : PAST[operation.kind];
    counts.set(`${thing}|${word}`, (counts.get(`${thing}|${word}`) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${count} ${key.replace("|", count === 1 ? " " : "s ")}`).join(", ");
}

const PAST: Readonly<Record<Operation["kind"], string>> = {
  create: "created",
  note: "written",
  update: "updated",
  close: "closed",
  reopen: "reopened",
  fold: "folded",
  leave: "left",
};
