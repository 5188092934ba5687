import { restated } from "./draft.ts";
import { earlier, isLater, later } from "./moment.ts";
import { foldParagraph, runName, runNote } from "./notes.ts";
import { survey, type Ticket } from "./ours.ts";
import { hashList, type State } from "./state.ts";
import type { Changes, Existing, Inline, Operation, Policy, RunVerdict } from "./types.ts";

/** What a look after a create needs beside the listing. */
export interface FoldContext {
  readonly label: string;
  /** The tag of the listing; the key itself where it has no scope. */
  readonly scope: string;
  readonly verdict: RunVerdict;
  /** Id of the ticket that was just created: only this one is folded, so that many processes at once do not all fold all. Absent: every duplicate. */
  readonly own?: string;
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
 * What to do about duplicates after a create: keep the oldest open ticket of the key by (`createdAt`, `id`) and fold the others into it; the kept one
 * gets a note and a new state only for failed jobs that it did not name. Empty where there is nothing to fold. Tickets that are not ours are left alone.
 */
export function planFolds(existing: readonly Existing[], key: string, policy: Policy, context: FoldContext): readonly Operation[] {
  const { label, scope, verdict, own } = context;
  const tickets = survey(existing, scope, [key], policy.closed);
  const [keeper, ...others] = tickets.filter((ticket) => ticket.key === key && ticket.open && ticket.owned);
  const duplicates = others.filter((ticket) => own === undefined || ticket.existing.id === own);
  if (keeper === undefined || duplicates.length === 0) return [];
  const { state, news } = mergeStates(keeper, duplicates, verdict);
  const on = keeper.existing;
  const learns: readonly Operation[] =
    state === undefined || news.length === 0
      ? []
      : [
          ...noteNews(keeper, label, verdict, news),
          { kind: "update", key, label, on, changes: restated(keeper, state), reason: "A duplicate named more failed jobs." },
        ];
  return [...learns, ...foldAll(keeper, duplicates, label, policy)];
}

/** The note on the kept ticket for what only its duplicates named; none where that is nothing. */
export function noteNews({ existing: on, key }: Ticket, label: string, verdict: RunVerdict, news: readonly News[]): readonly Operation[] {
  if (news.length === 0) return [];
  const paragraphs = news.map(({ paragraph }) => paragraph);
  // The run may have a note of its own, so these notes are known by what they say.
  const once = paragraphs.map((paragraph) => paragraph.map(({ text }) => text).join("")).join("\n");
  return [{ kind: "note", key, label, on, run: runName(verdict), text: runNote(verdict, paragraphs), once }];
}

/** Marks each duplicate as one of the kept ticket, closed and archived. */
export function foldAll(keeper: Ticket, duplicates: readonly Ticket[], label: string, policy: Policy): readonly Operation[] {
  const { id, number } = keeper.existing;
  const into = number === undefined ? { id } : { id, number };
  return duplicates.map(({ existing: on, key }) => {
    const changes: Changes = { duplicateOf: id, status: closedStatus(policy), archived: true };
    return { kind: "fold", key, label, on, into, changes };
  });
}

/** The status that closes a ticket. */
export function closedStatus(policy: Policy): string {
  return policy.closed[0] ?? "DONE";
}

/** The state of the kept ticket with what its duplicates know. */
export function mergeStates(keeper: Ticket, duplicates: readonly Ticket[], verdict: RunVerdict): Merged {
  let state = keeper.state;
  const known = new Set(state?.jobs);
  const news: News[] = [];
  for (const duplicate of duplicates) {
    if (duplicate.state === undefined) continue;
    const jobs = duplicate.state.jobs.filter((hash) => !known.has(hash));
    for (const hash of jobs) known.add(hash);
    if (jobs.length > 0) news.push({ jobs, paragraph: foldParagraph(duplicate.existing, jobs, verdict.jobs) });
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
