/** The issues of the repository, page by page, and those that are asked for one by one. */
import { type ErrorCode, TicketError } from "../errors.ts";
import type { Cursor, Issue, Issues } from "../github/issues.ts";
import type { GitHub, Refused } from "../github/types.ts";
import { issueKey } from "../tickets/identity.ts";
import type { Ticket } from "../tickets/ours.ts";
import type { Scene } from "./scene.ts";
import type { Gone } from "./sentences.ts";
import type { Sorter } from "./sorter.ts";
import type { Known } from "./subjects.ts";
import { prepare } from "./verdict.ts";

/** 30,000 issues and pull requests; GitHub allows a repository's token 1,000 requests an hour. */
const MOST_PAGES = 300;
/** Where that is not all: of open ones, from the newest on. */
const MOST_NEWEST_PAGES = 100;
/** Tickets whose issue is asked for by itself, as it is not in the list. */
const MOST_MISSING = 50;

/** What the reading left to say. */
export interface Reading {
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
  readonly permissions: readonly string[];
}

/**
 * Reads the whole list, oldest first, and gives every issue to the sorter, once. Then asks for the issues of open tickets that were not in it. Where the list
 * is too long for a run, or `isLate` says that half of the time is over, the newest open issues are read instead of the rest. A page that is refused ends the
 * reading. Then nothing is concluded of what was not seen. Throws `TicketError` where there is not even a first page.
 */
export async function readIssues(github: GitHub, scene: Scene, known: Known, sorter: Sorter, isLate: () => boolean): Promise<Reading> {
  const seen = new Set<number>();
  let cursor: Cursor | undefined;
  for (let pages = 0; ; pages += 1) {
    if (pages === MOST_PAGES || (pages > 0 && isLate())) return readNewest(github.issues, scene, sorter, seen);
    const answer = await github.issues.page(cursor);
    if (!answer.ok && pages === 0) throw unreadable(answer);
    if (!answer.ok) return told(`Only the oldest ${seen.size} issues and pull requests were looked at. ${answer.detail}`);
    const { issues, next } = answer.value;
    takeFresh(issues, scene, sorter, seen);
    if (next === undefined) return readMissing(github.issues, scene, known, sorter, seen);
    cursor = next;
  }
}

/** Every run begins with the oldest, so without this a new issue of a huge repository would never be seen. */
async function readNewest(issues: Issues, scene: Scene, sorter: Sorter, seen: Set<number>): Promise<Reading> {
  const oldest = seen.size;
  const say = (what: string) =>
    told(
      `There are more issues than a run can read: of those after the oldest ${oldest} issues and pull requests only ${what} were looked at.`,
    );
  let cursor: Cursor | undefined;
  for (let pages = 0; pages < MOST_NEWEST_PAGES; pages += 1) {
    const answer = await issues.newest(cursor);
    if (!answer.ok) return told(...say(`the newest ${seen.size - oldest} open ones`).warnings, answer.detail);
    const isWhole = takeFresh(answer.value.issues, scene, sorter, seen) < answer.value.issues.length;
    if (isWhole || answer.value.next === undefined) return say("the open ones");
    cursor = answer.value.next;
  }
  return say(`the newest ${seen.size - oldest} open ones`);
}

/** Takes those that were not seen before, and answers how many they are: a page may repeat some of another, where an issue was moved here meanwhile. */
function takeFresh(issues: readonly Issue[], scene: Scene, sorter: Sorter, seen: Set<number>): number {
  const fresh = issues.filter(({ number }) => !seen.has(number));
  for (const { number } of fresh) seen.add(number);
  takeAll(fresh, scene, sorter);
  return fresh.length;
}

/** Judges issues together, so that the patterns of all of them are tried at once. */
export function takeAll(found: readonly Issue[], scene: Scene, sorter: Sorter): void {
  const issues = found.filter(({ isPull }) => !isPull);
  prepare(issues.filter(sorter.judges), scene);
  for (const issue of issues) sorter.take(issue);
}

/** An issue that is not in the list was deleted or transferred, or slipped through while pages were read: one that is there after all is one like the others. */
async function readMissing(issues: Issues, scene: Scene, known: Known, sorter: Sorter, seen: ReadonlySet<number>): Promise<Reading> {
  const missing = missingIssues(scene, known, seen);
  const warnings: string[] = [];
  for (const [index, [number, ticket]] of missing.slice(0, MOST_MISSING).entries()) {
    const answer = await issues.one(number);
    if (answer.ok && "number" in answer.value) takeAll([answer.value], scene, sorter);
    else if (answer.ok || answer.why === "missing") sorter.lose(number, ticket, goneOf(answer));
    else warnings.push(`What became of issue #${number} is not known. ${answer.detail}`);
    // What keeps this answer from us keeps all of them.
    if (!answer.ok && (answer.why === "limited" || answer.why === "unavailable")) return unasked(missing.length - index - 1, warnings);
  }
  return unasked(missing.length - MOST_MISSING, warnings);
}

function unasked(more: number, warnings: readonly string[]): Reading {
  const notes =
    more > 0
      ? [
          `${more} more ${more === 1 ? "ticket is of an issue that is" : "tickets are of issues that are"} not in the list; a later run asks.`,
        ]
      : [];
  return { warnings, notes, permissions: [] };
}

/** How an issue went: 410 is a deleted one, 404 may be either (https://docs.github.com/rest/issues/issues#get-an-issue). */
export function goneOf(answer: Awaited<ReturnType<Issues["one"]>>): Gone {
  if (!answer.ok) return answer.status === 410 ? { how: "deleted" } : { how: "unseen" };
  const url = "movedTo" in answer.value ? answer.value.movedTo.url : undefined;
  return { how: "transferred", ...(url === undefined ? {} : { url }) };
}

/** The open tickets of issues that were not seen, and that would be closed with them. */
function missingIssues(scene: Scene, known: Known, seen: ReadonlySet<number>): readonly (readonly [number, Ticket])[] {
  if (!scene.config["close-with-issue"]) return [];
  return [...known.tickets.keys()].flatMap((key) => {
    const number = Number(/^gh-issue-(\d{1,15})-/.exec(key)?.[1] ?? 0);
    const ticket = known.of(key);
    const isOurs = number > 0 && issueKey(scene.repository, number) === key;
    const closes = ticket?.open === true && ticket.state?.subject !== "closed";
    return isOurs && closes && !seen.has(number) ? [[number, ticket] as const] : [];
  });
}

const CODES: Readonly<Record<Refused["why"], ErrorCode>> = {
  forbidden: "PERMISSION",
  missing: "NOT_FOUND",
  unavailable: "UNAVAILABLE",
  limited: "RATE_LIMIT",
};

const NEXT: Readonly<Record<Refused["why"], string>> = {
  forbidden: "Check the input `github-token`.",
  missing: "Look whether the repository has issues turned on in its settings.",
  unavailable: "Run it again later.",
  limited: "Run it again when the limit is over; a schedule does so by itself.",
};

/** Nothing is written where no issue could be seen. */
function unreadable({ why, permission, detail }: Refused): TicketError {
  const next =
    permission === undefined
      ? NEXT[why]
      : "Give the job `permissions: { contents: read, issues: read }`, with `issues: write` where `triage.mark` is used.";
  return new TicketError(CODES[why], `The issues could not be listed, so nothing was done. ${detail}`, next);
}

function told(...sentences: readonly string[]): Reading {
  return { warnings: [sentences.join(" ")], notes: [], permissions: [] };
}
