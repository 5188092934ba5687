import { groupBy } from "./group.ts";
import { type Ground, MUTE_TAG, muted, survey, type Ticket } from "./ours.ts";
import { planGone, planOther } from "./plan-green.ts";
import { isRed, knows, lastClosed, openTickets, planFresh, planOpen, type RedGroup } from "./plan-red.ts";
import type { Desired, Existing, Group, Operation, Policy } from "./types.ts";

/** What is to be done, in order, and what the run has to warn of. */
export interface Plan {
  readonly operations: readonly Operation[];
  readonly warnings: readonly string[];
  /** Sentences for log and summary. */
  readonly notes?: readonly string[];
}

export interface PlanOptions {
  /** The server may have hidden tickets from the listing, so what is created may exist already. */
  readonly listingInDoubt: boolean;
  /** Gleap could not be listed: the plan is made as if there were no ticket, and delivered nowhere but to the report. */
  readonly unlisted?: boolean;
}

const TOLD = "Its ticket has this failure, or a later one, and was closed since.";

/** A group's part of the plan: settled, or still waiting for its place among the new tickets or in the workflow's. */
type Part =
  | { readonly is: "settled"; readonly operations: readonly Operation[] }
  | { readonly is: "new" | "sharing"; readonly group: RedGroup };

/**
 * Compares what should be true with what is. Every red group gets a ticket or has its ticket brought up to date, what is green is closed, and what is the
 * same already is left: a plan made a second time, after the first was carried out, has nothing but `leave`.
 * Pure: no clock, no request. `existing` is the listing by `desired.scope`, open and closed tickets alike.
 */
export function plan(desired: Desired, existing: readonly Existing[], policy: Policy, options: PlanOptions): Plan {
  const keys = desired.groups.map((group) => group.key);
  const ground: Ground = { desired, policy, tickets: survey(existing, desired.scope, keys, policy.closed) };
  const operations = desired.verdict.refGone === undefined ? planGroups(ground) : planAllGone(ground, desired.verdict.refGone);
  const creates = operations.some((operation) => operation.kind === "create");
  const doubt = "Gleap's list of tickets could not be narrowed to ours, so an older ticket may have been overlooked: duplicates possible.";
  return {
    operations: operations.length > 0 ? operations : [nothing(desired)],
    warnings: options.listingInDoubt && creates ? [doubt] : [],
  };
}

function planGroups(ground: Ground): readonly Operation[] {
  const { desired, policy } = ground;
  const parts = desired.groups.map((group) => planGroup(ground, group));
  const fresh = parts.flatMap((part) => (part.is === "new" && isCreate(ground, part.group) ? [part.group] : []));
  const beyond = new Set(fresh.filter((group) => group.key !== desired.scope).slice(policy.maxTickets));
  const sharing = parts.flatMap((part) => (part.is !== "settled" && (part.is === "sharing" || beyond.has(part.group)) ? [part.group] : []));
  const own = parts.flatMap((part) => {
    if (part.is === "settled") return part.operations;
    return part.is === "sharing" || beyond.has(part.group) ? [] : planFresh(ground, part.group);
  });
  const shared = sharing.length === 0 ? [] : planShared(ground, sharing);
  const seen = new Set([...desired.groups.map((group) => group.key), ...(sharing.length === 0 ? [] : [desired.scope])]);
  return [...own, ...shared, ...planRest(ground, seen)];
}

function planGroup(ground: Ground, group: Group): Part {
  const { desired } = ground;
  const { key, label } = group;
  const silent = silenced(ground, group);
  if (silent !== undefined) return settled([silent]);
  const open = openTickets(ground, key);
  if (!isRed(group)) return settled(open.length === 0 ? [] : planOther(ground, open, group));
  if (open[0] !== undefined) {
    if (group.hold?.silent !== true) return settled(planOpen(ground, group));
    return settled([{ kind: "leave", key, label, on: open[0].existing, as: "unchanged", reason: group.hold.reason }]);
  }
  const sharesIn = (ticket: Ticket | undefined) => key !== desired.scope && ticket?.state?.shares.includes(share(group)) === true;
  if (openTickets(ground, desired.scope).some(sharesIn) && group.hold?.silent !== true) return { is: "sharing", group };
  const ends = [lastClosed(ground, key), lastClosed(ground, desired.scope)];
  const told = ends.find(
    (ticket) => (ticket?.key === key || sharesIn(ticket)) && ticket?.state !== undefined && knows(ticket.state, group, desired.verdict),
  );
  if (told !== undefined) {
    return settled([{ kind: "leave", key, label, on: told.existing, as: "unchanged", reason: TOLD }]);
  }
  const { supersededBy } = desired.verdict;
  if (supersededBy !== undefined) return settled([skipped(group, `A newer run is green already (superseded): ${supersededBy}`)]);
  return group.hold === undefined ? { is: "new", group } : settled([skipped(group, group.hold.reason)]);
}

/** The groups beyond `max-tickets`, and those that were beyond it before, in the ticket of the workflow. */
function planShared(ground: Ground, sharing: readonly RedGroup[]): readonly Operation[] {
  const { workflow } = ground.desired;
  const silent = silenced(ground, workflow);
  if (silent !== undefined) return [silent];
  if (!isRed(workflow)) return sharing.map((group) => skipped(group, "There are more new groups than `max-tickets`."));
  const shares = sharing.map(share);
  if (openTickets(ground, workflow.key).length > 0) return planOpen(ground, workflow, shares);
  const last = lastClosed(ground, workflow.key);
  if (last?.state === undefined || !knows(last.state, workflow, ground.desired.verdict)) return planFresh(ground, workflow, shares);
  return [{ kind: "leave", key: workflow.key, label: workflow.label, on: last.existing, as: "unchanged", reason: TOLD }];
}

/** The open tickets of the scope that belong to no group of this run. */
function planRest(ground: Ground, seen: ReadonlySet<string>): readonly Operation[] {
  return [...byKey(ground.tickets, seen)].flatMap(([key, tickets]) => {
    const group = key === ground.desired.scope ? ground.desired.workflow : undefined;
    return silencedKey(ground, key, group?.label ?? key) ?? planOther(ground, tickets, group);
  });
}

function planAllGone(ground: Ground, sentence: string): readonly Operation[] {
  const groups = [ground.desired.workflow, ...ground.desired.groups];
  return [...byKey(ground.tickets, new Set())].flatMap(([key, tickets]) => {
    const group = groups.find((one) => one.key === key);
    return silencedKey(ground, key, group?.label ?? key) ?? planGone(ground, tickets, group, sentence);
  });
}

function byKey(tickets: readonly Ticket[], without: ReadonlySet<string>): ReadonlyMap<string, readonly Ticket[]> {
  return groupBy(
    tickets.filter((ticket) => ticket.open && !without.has(ticket.key)),
    (ticket) => ticket.key,
  );
}

function isCreate(ground: Ground, group: Group): boolean {
  return ground.policy.recurrence === "new" || lastClosed(ground, group.key) === undefined;
}

/** How the workflow's ticket remembers that a group shares it. */
function share(group: Group): string {
  return group.key.slice(-10);
}

function silenced(ground: Ground, group: Group): Operation | undefined {
  return silencedKey(ground, group.key, group.label)?.[0];
}

function silencedKey(ground: Ground, key: string, label: string): readonly [Operation] | undefined {
  const ticket = muted(ground.tickets, key);
  if (ticket === undefined) return undefined;
  return [{ kind: "leave", key, label, on: ticket.existing, as: "skipped", reason: `The tag ${MUTE_TAG} on its ticket silences it.` }];
}

function skipped({ key, label }: Group, reason: string): Operation {
  return { kind: "leave", key, label, as: "skipped", reason };
}

function settled(operations: readonly Operation[]): Part {
  return { is: "settled", operations };
}

function nothing({ workflow, verdict }: Desired): Operation {
  const reason =
    verdict.refGone ??
    (workflow.color === "green" ? "Green, and no ticket is open." : "Nothing failed that is known, and no ticket is open.");
  return skipped(workflow, reason);
}
