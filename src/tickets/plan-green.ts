import { restated } from "./draft.ts";
import { closedStatus } from "./folds.ts";
import { jobKeyName } from "./identity.ts";
import { type Managed, manageFlaky } from "./managed.ts";
import { isLater, momentText } from "./moment.ts";
import { lastFailure, recoveryNote, runName, runNote } from "./notes.ts";
import { type Ground, type Ticket, time } from "./ours.ts";
import { type State, WROTE_NOTHING } from "./state.ts";
import type { Changes, Group, JobResult, Operation, RunVerdict } from "./types.ts";

/** The open tickets of one key that is not red: what is green is closed (or noted), all else stays as it is. `group` is missing where the run has none of this key. */
export function planOther(ground: Ground, tickets: readonly Ticket[], group: Group | undefined): readonly Operation[] {
  const judged = tickets.map((ticket) => ({ ticket, stays: whyOpen(ground, ticket, group) }));
  const green = judged.filter(({ stays }) => stays === undefined).map(({ ticket }) => ticket);
  const left = judged.flatMap(({ ticket, stays }) => (stays === undefined ? [] : [leave(ticket, group, stays)]));
  return [...recover(ground, green, group), ...left];
}

/** The ref is gone: every open ticket of it is noted and closed, whatever `recovery` says. */
export function planGone(ground: Ground, tickets: readonly Ticket[], group: Group | undefined, sentence: string): readonly Operation[] {
  const { desired, policy } = ground;
  const run = runName(desired.verdict);
  const text = runNote(desired.verdict, [[{ text: sentence }]]);
  const changes = { status: closedStatus(policy.closed) };
  const [noted, ...others] = ownedFirst(tickets);
  if (noted === undefined) return [];
  const named = naming(noted, group);
  const note: Operation = { kind: "note", ...named, run, text, once: run };
  if (!noted.owned) return [note];
  const closes = [noted, ...others.filter((ticket) => ticket.owned)].map(
    (ticket): Operation => ({ kind: "close", ...naming(ticket, group), changes, reason: sentence }),
  );
  return [note, ...closes];
}

/** Why a ticket is not to be closed by this run; `undefined` where it is. */
function whyOpen({ desired }: Ground, ticket: Ticket, group: Group | undefined): string | undefined {
  const { verdict } = desired;
  const { state, existing } = ticket;
  if (state === undefined) {
    const newer = verdict.startedAt !== "" && time(verdict.startedAt) > time(existing.createdAt);
    return verdict.whollyGreen && newer
      ? undefined
      : "Its state line cannot be read, and the run is not wholly green or not newer than the ticket.";
  }
  if (!isLater(verdict.moment, state.last)) return `Its last failure, run ${momentText(state.last)}, is not older than this run.`;
  const color = group?.color;
  if (verdict.whollyGreen) {
    const skipped = state.jobs.some((hash) => verdict.jobs.some((job) => job.hash === hash && job.result === "skipped"));
    if (skipped) return "A job that it names was skipped.";
    // Seen from within the run, a job that is not listed may still be to come.
    const passed = verdict.ownJob === undefined || state.jobs.every((hash) => hasPassed(verdict, hash));
    return passed ? undefined : "Not every job that it names is known to have succeeded.";
  }
  if (color !== undefined && color !== "green")
    return color === "red" ? "The workflow is still red." : "Nothing is known yet of all its jobs.";
  if (!state.jobs.every((hash) => hasPassed(verdict, hash))) return "Not every job that it names is known to have succeeded.";
  return color === "green" || isGreenAlone(verdict, state) ? undefined : "Not every job that it names is known to have succeeded.";
}

/** The job succeeded in this run, or there is no such job any more. */
function hasPassed({ jobs, complete }: RunVerdict, hash: string): boolean {
  const results = jobs.filter((job) => job.hash === hash);
  return results.length === 0 ? complete : results.every((job) => job.result === "success");
}

/**
 * A ticket of a group that this run does not name (another step, another `group-by`): green when a job that it names succeeded and no job of the same
 * matrix is failed, cancelled or still to end. In position (a) only the own job is judged.
 */
function isGreenAlone({ jobs, ownJob }: RunVerdict, state: State): boolean {
  const named = jobs.filter((job) => state.jobs.includes(job.hash));
  const names = new Set(named.map((job) => jobKeyName(job.name)));
  const own = jobs.find((job) => job.hash === ownJob);
  if (named.length === 0 || (ownJob !== undefined && (own === undefined || names.size > 1 || !names.has(jobKeyName(own.name)))))
    return false;
  const ended: readonly JobResult["result"][] = ["success", "skipped"];
  return jobs.every((job) => !names.has(jobKeyName(job.name)) || ended.includes(job.result));
}

function recover(ground: Ground, tickets: readonly Ticket[], group: Group | undefined): readonly Operation[] {
  const { policy } = ground;
  const [first, ...others] = ownedFirst(tickets);
  if (first === undefined) return [];
  if (policy.recovery === "ignore") {
    return tickets.map((ticket) => leave(ticket, group, "It is green again, and `recovery: ignore` leaves it open."));
  }
  if (first.owned && policy.recovery === "close") {
    const closes = [first, ...others.filter((ticket) => ticket.owned)].map((ticket) => close(ground, ticket, group));
    return [noteRecovery(ground, first, group), ...closes];
  }
  // Without a state line nothing would remember the note, and every green run would leave another.
  if (first.state === undefined)
    return [leave(first, group, "It is green again; its state line, which would remember a note, cannot be read.")];
  return first.owned ? noteOnce(ground, first, first.state, group) : [noteRecovery(ground, first, group)];
}

/** `recovery: note`: the state line remembers the green run, so that the next one says nothing. */
function noteOnce(ground: Ground, ticket: Ticket, state: State, group: Group | undefined): readonly Operation[] {
  if (state.green !== undefined && isLater(state.green, state.last)) return [leave(ticket, group, "That it is green again is noted.")];
  const { changes, wrote } = flakyOf(ground, ticket);
  const update: Changes = { ...changes, ...restated(ticket, { ...state, wrote, green: ground.desired.verdict.moment }) };
  return [noteRecovery(ground, ticket, group), { kind: "update", ...naming(ticket, group), changes: update, reason: "It is green again." }];
}

function noteRecovery({ desired }: Ground, ticket: Ticket, group: Group | undefined): Operation {
  const { verdict } = desired;
  const text = recoveryNote(verdict, ticket.existing, ticket.state, isFlaky(verdict, ticket));
  // On a ticket that only gets notes no later green run may say the same again.
  const once = ticket.owned || ticket.state === undefined ? runName(verdict) : lastFailure(ticket.state);
  return { kind: "note", ...naming(ticket, group), run: runName(verdict), text, once };
}

function close(ground: Ground, ticket: Ticket, group: Group | undefined): Operation {
  const { changes, wrote } = flakyOf(ground, ticket);
  const kept = ticket.state === undefined || changes.tags === undefined ? {} : restated(ticket, { ...ticket.state, wrote });
  const all: Changes = { status: closedStatus(ground.policy.closed), ...changes, ...kept };
  return { kind: "close", ...naming(ticket, group), changes: all, reason: "It is green again." };
}

function flakyOf({ desired }: Ground, ticket: Ticket): Managed {
  return isFlaky(desired.verdict, ticket) ? manageFlaky(ticket) : { changes: {}, wrote: ticket.state?.wrote ?? WROTE_NOTHING };
}

/** A later attempt of the same run is green. */
function isFlaky(verdict: RunVerdict, ticket: Ticket): boolean {
  return ticket.state?.last.run === verdict.moment.run;
}

function ownedFirst(tickets: readonly Ticket[]): readonly Ticket[] {
  return [...tickets.filter((ticket) => ticket.owned), ...tickets.filter((ticket) => !ticket.owned)];
}

function leave(ticket: Ticket, group: Group | undefined, reason: string): Operation {
  return { kind: "leave", ...naming(ticket, group), as: "unchanged", reason };
}

function naming({ key, existing }: Ticket, group: Group | undefined): Pick<Extract<Operation, { kind: "note" }>, "key" | "label" | "on"> {
  return { key, label: group?.label ?? (existing.number === undefined ? key : `ticket #${existing.number}`), on: existing };
}
