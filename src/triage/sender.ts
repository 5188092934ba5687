/** Sends marks to GitHub one after the other, in the pace that it asks for, and says what came of it. */
import type { Deps } from "../deps.ts";
import type { Aftermath } from "../errand.ts";
import type { Answer, Refused } from "../github/types.ts";
import type { Mark } from "./due.ts";
import { issueCount } from "./sentences.ts";

/** GitHub asks for a second between requests that make something: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const APART_MS = 1_000;
/** Marks that one run tries to leave. GitHub allows about 500 such requests an hour. */
export const MOST_MARKS = 200;
/** Issues in a row that are refused with the same status: then it is not the issues. */
const ALIKE = 3;

/** What became of the marks of one kind. */
interface Tally {
  made: number;
  /** Issues that still lack it. */
  readonly left: Set<number>;
  /** They wait, as the issue is locked. */
  locked: number;
  /** Issues in a row that were refused with the same status, and the last refusal of all. */
  alike: number;
  why?: Refused;
}

type Tallies = Readonly<Record<Mark, Tally>>;

/** A sender for one run. */
export interface Sender {
  /** Whether the mark is there now. `ask` answers `false` where it was there before. */
  readonly send: (mark: Mark, issue: number, ask: () => Promise<Answer<boolean>>) => Promise<boolean>;
  /** The issue takes no comment for the time being. */
  readonly hold: () => void;
  readonly said: (label: string) => Omit<Aftermath, "operations">;
}

/**
 * A refusal that says nothing about this one issue (a permission, a limit, GitHub itself) ends it for all marks, the same refusal for three issues in a row
 * for all marks of that kind. A later run goes on.
 */
export function createSender(deps: Deps): Sender {
  const tallies: Tallies = { comment: fresh(), label: fresh() };
  let refused: Refused | undefined;
  let sent = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    send: async (mark, issue, ask) => {
      const tally = tallies[mark];
      if (refused !== undefined || tally.alike >= ALIKE || sent >= MOST_MARKS) {
        tally.left.add(issue);
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
      tally.left.add(issue);
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
  return { made: 0, left: new Set(), locked: 0, alike: 0 };
}

/** An issue that is gone or locked by now says nothing about the others. */
function isOfIssue({ why, status }: Refused): boolean {
  return why === "missing" || status === 404;
}

function saidOf(tallies: Tallies, name: string, refused: Refused | undefined): Omit<Aftermath, "operations"> {
  const { comment, label } = tallies;
  const ending = [refused, ...[comment, label].map(({ alike, why }) => (alike < ALIKE ? undefined : why))].filter(
    (one) => one !== undefined,
  );
  const single = [comment, label].flatMap(({ alike, why }) => (alike < ALIKE && why !== undefined ? [why] : []));
  const permissions = [...new Set(ending.flatMap(({ permission }) => permission ?? []))];
  const next = permissions.length > 0 ? "They are left once it is granted." : "A later run tries again.";
  const left = leftText(tallies, [...ending, ...single].map(({ detail }) => ` ${detail}`).join(""), next);
  return {
    warnings: ending.length === 0 ? [] : left,
    notes: [
      ...(label.made === 0 ? [] : [`The label \`${name}\` was set on ${issueCount(label.made)}.`]),
      ...(comment.made === 0 ? [] : [`${issueCount(comment.made)} got a comment with the link of the ticket.`]),
      ...(comment.locked === 0 ? [] : [`The comment on ${issueCount(comment.locked)} waits until the conversation there is unlocked.`]),
      ...(ending.length === 0 ? left : []),
    ],
    permissions,
  };
}

/** What could not be left, why, and what comes next; nothing where all could. */
function leftText({ comment, label }: Tallies, why: string, next: string): readonly string[] {
  const issues = new Set([...comment.left, ...label.left]).size;
  if (issues === 0) return [];
  const words = [...(label.left.size === 0 ? [] : ["label"]), ...(comment.left.size === 0 ? [] : ["comment"])];
  const isNone = comment.made + label.made === 0;
  const what = isNone
    ? `No ${words.join(" and no ")} could be left on ${issueCount(issues)}.`
    : `${issueCount(issues)} still ${issues === 1 ? "waits" : "wait"} for a ${words.join(" or a ")}.`;
  return [`${what}${why} ${next}`];
}
