/** The plan where tickets follow subjects: issues, release checklists, items of one. */
import { newTicket, restated, rewritten } from "./draft.ts";
import { closedStatus, foldAll } from "./folds.ts";
import { groupBy } from "./group.ts";
import { manage } from "./managed.ts";
import { ordinal, runName, runNote } from "./notes.ts";
import { MUTE_TAG, muted, survey, type Ticket } from "./ours.ts";
import type { Plan, PlanOptions } from "./plan.ts";
import { type State, scopeIn, WROTE_NOTHING, writeState } from "./state.ts";
import type { Subject, SubjectPolicy, Subjects } from "./subject.ts";
import type { Changes, Existing, Operation } from "./types.ts";

interface Ground {
  readonly desired: Subjects;
  readonly policy: SubjectPolicy;
  readonly tickets: readonly Ticket[];
  /** The tickets of each key, oldest first. */
  readonly byKey: ReadonlyMap<string, readonly Ticket[]>;
}

type Leave = Extract<Operation, { readonly kind: "leave" }>;

/**
 * Compares the subjects with the tickets that exist: an open subject gets a ticket, has it brought up to date, or opened again if it was closed together
 * with the subject; a closed subject closes it. A ticket follows its subject only when that has changed since the ticket was last written, so what a
 * person closed or opened by hand stays. A second plan, after the first was carried out, has nothing but `leave`. Pure: no clock, no request.
 * `existing` is the listing, archived tickets too: what a person archived is left alone.
 */
export function planSubjects(desired: Subjects, existing: readonly Existing[], policy: SubjectPolicy, options: PlanOptions): Plan {
  const keys = desired.subjects.map(({ key }) => key);
  const tickets = survey(existing, desired.scope, keys, policy.closed);
  const ground: Ground = { desired, policy, tickets, byKey: groupBy(tickets, ({ key }) => key) };
  let room = policy.maxTickets;
  let waiting = 0;
  const made = new Set<string>();
  const operations = desired.subjects.flatMap((subject): readonly Operation[] => {
    const planned = planSubject(ground, subject);
    const [first] = planned;
    if (first?.kind !== "create") return planned;
    if (first.linkTo !== undefined && !made.has(first.linkTo))
      return [leave(subject, undefined, "skipped", "What it belongs to gets no ticket.")];
    if (room-- > 0) {
      made.add(subject.key);
      return planned;
    }
    waiting += 1;
    return [leave(subject, undefined, "skipped", "There are more new tickets than `max-tickets`; a later run makes it.")];
  });
  const doubt = "Gleap's list of tickets could not be narrowed to ours, so an older ticket may have been overlooked: duplicates possible.";
  return {
    operations,
    warnings: options.listingInDoubt && operations.some(({ kind }) => kind === "create") ? [doubt] : [],
    notes: waiting === 0 ? [] : [waitingNote(waiting, policy.maxTickets)],
  };
}

function waitingNote(waiting: number, most: number): string {
  const [what, wait] = waiting === 1 ? ["1 more ticket", "waits"] : [`${waiting} more tickets`, "wait"];
  return `${what} ${wait} for a later run: \`max-tickets\` allows ${most} new ${most === 1 ? "one" : "ones"} in a run.`;
}

/** The ticket that stands for a key, if there is one: the oldest open one of ours, else the oldest open one, else the newest of the others. */
export function standing(tickets: readonly Ticket[]): Ticket | undefined {
  const open = tickets.filter((ticket) => ticket.open);
  return open.find((ticket) => ticket.owned) ?? open[0] ?? tickets.findLast((ticket) => !ticket.open && !isFolded(ticket, tickets));
}

/** One of several tickets of the key, folded by us; a duplicate of another key's ticket is a person's word. */
function isFolded({ existing }: Ticket, tickets: readonly Ticket[]): boolean {
  return tickets.some((other) => other.existing.id === existing.duplicateOf);
}

/** Where a person put a ticket for good; `undefined` where it is just closed. */
function putAway({ archived, spam, duplicateOf }: Existing): string | undefined {
  if (spam) return "The ticket is marked as spam, and left alone.";
  if (duplicateOf !== undefined) return "The ticket is marked as a duplicate of another, and left alone.";
  return archived ? "The ticket is archived, and left alone." : undefined;
}

function planSubject(ground: Ground, subject: Subject): readonly Operation[] {
  const tickets = ground.byKey.get(subject.key) ?? [];
  const mute = [subject.key, subject.parent]
    .map((key) => muted(ground.byKey.get(key ?? "") ?? [], key ?? ""))
    .find((found) => found !== undefined);
  if (mute !== undefined) return [leave(subject, mute, "skipped", `The tag ${MUTE_TAG} on its ticket silences it.`)];
  const ticket = standing(tickets);
  if (ticket === undefined) return planNew(ground, subject);
  if (!ticket.owned) return planForeign(ground, subject, ticket);
  if (!ticket.open) return planPut(ground, subject, ticket);
  const duplicates = tickets.filter((other) => other !== ticket && other.open && other.owned);
  const own = subject.is === "closed" ? planClose(ground, subject, ticket) : planKept(ground, subject, ticket);
  return [...own, ...foldAll(ticket, duplicates, subject.label, ground.policy.closed)];
}

function planNew({ desired, policy, byKey }: Ground, subject: Subject): readonly Operation[] {
  const { key, label, draft, signature, extra = [], parent } = subject;
  if (subject.is === "closed" && policy.newFor === "open")
    return [leave(subject, undefined, "skipped", "It is closed, and it has no ticket.")];
  if (subject.hold !== undefined) return [leave(subject, undefined, "skipped", subject.hold)];
  const linked = parent === undefined ? undefined : standing(byKey.get(parent) ?? [])?.existing.id;
  const remembers = { subject: "open", extra, links: linked === undefined ? [] : [linked] } as const;
  const { moment } = desired.run;
  const born = linked === undefined ? draft : { ...draft, fields: { ...draft.fields, linkedTickets: [linked] } };
  const ticket = newTicket({ key, label, draft: born, scope: desired.scope, moment, signature, jobs: [], remembers });
  return [{ kind: "create", key, label, ticket, ...(parent === undefined || linked !== undefined ? {} : { linkTo: parent }) }];
}

/** A ticket with a session, a tracker or links of its own: it is told that the subject is closed, and nothing else. */
function planForeign({ desired, policy }: Ground, subject: Subject, ticket: Ticket): readonly Operation[] {
  if (!ticket.open || subject.is === "open" || !policy.closes || ticket.state?.subject === "closed")
    return [leave(subject, ticket, "unchanged", "The ticket has a session, a tracker or links of its own: it gets notes at most.")];
  return [noteOn(desired, subject, ticket, turnText(subject.turn.closed, ticket.state))];
}

/** The ticket is closed, or put away. */
function planPut(ground: Ground, subject: Subject, ticket: Ticket): readonly Operation[] {
  const { desired, policy } = ground;
  const away = putAway(ticket.existing);
  if (away !== undefined) return [leave(subject, ticket, "unchanged", away)];
  const { state } = ticket;
  if (subject.is === "closed") {
    if (state?.subject !== "open" || !policy.learnsWhileClosed)
      return [leave(subject, ticket, "unchanged", "It is closed, and its ticket too.")];
    const changes = restated(ticket, { ...state, subject: "closed", last: desired.run.moment });
    return [change("update", subject, ticket, changes, "It was closed after its ticket.")];
  }
  if (state?.subject !== "closed") return [leave(subject, ticket, "unchanged", "A person closed the ticket, and it stays closed.")];
  if (subject.hold !== undefined) return [leave(subject, ticket, "unchanged", subject.hold)];
  const text = turnText(subject.turn.open, state);
  const changes = written(ground, subject, ticket, { ...state, count: state.count + 1 });
  const { status } = subject.draft;
  const reopen = { status: policy.closed.includes(status) ? "OPEN" : status, ...changes };
  return [noteOn(desired, subject, ticket, text), change("reopen", subject, ticket, reopen, subject.turn.open)];
}

function planClose(ground: Ground, subject: Subject, ticket: Ticket): readonly Operation[] {
  const { desired, policy } = ground;
  const { state } = ticket;
  if (!policy.closes) return [leave(subject, ticket, "unchanged", "It is closed; its ticket is left to people.")];
  if (state?.subject === "closed") return [leave(subject, ticket, "unchanged", "A person opened the ticket again, and it stays open.")];
  const text = turnText(subject.turn.closed, state);
  const changes = { status: closedStatus(policy.closed), ...written(ground, subject, ticket, state) };
  return [noteOn(desired, subject, ticket, text), change("close", subject, ticket, changes, subject.turn.closed)];
}

/** Subject and ticket are open: the ticket is brought up to date. */
function planKept(ground: Ground, subject: Subject, ticket: Ticket): readonly Operation[] {
  if (subject.hold !== undefined) return [leave(subject, ticket, "unchanged", subject.hold)];
  const changes = written(ground, subject, ticket, ticket.state);
  const news = subject.news ?? [];
  const note = news.length === 0 ? [] : [noteOn(ground.desired, subject, ticket, news)];
  if (Object.keys(changes).length > 0) return [...note, change("update", subject, ticket, changes, reasonOf(subject, ticket))];
  return note.length > 0 ? note : [leave(subject, ticket, "unchanged", "Nothing has changed.")];
}

function reasonOf(subject: Subject, { state }: Ticket): string {
  if (state === undefined) return "The state line could not be read.";
  return subject.stale ? "Its text has changed." : "What the rules or the config file say of it has changed.";
}

/** What a write of the ticket changes: text where it is stale, managed fields, a link that is missing, and the state line with them; nothing where all is as it should be. */
function written(ground: Ground, subject: Subject, ticket: Ticket, state: State | undefined): Changes {
  const { desired, policy } = ground;
  const { changes: managed, wrote } = manage(ticket, subject, subject.draft, desired.scope, { priorityIs: policy.priority, sticky: [] });
  const link = missingLink(ground, subject, ticket);
  const links = link === undefined ? {} : { linkedTickets: [...new Set([...ticket.existing.linked.map(({ id }) => id), link])] };
  const base = state ?? freshState(subject, desired);
  const next: State = {
    ...base,
    ...scopeIn(subject.key, desired.scope),
    subject: subject.is,
    signature: subject.stale || state === undefined ? subject.signature : base.signature,
    wrote,
    links: link === undefined ? base.links : [...new Set([...base.links, link])],
  };
  const rewrites = subject.stale || state === undefined;
  const isSame = ticket.state !== undefined && writeState(next) === writeState(ticket.state);
  if (!rewrites && isSame) return { ...managed, ...links };
  const last = { ...next, last: desired.run.moment };
  return { ...managed, ...links, ...(rewrites ? rewritten(ticket, subject.draft.body, last) : restated(ticket, last)) };
}

/** The ticket of the parent, where this one is not linked to it; what was linked once and taken off again stays off. */
function missingLink({ byKey }: Ground, { parent }: Subject, { state, existing }: Ticket): string | undefined {
  const id = parent === undefined ? undefined : standing(byKey.get(parent) ?? [])?.existing.id;
  const isLinked = id === undefined || state?.links.includes(id) === true || existing.linked.some((other) => other.id === id);
  return isLinked ? undefined : id;
}

function freshState({ key, signature, extra = [] }: Subject, { run }: Subjects): State {
  const { moment } = run;
  return {
    key,
    count: 1,
    first: moment,
    last: moment,
    signature,
    jobs: [],
    wrote: WROTE_NOTHING,
    shares: [],
    links: [],
    extra,
    version: 1,
  };
}

/** The sentence of a turn; from the second time on it says so, which tells its note from the earlier ones. */
function turnText(sentence: string, state: Pick<State, "count"> | undefined): readonly string[] {
  const count = state?.count ?? 1;
  return [count > 1 ? `${sentence} (${ordinal(count)} time)` : sentence];
}

function noteOn({ run }: Subjects, subject: Subject, ticket: Ticket, sentences: readonly string[]): Operation {
  const text = runNote(
    run,
    sentences.map((sentence) => [{ text: sentence }]),
  );
  // Other workflows of the repository have runs of the same number, so a note is known by what it says.
  return { kind: "note", key: subject.key, label: subject.label, on: ticket.existing, run: runName(run), text, once: sentences.join("\n") };
}

function change(kind: "update" | "close" | "reopen", { key, label }: Subject, ticket: Ticket, changes: Changes, reason: string): Operation {
  return { kind, key, label, on: ticket.existing, changes, reason };
}

function leave({ key, label }: Subject, ticket: Ticket | undefined, as: Leave["as"], reason: string): Leave {
  return ticket === undefined ? { kind: "leave", key, label, as, reason } : { kind: "leave", key, label, on: ticket.existing, as, reason };
}
