import { restated } from "./draft.ts";
import { groupBy } from "./group.ts";
import { earlier, isLater, later } from "./moment.ts";
import { foldParagraph, runName, runNote } from "./notes.ts";
import { survey, type Ticket } from "./ours.ts";
import { hashList, type State } from "./state.ts";
import type { Changes, Existing, Inline, Operation, RunRef, RunVerdict } from "./types.ts";

/** The run that speaks in notes, and the jobs that they may name. */
export type FoldRun = Pick<RunVerdict, "moment" | "runUrl" | "jobs">;

/** A key of which there may be duplicates. */
export interface Doubled {
  readonly key: string;
  readonly label: string;
  /** Id of the ticket that was just created: only this one is folded, so that many processes at once do not all fold all. Absent: every duplicate. */
  readonly own?: string;
}

/** What a look after a create needs beside the listing. */
export interface FoldContext {
  /** The second tag of the tickets; the key itself where it has no scope. */
  readonly scope: string;
  readonly run: FoldRun;
  /** Statuses that mean closed; the first one closes. */
  readonly closed: readonly string[];
}

/** Failed jobs, by hash, that a duplicate names and the kept ticket does not, and how a note says so. */
export interface News {
  readonly jobs: readonly string[];
  readonly paragraph: readonly Inline[];
}

/** What several tickets of one key know together. */
interface Merged {
  /** Missing where the state of the kept ticket cannot be read. */
  readonly state: State | undefined;
  readonly news: readonly News[];
}

/**
 * What to do about duplicates after a create: keep the oldest open ticket of each key by (`createdAt`, `id`) and fold the others into it; the kept one
 * gets a note and a new state only for failed jobs that it did not name. Empty where there is nothing to fold. Tickets that are not ours are left alone.
 */
export function planFolds(
  existing: readonly Existing[],
  doubled: readonly Doubled[],
  { scope, run, closed }: FoldContext,
): readonly Operation[] {
  const keys = doubled.map(({ key }) => key);
  const ours = survey(existing, scope, keys, closed).filter((ticket) => ticket.open && ticket.owned);
  const tickets = groupBy(ours, (ticket) => ticket.key);
  return doubled.flatMap(({ key, label, own }) => {
    const [keeper, ...others] = tickets.get(key) ?? [];
    const duplicates = others.filter((ticket) => own === undefined || ticket.existing.id === own);
    if (keeper === undefined || duplicates.length === 0) return [];
    return [...learn(keeper, duplicates, label, run), ...foldAll(keeper, duplicates, label, closed)];
  });
}

/** What the kept ticket takes over from its duplicates. */
function learn(keeper: Ticket, duplicates: readonly Ticket[], label: string, run: FoldRun): readonly Operation[] {
  const { state, news } = mergeStates(keeper, duplicates, run.jobs);
  if (state === undefined || news.length === 0) return [];
  const { existing: on, key } = keeper;
  const reason = "A duplicate named more failed jobs.";
  return [...noteNews(keeper, label, run, news), { kind: "update", key, label, on, changes: restated(keeper, state), reason }];
}

/** The note on the kept ticket for what only its duplicates named; none where that is nothing. */
export function noteNews({ existing: on, key }: Ticket, label: string, run: RunRef, news: readonly News[]): readonly Operation[] {
  if (news.length === 0) return [];
  const paragraphs = news.map(({ paragraph }) => paragraph);
  // The run may have a note of its own, so these notes are known by what they say.
  const once = paragraphs.map((paragraph) => paragraph.map(({ text }) => text).join("")).join("\n");
  return [{ kind: "note", key, label, on, run: runName(run), text: runNote(run, paragraphs), once }];
}

/** Marks each duplicate as one of the kept ticket, closed and archived. */
export function foldAll(keeper: Ticket, duplicates: readonly Ticket[], label: string, closed: readonly string[]): readonly Operation[] {
  const { id, number } = keeper.existing;
  const into = number === undefined ? { id } : { id, number };
  return duplicates.map(({ existing: on, key }) => {
    const changes: Changes = { duplicateOf: id, status: closedStatus(closed), archived: true };
    return { kind: "fold", key, label, on, into, changes };
  });
}

/** The status that closes a ticket. */
export function closedStatus(closed: readonly string[]): string {
  return closed[0] ?? "DONE";
}

/** The state of the kept ticket with what its duplicates know. */
export function mergeStates(keeper: Ticket, duplicates: readonly Ticket[], jobs: RunVerdict["jobs"]): Merged {
  let state = keeper.state;
  const known = new Set(state?.jobs);
  const news: News[] = [];
  for (const duplicate of duplicates) {
    if (duplicate.state === undefined) continue;
    const unknown = duplicate.state.jobs.filter((hash) => !known.has(hash));
    for (const hash of unknown) known.add(hash);
    if (unknown.length > 0) news.push({ jobs: unknown, paragraph: foldParagraph(duplicate.existing, unknown, jobs) });
    state = state === undefined ? undefined : merge(state, duplicate.state);
  }
  return { state, news };
}

function merge(a: State, b: State): State {
  // Tickets of different times have counted different failures; those of a race the same one.
  const apart = isLater(b.first, a.last) || isLater(a.first, b.last);
  return {
    ...a,
    count: apart ? a.count + b.count : Math.max(a.count, b.count),
    first: earlier(a.first, b.first),
    last: later(a.last, b.last),
    signature: isLater(b.last, a.last) ? b.signature : a.signature,
    jobs: hashList([...a.jobs, ...b.jobs]),
    shares: hashList([...a.shares, ...b.shares]),
  };
}
