/** Sorts issues into subjects, one after the other, so that no text of an issue outlives its page. */
import type { Issue } from "../github/issues.ts";
import { draftAsIs } from "../tickets/draft.ts";
import { issueKey } from "../tickets/identity.ts";
import type { Ticket } from "../tickets/ours.ts";
import type { Subject } from "../tickets/subject.ts";
import { allowanceOf, type Course, writesText } from "../tickets/subject-course.ts";
import { draftOf } from "./draft.ts";
import { duePairs, type Mark } from "./due.ts";
import type { Scene } from "./scene.ts";
import { type Gone, goneSentence } from "./sentences.ts";
import { common, issueName, type Known, type Markable, markableOf, whyHeld, whyNone } from "./subjects.ts";
import { issueText } from "./text.ts";
import { judgeIssue, type Verdict } from "./verdict.ts";

/** Texts of tickets that one run writes anew: a new template changes those of all, and a later run goes on. */
const MOST_TEXTS = 500;

/** What became of the issues so far. */
export interface Sorted {
  readonly subjects: readonly Subject[];
  readonly markables: readonly Markable[];
  readonly notes: readonly string[];
  readonly redacted: number;
}

/** Takes issues and says what their tickets should be. */
export interface Sorter {
  /** Whether filter and rules are asked about an issue: not about one that is closed and whose ticket is not written. */
  readonly judges: (issue: Issue) => boolean;
  readonly take: (issue: Issue) => void;
  /** An issue that is not there any more, and its ticket. */
  readonly lose: (number: number, ticket: Ticket, gone: Gone) => void;
  readonly sorted: () => Sorted;
}

/** What is being sorted, and what came of it so far. */
interface Sorting {
  readonly scene: Scene;
  readonly known: Known;
  /** The run is about one issue, so it is said why that one gets no ticket. Of thousands it is counted. */
  readonly isLone: boolean;
  readonly subjects: Subject[];
  readonly markables: Markable[];
  readonly notes: Set<string>;
  /** Whether one more new ticket is allowed, as the plan counts them. */
  readonly mayMake: () => boolean;
  readonly count: Record<"all" | "open" | "filtered" | "skipped" | "undecided" | "texts" | "redacted", number>;
}

/** A sorter for one run. */
export function createSorter(scene: Scene, known: Known, { isLone = false }: { readonly isLone?: boolean } = {}): Sorter {
  const count = { all: 0, open: 0, filtered: 0, skipped: 0, undecided: 0, texts: 0, redacted: 0 };
  const sorting: Sorting = {
    scene,
    known,
    isLone,
    subjects: [],
    markables: [],
    notes: new Set(),
    mayMake: allowanceOf(known.policy),
    count,
  };
  const { subjects, markables, notes } = sorting;
  return {
    judges: (issue) => issue.state === "open" || writesText(courseOfClosed(known, issue, issueKey(scene.repository, issue.number))),
    take: (issue) => {
      count.all += 1;
      if (issue.state === "open") count.open += 1;
      const key = issueKey(scene.repository, issue.number);
      const ticket = known.of(key);
      if (ticket === undefined) takeNew(sorting, issue, key);
      else if (issue.state === "closed") takeClosed(sorting, issue, key, ticket);
      else takeOpen(sorting, issue, key, ticket);
    },
    lose: (number, ticket, gone) => {
      const { key, state } = ticket;
      const turn = { closed: goneSentence(number, gone), open: "", closedIsUnlike: true };
      const label = issueName(number);
      subjects.push({ key, label, is: "closed", draft: draftAsIs(ticket), stale: false, signature: state?.signature ?? "", turn });
    },
    sorted: () => ({ subjects, markables, notes: [...(isLone ? [] : countNotes(count)), ...notes], redacted: count.redacted }),
  };
}

function takeNew(sorting: Sorting, issue: Issue, key: string): void {
  const { scene, known, subjects, markables, count } = sorting;
  if (issue.state === "closed") return;
  const verdict = judged(sorting, issue);
  const subject = common(issue, key, scene);
  const none = whyNone(verdict, subject.label);
  if (none !== undefined) {
    count[verdict.unwanted === undefined ? "undecided" : verdict.unwanted === "filter" ? "filtered" : "skipped"] += 1;
    if (sorting.isLone) subjects.push({ ...subject, draft: draftOf(issue, verdict.effects, scene, undefined), stale: false, hold: none });
    return;
  }
  // Where none is made nobody reads the text.
  const isMade = known.courseOf(subject).kind === "create" && sorting.mayMake();
  const text = isMade ? textOf(sorting, issue) : undefined;
  const markable = markableOf(issue, key, scene);
  const marks: readonly Mark[] = [
    ...(scene.config.mark.comment ? (["comment"] as const) : []),
    ...(markable.lacksLabel ? (["label"] as const) : []),
  ];
  subjects.push({ ...subject, draft: draftOf(issue, verdict.effects, scene, text), stale: false, extra: duePairs(marks) });
  markables.push(markable);
}

function takeClosed(sorting: Sorting, issue: Issue, key: string, ticket: Ticket): void {
  const { scene, known, subjects } = sorting;
  const subject = common(issue, key, scene);
  const asItIs: Subject = { ...subject, draft: draftAsIs(ticket), stale: false };
  const course = courseOfClosed(known, issue, key);
  if (!writesText(course)) return void subjects.push(asItIs);
  const verdict = judged(sorting, issue);
  // Where the state line cannot be read the plan writes the text in any case.
  if (whyHeld(verdict, subject.label) !== undefined && ticket.state !== undefined) return void subjects.push(asItIs);
  subjects.push({ ...subject, ...draftWith(sorting, issue, verdict, isStale(sorting, subject, ticket, course)) });
}

function takeOpen(sorting: Sorting, issue: Issue, key: string, ticket: Ticket): void {
  const { scene, known, subjects, markables } = sorting;
  const verdict = judged(sorting, issue);
  const plain = common(issue, key, scene);
  const hold = whyHeld(verdict, plain.label);
  const subject = hold === undefined ? plain : { ...plain, hold };
  subjects.push({ ...subject, ...draftWith(sorting, issue, verdict, isStale(sorting, subject, ticket, known.courseOf(subject))) });
  if (hold === undefined && !ticket.existing.archived) markables.push(markableOf(issue, key, scene));
}

/** What the plan does about an issue that is closed, whatever filter and rules say. */
function courseOfClosed(known: Known, { number }: Issue, key: string): Course {
  return known.courseOf({ key, label: issueName(number), is: "closed" });
}

/** Whether the ticket's text is to be written anew in this run. */
function isStale({ count }: Sorting, { signature }: Pick<Subject, "signature">, { state }: Ticket, course: Course): boolean {
  if (state?.signature === signature || !writesText(course)) return false;
  count.texts += 1;
  return count.texts <= MOST_TEXTS || state === undefined;
}

function draftWith(sorting: Sorting, issue: Issue, { effects }: Verdict, stale: boolean): Pick<Subject, "draft" | "stale"> {
  return { draft: draftOf(issue, effects, sorting.scene, stale ? textOf(sorting, issue) : undefined), stale };
}

/** The verdict on an issue; what was not known is kept to be said. */
function judged({ scene, notes }: Sorting, issue: Issue): Verdict {
  const verdict = judgeIssue(issue, scene);
  for (const note of verdict.notes) notes.add(note);
  return verdict;
}

/** The text of a ticket that is to be written, counted. */
function textOf({ scene, count }: Sorting, issue: Issue): string {
  const { text, redacted } = issueText(issue.body, scene);
  count.redacted += redacted;
  return text;
}

function countNotes({ all, open, filtered, skipped, undecided, texts }: Sorting["count"]): readonly string[] {
  const looked =
    all === 1 ? `1 issue looked at; it is ${open === 1 ? "open" : "closed"}.` : `${all} issues looked at, ${open} of them open.`;
  const some = (count: number, words: string) => (count === 0 ? [] : [`${count} open ${count === 1 ? "issue" : "issues"} ${words}`]);
  return [
    all === 0 ? "There is no issue to look at." : looked,
    ...some(filtered, "without a ticket: not what `triage.issues` asks for."),
    ...some(skipped, "without a ticket: a rule with `skip`."),
    ...some(
      undecided,
      "without a ticket for now: it is not known whether a rule with `skip` is about them, since its pattern ran out of time.",
    ),
    ...(texts > MOST_TEXTS ? [`The texts of ${texts - MOST_TEXTS} more tickets have changed; a later run writes them.`] : []),
  ];
}
