import { newTicket, restated, rewritten } from "./draft.ts";
import { foldAll, mergeStates, type News, noteNews } from "./folds.ts";
import { FLAKY_TAG, manage } from "./managed.ts";
import { isLater, isSame, momentText } from "./moment.ts";
import { runName, runNote } from "./notes.ts";
import type { Ground, Ticket } from "./ours.ts";
import { hashList, type State, sameFailure, scopeIn, WROTE_NOTHING, writeState } from "./state.ts";
import type { Changes, Draft, Group, Operation, RunVerdict } from "./types.ts";

/** A red group, and what a new ticket of it would say. */
export type RedGroup = Group & { readonly draft: Draft };

/** Whether a group is red and has a draft. */
export function isRed(group: Group): group is RedGroup {
  return group.color === "red" && group.draft !== undefined;
}

/** The open tickets of a key. */
export function openTickets(ground: Ground, key: string): readonly Ticket[] {
  return ground.tickets.filter((ticket) => ticket.key === key && ticket.open);
}

/**
 * A red group with an open ticket: the oldest of ours is brought up to date, the others are folded into it. `shares` are the groups that share the
 * ticket. Where no open ticket is ours, the oldest gets a note at most.
 */
export function planOpen(ground: Ground, group: RedGroup, shares: readonly string[] = []): readonly Operation[] {
  const open = openTickets(ground, group.key);
  const [keeper, ...duplicates] = open.filter((ticket) => ticket.owned);
  if (keeper === undefined) return open[0] === undefined ? [] : noteOnly(ground, group, open[0]);
  return [...refresh(ground, group, keeper, duplicates, shares), ...foldAll(keeper, duplicates, group.label, ground.policy.closed)];
}

/** A red group without an open ticket: the closed one is opened again, or there is a new one, linked to it. */
export function planFresh(ground: Ground, group: RedGroup, shares: readonly string[] = []): readonly Operation[] {
  const { desired, policy } = ground;
  const { key, label, draft } = group;
  const previous = lastClosed(ground, key);
  if (previous === undefined || policy.recurrence === "new") {
    const { scope, verdict } = desired;
    const birth = {
      key,
      label,
      draft,
      scope,
      moment: verdict.moment,
      signature: group.signature,
      jobs: group.failedJobs,
      remembers: { shares },
    };
    const ticket = newTicket(previous === undefined ? birth : { ...birth, previous: previous.existing });
    return [{ kind: "create", key, label, ticket }];
  }
  const status = policy.closed.includes(draft.status) ? "OPEN" : draft.status;
  const changes = { status, ...changesOf(ground, group, previous, nextState(ground, group, previous.state, shares)) };
  const note = policy.notes === "none" ? [] : [noteOn(ground, group, previous, [])];
  return [...note, { kind: "reopen", key, label, on: previous.existing, changes, reason: "It failed again after the ticket was closed." }];
}

/** The newest closed ticket of a key that is ours. */
export function lastClosed({ tickets, policy }: Ground, key: string): Ticket | undefined {
  return tickets.findLast(({ key: its, owned, existing }) => {
    const put = existing.archived || existing.spam || existing.duplicateOf !== undefined;
    return its === key && owned && !put && policy.closed.includes(existing.status);
  });
}

/** Whether a state has this failure already: a later one, or this attempt with all its failed jobs. */
export function knows(state: State, group: Group, verdict: RunVerdict): boolean {
  if (isLater(state.last, verdict.moment)) return true;
  return isSame(state.last, verdict.moment) && hashList([...state.jobs, ...group.failedJobs]).join() === state.jobs.join();
}

function refresh(
  ground: Ground,
  group: RedGroup,
  keeper: Ticket,
  duplicates: readonly Ticket[],
  shares: readonly string[],
): readonly Operation[] {
  const { verdict } = ground.desired;
  const { state: base, news } = mergeStates(keeper, duplicates, verdict.jobs);
  if (base !== undefined && knows(base, group, verdict)) {
    return remember(ground, group, keeper, { ...base, shares: hashList([...base.shares, ...shares]) }, news);
  }
  const again = base !== undefined && isSame(base.last, verdict.moment);
  // What this run's own note tells need not be told as news of a duplicate.
  const others = news.filter(({ jobs }) => !jobs.every((hash) => group.failedJobs.includes(hash)));
  const noted = !again && isNoted(ground, group, base);
  const note = noted ? [noteOn(ground, group, keeper, others)] : noteNews(keeper, group.label, verdict, others);
  const changes = changesOf(ground, group, keeper, nextState(ground, group, base, shares));
  const reason = again
    ? "More jobs of this attempt failed."
    : base === undefined
      ? "The state line could not be read."
      : "It failed again.";
  return [...note, { kind: "update", key: group.key, label: group.label, on: keeper.existing, changes, reason }];
}

/** The failure is known already: at most the state line takes in what duplicates or further groups add. */
function remember(ground: Ground, group: Group, keeper: Ticket, state: State, news: readonly News[]): readonly Operation[] {
  const { key, label } = group;
  const on = keeper.existing;
  if (keeper.state !== undefined && writeState(state) === writeState(keeper.state)) {
    return [{ kind: "leave", key, label, on, as: "unchanged", reason: toldReason(state, ground.desired.verdict) }];
  }
  const reason = "The ticket takes over what a duplicate or another group adds.";
  const update: Operation = { kind: "update", key, label, on, changes: restated(keeper, state), reason };
  return [...noteNews(keeper, label, ground.desired.verdict, news), update];
}

/** Everything an update writes: text, state, and the managed fields that are still ours. */
function changesOf({ desired }: Ground, group: RedGroup, ticket: Ticket, state: State): Changes {
  const { changes, wrote } = manage(ticket, group, group.draft, desired.scope, { priorityIs: "rises", sticky: [FLAKY_TAG] });
  return { ...changes, ...rewritten(ticket, group.draft.body, { ...state, wrote }) };
}

/** The state after this failure. `base`, where it can be read, is never of a later failure. */
function nextState({ desired }: Ground, group: Group, base: State | undefined, shares: readonly string[]): State {
  const { moment, jobs, complete } = desired.verdict;
  const { key, signature } = group;
  const scope = scopeIn(key, desired.scope);
  const fresh = { key, count: 1, first: moment, last: moment, signature, jobs: hashList(group.failedJobs), shares: hashList(shares) };
  if (base === undefined) return { ...fresh, ...scope, wrote: WROTE_NOTHING, links: [], extra: [], version: 1 };
  const again = isSame(base.last, moment);
  // A job that failed before and did not run this time has not recovered, so the ticket goes on naming it.
  const waiting = base.jobs.filter((hash) => {
    const results = jobs.filter((job) => job.hash === hash);
    return results.length === 0 ? !complete : results.some((job) => job.result !== "success");
  });
  return {
    ...base,
    ...scope,
    count: again ? base.count : base.count + 1,
    last: moment,
    signature: remembered(base.signature, signature),
    jobs: hashList([...(again ? base.jobs : waiting), ...group.failedJobs]),
    shares: hashList([...base.shares, ...shares]),
  };
}

/** The newest signature; where it saw no error, the one before it of the same groups, so that a later error can still be compared. */
function remembered(old: string, now: string): string {
  return now.includes(":none:") && sameFailure(old, now) ? old : now;
}

function isNoted({ policy }: Ground, group: Group, base: State | undefined): boolean {
  if (policy.notes === "none") return false;
  return policy.notes === "all" || base === undefined || !sameFailure(base.signature, group.signature);
}

function noteOn({ desired }: Ground, group: Group, ticket: Ticket, news: readonly News[]): Operation {
  const { verdict } = desired;
  const text = runNote(verdict, [...(group.note ?? []), ...news.map(({ paragraph }) => paragraph)]);
  return { kind: "note", key: group.key, label: group.label, on: ticket.existing, run: runName(verdict), text, once: runName(verdict) };
}

function noteOnly(ground: Ground, group: Group, ticket: Ticket): readonly Operation[] {
  const { key, label } = group;
  const { verdict } = ground.desired;
  const { state, existing: on } = ticket;
  if (state !== undefined && knows(state, group, verdict)) {
    return [{ kind: "leave", key, label, on, as: "unchanged", reason: toldReason(state, verdict) }];
  }
  if (!isNoted(ground, group, state)) {
    const reason = "The ticket has a session, a tracker or links of its own: it gets notes at most, and nothing new is to be noted.";
    return [{ kind: "leave", key, label, on, as: "unchanged", reason }];
  }
  const text = runNote(verdict, group.note ?? []);
  return [{ kind: "note", key, label, on, run: runName(verdict), text, once: runName(verdict) }];
}

function toldReason(state: State, verdict: RunVerdict): string {
  if (isSame(state.last, verdict.moment)) return `The ticket has ${runName(verdict)} already.`;
  return `The ticket has a later failure, run ${momentText(state.last)}.`;
}
