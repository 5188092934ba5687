/** Sends marks to GitHub one after the other, in the pace that it asks for, and says what came of it. */
import type { Deps } from "../deps.ts";
import type { Aftermath } from "../errand.ts";
import type { Answer, Refused } from "../github/types.ts";
import type { Mark } from "./due.ts";

/** GitHub asks for a second between requests that make something: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const APART_MS = 1_000;
/** Marks that one run tries to leave. GitHub allows about 500 such requests an hour. */
const MOST_MARKS = 200;
/** Issues in a row that are refused with the same status: then it is not the issues. */
const ALIKE = 3;

/** What became of the marks of one kind. */
interface Tally {
  made: number;
  left: number;
  /** They wait, as the issue is locked. */
  locked: number;
  /** Issues in a row that were refused with the same status, and the last refusal of all. */
  alike: number;
  why?: Refused;
}

/** A sender for one run. */
export interface Sender {
  /** Whether the mark is there now. `ask` answers `false` where it was there before. */
  readonly send: (mark: Mark, ask: () => Promise<Answer<boolean>>) => Promise<boolean>;
  /** The issue takes no comment for the time being. */
  readonly hold: () => void;
  readonly said: (label: string) => Omit<Aftermath, "operations">;
}

/**
 * A refusal that says nothing about this one issue (a permission, a limit, GitHub itself) ends it for all marks, the same refusal for three issues in a row
 * for all marks of that kind. A later run goes on.
 */
export function createSender(deps: Deps): Sender {
  const tallies: Readonly<Record<Mark, Tally>> = { comment: fresh(), label: fresh() };
  let refused: Refused | undefined;
  let sent = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    send: async (mark, ask) => {
      const tally = tallies[mark];
      if (refused !== undefined || tally.alike >= ALIKE || sent >= MOST_MARKS) {
        tally.left += 1;
        return false;
      }
      const wait = last + APART_MS - deps.now();
      if (wait > 0) await deps.sleep(wait);
      const answer = await ask();
      last = deps.now();
      sent += 1;
      if (answer.ok) {
        tally.alike = 0;
        if (answer.value) tally.made += 1;
        return true;
      }
      tally.left += 1;
      if (!isOfIssue(answer)) refused = answer;
      else {
        tally.alike = tally.alike > 0 && tally.why?.status === answer.status ? tally.alike + 1 : 1;
        tally.why = answer;
      }
      return false;
    },
    hold: () => {
      tallies.comment.locked += 1;
    },
    said: (label) => saidOf(tallies, label, refused),
  };
}

function fresh(): Tally {
  return { made: 0, left: 0, locked: 0, alike: 0 };
}

/** An issue that is gone or locked by now says nothing about the others. */
function isOfIssue({ why, status }: Refused): boolean {
  return why === "missing" || status === 404;
}

function saidOf({ comment, label }: Readonly<Record<Mark, Tally>>, name: string, refused: Refused | undefined) {
  const issues = (count: number) => `${count} ${count === 1 ? "issue" : "issues"}`;
  const left = comment.left + label.left;
  const ending = [refused, ...[comment, label].map(({ alike, why }) => (alike < ALIKE ? undefined : why))].filter(
    (one) => one !== undefined,
  );
  const single = [comment, label].flatMap(({ alike, why }) => (alike < ALIKE && why !== undefined ? [` ${why.detail}`] : []));
  return {
    warnings: ending.map(({ detail }) => `Not every issue could be marked. ${detail}`),
    notes: [
      ...(label.made === 0 ? [] : [`The label \`${name}\` was set on ${issues(label.made)}.`]),
      ...(comment.made === 0 ? [] : [`${issues(comment.made)} got a comment with the link of the ticket.`]),
      ...(comment.locked === 0 ? [] : [`The comment on ${issues(comment.locked)} waits until the conversation there is unlocked.`]),
      ...(left === 0
        ? []
        : [`${left} more ${left === 1 ? "mark is" : "marks are"} to be left on issues; a later run goes on.${single.join("")}`]),
    ],
    permissions: [...new Set(ending.flatMap(({ permission }) => permission ?? []))],
  };
}
