/** From issues to what their tickets should be, one issue after the other, so that no text of an issue outlives its page. */
import type { Issue } from "../github/issues.ts";
import { groupBy } from "../tickets/group.ts";
import { hash, issueKey } from "../tickets/identity.ts";
import { muted, survey, type Ticket } from "../tickets/ours.ts";
import { standing } from "../tickets/plan-subjects.ts";
import { writeSignature } from "../tickets/state.ts";
import { variablesOf } from "../tickets/templates.ts";
import type { Existing, Subject } from "../tickets/types.ts";
import { draftOf, unchangedDraft } from "./draft.ts";
import { duePairs } from "./due.ts";
import type { Scene } from "./scene.ts";
import { closedSentence, type Gone, goneSentence, reopenedSentence } from "./sentences.ts";
import { issueText } from "./text.ts";
import { judgeIssue, labelsOf, type Verdict } from "./verdict.ts";

/** Texts of tickets that one run writes anew: a new template changes those of all, and a later run goes on. */
const MOST_TEXTS = 500;

/** An open issue that is to have our marks, if it has a ticket in the end. */
export interface Markable {
  readonly key: string;
  readonly number: number;
  /** It takes no comments. */
  readonly locked: boolean;
  readonly lacksLabel: boolean;
}

/** The tickets that there are, as far as issues are about them. */
export interface Known {
  /** By key, oldest first. */
  readonly tickets: ReadonlyMap<string, readonly Ticket[]>;
  /** The one that stands for a key. */
  readonly of: (key: string) => Ticket | undefined;
}

/** What became of the issues so far. */
export interface Sorted {
  readonly subjects: readonly Subject[];
  readonly markables: readonly Markable[];
  readonly notes: readonly string[];
  readonly redacted: number;
}

/** Takes issues and says what their tickets should be. */
export interface Sorter {
  /** Whether filter and rules are asked about an issue: not about one that is closed, and so is its ticket. */
  readonly judges: (issue: Issue) => boolean;
  readonly take: (issue: Issue) => void;
  /** An issue that is not there any more, and its ticket. */
  readonly lose: (number: number, ticket: Ticket, gone: Gone) => void;
  readonly sorted: () => Sorted;
}

/** Looks through the listed tickets. `keys`: beside the scope, whose tickets count. */
export function knownTickets(existing: readonly Existing[], scene: Scene, keys: readonly string[], closed: readonly string[]): Known {
  const tickets = groupBy(survey(existing, scene.scope, keys, closed), ({ key }) => key);
  return { tickets, of: (key) => standing(tickets.get(key) ?? []) };
}

/** A sorter for one run. */
export function createSorter(scene: Scene, known: Known): Sorter {
  const subjects: Subject[] = [];
  const markables: Markable[] = [];
  const notes = new Set<string>();
  const count = { all: 0, open: 0, filtered: 0, skipped: 0, undecided: 0, made: 0, texts: 0, redacted: 0 };

  /** The text of a ticket that is to be written, counted. */
  const textOf = (issue: Issue) => {
    const { text, redacted } = issueText(issue.body, scene);
    count.redacted += redacted;
    return text;
  };

  const takeNew = (issue: Issue, key: string): void => {
    if (issue.state === "closed") return;
    const verdict = judgeIssue(issue, scene);
    for (const note of verdict.notes) notes.add(note);
    if (verdict.unwanted !== undefined) count[verdict.unwanted === "filter" ? "filtered" : "skipped"] += 1;
    else if (verdict.perhapsSkipped) count.undecided += 1;
    if (verdict.unwanted !== undefined || verdict.perhapsSkipped) return;
    // A silenced one gets no ticket and takes no place.
    if (muted(known.tickets.get(key) ?? [], key) === undefined) count.made += 1;
    // Beyond `max-tickets` none is made, and nobody reads the text.
    const text = count.made <= scene.config["max-tickets"] ? textOf(issue) : undefined;
    const markable = markableOf(issue, key, scene);
    const extra = duePairs([
      ...(scene.config.mark.comment ? (["comment"] as const) : []),
      ...(markable.lacksLabel ? (["label"] as const) : []),
    ]);
    subjects.push({ ...common(issue, key, scene), draft: draftOf(issue, verdict.effects, scene, text), stale: false, extra });
    markables.push(markable);
  };

  const takeKnown = (issue: Issue, key: string, ticket: Ticket): void => {
    const subject = common(issue, key, scene);
    if (issue.state === "closed" && !ticket.open) return void subjects.push({ ...subject, draft: unchangedDraft(ticket), stale: false });
    const verdict = judgeIssue(issue, scene);
    for (const note of verdict.notes) notes.add(note);
    const hold = whyHeld(verdict);
    // Where the state line cannot be read the plan writes the text in any case.
    if (issue.state === "closed" && hold !== undefined && ticket.state !== undefined)
      return void subjects.push({ ...subject, draft: unchangedDraft(ticket), stale: false });
    const changed = ticket.state?.signature !== subject.signature && isWritten(issue, ticket, scene, hold !== undefined);
    if (changed) count.texts += 1;
    const stale = changed && (count.texts <= MOST_TEXTS || ticket.state === undefined);
    const draft = draftOf(issue, verdict.effects, scene, stale ? textOf(issue) : undefined);
    subjects.push({ ...subject, draft, stale, ...(hold === undefined ? {} : { hold }) });
    if (issue.state === "open" && hold === undefined && !ticket.existing.archived) markables.push(markableOf(issue, key, scene));
  };

  return {
    judges: ({ state, number }) => state === "open" || known.of(issueKey(scene.repository, number))?.open === true,
    take: (issue) => {
      count.all += 1;
      if (issue.state === "open") count.open += 1;
      const key = issueKey(scene.repository, issue.number);
      const ticket = known.of(key);
      if (ticket === undefined) takeNew(issue, key);
      else takeKnown(issue, key, ticket);
    },
    lose: (number, ticket, gone) => {
      const closed = goneSentence(number, gone);
      const { key } = ticket;
      const turn = { closed, open: "" };
      const signature = ticket.state?.signature ?? "";
      subjects.push({ key, label: `issue #${number}`, is: "closed", draft: unchangedDraft(ticket), stale: false, signature, turn });
    },
    sorted: () => ({ subjects, markables, notes: [...countNotes(count), ...notes], redacted: count.redacted }),
  };
}

/** What does not depend on filter and rules. */
function common(issue: Issue, key: string, scene: Scene): Omit<Subject, "draft" | "stale"> {
  return {
    key,
    label: `issue #${issue.number}`,
    is: issue.state,
    signature: signatureOf(issue, scene),
    turn: { closed: closedSentence(issue), open: reopenedSentence(issue.number) },
  };
}

/** Of what the ticket's text says: numbers that change all the time do not count. */
function signatureOf(issue: Issue, scene: Scene): string {
  const template = scene.ticket.description ?? "";
  const parts = [
    `title ${issue.title}`,
    ...labelsOf(issue, scene).map((label) => `label ${label}`),
    `milestone ${issue.milestone ?? ""}`,
    `text ${hash(issue.body, 12)}`,
    `template ${hash(template, 12)}`,
    ...(variablesOf(template).includes("state") ? [`state ${issue.state}`] : []),
  ];
  return writeSignature(parts, "", "none");
}

/** Whether the plan writes the ticket's text, if that is not what it should be: as `planSubjects` decides. */
function isWritten(issue: Issue, ticket: Ticket, { config }: Scene, isHeld: boolean): boolean {
  const wasClosed = ticket.state?.subject === "closed";
  if (!ticket.owned || ticket.existing.archived) return false;
  if (issue.state === "closed") return ticket.open && config["close-with-issue"] && !wasClosed;
  return !isHeld && (ticket.open || wasClosed);
}

function whyHeld({ unsure, unwanted }: Verdict): string | undefined {
  if (unsure) return "A pattern ran out of time, so it is not known what its ticket should be.";
  if (unwanted === undefined) return undefined;
  const why = unwanted === "filter" ? "It does not match `triage.issues` any more" : `Rule ${unwanted} wants no ticket for it`;
  return `${why}; the one that is there is left as it is.`;
}

function markableOf(issue: Issue, key: string, { config }: Scene): Markable {
  const label = config.mark.label.toLowerCase();
  const lacksLabel = label !== "" && !issue.labels.some((one) => one.toLowerCase() === label);
  return { key, number: issue.number, locked: issue.locked, lacksLabel };
}

type Counts = Readonly<Record<"all" | "open" | "filtered" | "skipped" | "undecided" | "texts", number>>;

function countNotes({ all, open, filtered, skipped, undecided, texts }: Counts): readonly string[] {
  const some = (count: number, words: string) => (count === 0 ? [] : [`${count} open ${count === 1 ? "issue" : "issues"} ${words}`]);
  return [
    `${all} ${all === 1 ? "issue" : "issues"} looked at, ${open} of them open.`,
    ...some(filtered, "without a ticket: not what `triage.issues` asks for."),
    ...some(skipped, "without a ticket: a rule with `skip`."),
    ...some(
      undecided,
      "without a ticket for now: it is not known whether a rule with `skip` is about them, since its pattern ran out of time.",
    ),
    ...(texts > MOST_TEXTS ? [`The texts of ${texts - MOST_TEXTS} more tickets have changed; a later run writes them.`] : []),
  ];
}
