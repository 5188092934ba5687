/** The plan where tickets follow subjects: issues, release checklists, items of one. */
import { newTicket, restated, rewritten } from "./draft.ts";
import { closedStatus, foldAll } from "./folds.ts";
import { groupBy } from "./group.ts";
import { manage } from "./managed.ts";
import { ordinal, runName, runNote } from "./notes.ts";
import { survey, type Ticket } from "./ours.ts";
import type { Plan, PlanOptions } from "./plan.ts";
import { type State, scopeIn, WROTE_NOTHING, writeState } from "./state.ts";
import type { Subject, SubjectPolicy, Subjects } from "./subject.ts";
import { allowanceOf, type ByKey, type Course, courseOf, standing } from "./subject-course.ts";
import { upper } from "./text.ts";
import type { Changes, Existing, Operation } from "./types.ts";

interface Ground {
  readonly desired: Subjects;
  readonly policy: SubjectPolicy;
  readonly byKey: ByKey;
}

type Leave = Extract<Operation, { readonly kind: "leave" }>;

type Deed = Exclude<Course, { readonly kind: "create" | "leave" }>;

/**
 * Compares the subjects with the tickets that exist: an open subject gets a ticket, has it brought up to date, or opened again if it was closed together
 * with the subject; a closed subject closes it. A ticket follows its subject only when that has changed since the ticket was last written, so what a
 * person closed or opened by hand stays. A second plan, after the first was carried out, has nothing but `leave`. Pure: no clock, no request.
 * `existing` is the listing, archived tickets too: what a person archived is left alone.
 */
export function planSubjects(desired: Subjects, existing: readonly Existing[], policy: SubjectPolicy, options: PlanOptions): Plan {
  const keys = desired.subjects.map(({ key }) => key);
  const byKey = groupBy(survey(existing, desired.scope, keys, policy.closed), ({ key }) => key);
  const mayMake = allowanceOf(policy);
  let waiting = 0;
  const made = new Set<string>();
  const operations = desired.subjects.flatMap((subject): readonly Operation[] => {
    const planned = planSubject({ desired, policy, byKey }, subject);
    const [first] = planned;
    if (first?.kind !== "create") return planned;
    if (first.linkTo !== undefined && !made.has(first.linkTo))
      return [leave(subject, undefined, "skipped", "What it belongs to gets no ticket.")];
    if (mayMake()) {
      made.add(subject.key);
      return planned;
    }
    waiting += 1;
    return [
      leave(subject, undefined, "skipped", "There are more new tickets than `max-tickets`; the next run of this step makes this one."),
    ];
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
  return `${what} ${wait} for the next run of this step: \`max-tickets\` allows ${most} new ${most === 1 ? "one" : "ones"} in a run.`;
}

function planSubject(ground: Ground, subject: Subject): readonly Operation[] {
  const { policy, byKey } = ground;
  const course = courseOf(subject, byKey, policy);
  if (course.kind === "create") return [create(ground, subject)];
  const own = course.kind === "leave" ? [leave(subject, course.ticket, course.as, course.reason)] : deedsOf(ground, subject, course);
  const { ticket } = course;
  const isSkipped = course.kind === "leave" && course.as === "skipped";
  if (ticket === undefined || isSkipped || !ticket.open || !ticket.owned) return own;
  const duplicates = (byKey.get(subject.key) ?? []).filter((other) => other !== ticket && other.open && other.owned);
  return [...own, ...foldAll(ticket, duplicates, subject.label, policy.closed)];
}

function create({ desired, byKey }: Ground, { key, label, draft, signature, extra = [], parent }: Subject): Operation {
  const linked = parent === undefined ? undefined : standing(byKey.get(parent) ?? [])?.existing.id;
  const remembers = { subject: "open", extra, links: linked === undefined ? [] : [linked] } as const;
  const { moment } = desired.run;
  const born = linked === undefined ? draft : { ...draft, fields: { ...draft.fields, linkedTickets: [linked] } };
  const ticket = newTicket({ key, label, draft: born, scope: desired.scope, moment, signature, jobs: [], remembers });
  return { kind: "create", key, label, ticket, ...(parent === undefined || linked !== undefined ? {} : { linkTo: parent }) };
}

/** What is done to the ticket that is there. */
function deedsOf(ground: Ground, subject: Subject, course: Deed): readonly Operation[] {
  const { desired, policy } = ground;
  const { ticket } = course;
  switch (course.kind) {
    case "tell":
      return [noteOn(desired, subject, ticket, [turnText(subject, ticket.state)])];
    case "learn": {
      const changes = restated(ticket, { ...course.state, subject: "closed", last: desired.run.moment });
      return [change("update", subject, ticket, changes, `${upper(subject.label)} was closed after its ticket.`)];
    }
    case "close": {
      const changes = { status: closedStatus(policy.closed), ...written(ground, subject, ticket, ticket.state) };
      return [
        noteOn(desired, subject, ticket, [turnText(subject, ticket.state)]),
        change("close", subject, ticket, changes, subject.turn.closed),
      ];
    }
    case "reopen": {
      const { state } = course;
      const { status } = subject.draft;
      const changes = {
        status: policy.closed.includes(status) ? "OPEN" : status,
        ...written(ground, subject, ticket, { ...state, count: state.count + 1 }),
      };
      return [noteOn(desired, subject, ticket, [turnText(subject, state)]), change("reopen", subject, ticket, changes, subject.turn.open)];
    }
    default:
      return planKept(ground, subject, ticket);
  }
}

/** Subject and ticket are open: the ticket is brought up to date. */
function planKept(ground: Ground, subject: Subject, ticket: Ticket): readonly Operation[] {
  const changes = written(ground, subject, ticket, ticket.state);
  const news = subject.news ?? [];
  const note = news.length === 0 ? [] : [noteOn(ground.desired, subject, ticket, news)];
  if (Object.keys(changes).length > 0) return [...note, change("update", subject, ticket, changes, reasonOf(subject, ticket, changes))];
  return note.length > 0 ? note : [leave(subject, ticket, "unchanged", "Nothing has changed.")];
}

/** What an update changes, in words for people. */
function reasonOf({ stale }: Subject, { state, existing }: Ticket, { title, priority, tags, linkedTickets }: Changes): string {
  if (state === undefined) return "The state line could not be read.";
  const things = [
    ...(title === undefined ? [] : ["title"]),
    ...(stale ? ["text"] : []),
    ...(priority === undefined ? [] : [`priority (${existing.priority} to ${priority})`]),
    ...(tags === undefined ? [] : ["tags"]),
    ...(linkedTickets === undefined ? [] : ["links"]),
  ];
  return things.length === 0 ? "Only its state line is brought up to date." : `Changed: ${things.join(", ")}.`;
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

/**
 * The sentence of a turn. A note is known by its words, so where an earlier note of the ticket may hold the same ones it is said how often the subject has
 * come to that. The state line counts how often it was open, so this is true whatever the sentence says.
 */
function turnText({ is, turn }: Subject, state: Pick<State, "count"> | undefined): string {
  const count = state?.count ?? 1;
  if (count === 1 || (is === "closed" && turn.closedIsUnlike === true)) return turn[is];
  return `${turn[is]} (${is === "closed" ? "closed" : "open again"} for the ${ordinal(count)} time)`;
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
