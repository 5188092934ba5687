/** What changed since the release before: merged pull requests where commit messages name them, else commits. */
import type { Answer, Commit, Comparison, GitHub, Refused } from "../github/types.ts";
import type { Release } from "./release.ts";
import { type Shower, webUrl } from "./shown.ts";

/** The changes as a ticket shows them. */
export interface Changes {
  /** One line: what this is, or why there is nothing to show. */
  readonly title: string;
  /** One line each, newest first. */
  readonly lines: readonly string[];
  /** Of the comparison on the web; empty for none. */
  readonly url: string;
  readonly refusals: readonly Refused[];
}

const MOST_LINES = 40;
const TITLE_LENGTH = 150;

/** Asks what lies between the release before and this one. `url`: where the comparison can be looked at. */
export async function readChanges(github: GitHub, release: Release, url: string, shower: Shower): Promise<Changes> {
  const { earlier, tagged, tag, sha } = release;
  if (earlier === undefined) return { title: release.whyNoEarlier ?? "", lines: [], url: "", refusals: [] };
  const answer = await github.compare(earlier.tag, tagged === true ? tag : sha);
  const version = shower.line(earlier.version, 100);
  if (!answer.ok) return { title: whyUnknown(answer, version), lines: [], url, refusals: answer.why === "missing" ? [] : [answer] };
  const { lines, pulls } = changeLines(answer.value.commits, shower);
  const shown = lines.slice(0, MOST_LINES);
  const { total, commits } = answer.value;
  const left = lines.length - shown.length;
  const isPart = total > commits.length;
  const more = isPart ? [`- and more: GitHub lists ${commits.length} of ${total} commits`] : left > 0 ? [`- and ${left} more`] : [];
  return {
    title: titleOf(answer.value, version, pulls),
    lines: [...shown, ...more],
    url: webUrl(answer.value.url ?? "") || url,
    refusals: [],
  };
}

function whyUnknown(answer: Extract<Answer<unknown>, { readonly ok: false }>, version: string): string {
  if (answer.why === "missing") return `What changed since ${version} cannot be told: the two have no history in common.`;
  // What exactly GitHub said stands in the summary; here it would be another text with each run.
  if (answer.why === "forbidden")
    return `What changed since ${version} could not be read: \`${answer.permission ?? "contents: read"}\` is missing.`;
  return `What changed since ${version} could not be read.`;
}

function titleOf({ total, status }: Comparison, version: string, pulls: number): string {
  if (total === 0)
    return status === "behind" ? `Nothing has changed since ${version}; this release is older.` : `Nothing has changed since ${version}.`;
  const commits = total === 1 ? "1 commit" : `${total} commits`;
  const merged = pulls === 0 ? "" : `, ${pulls === 1 ? "1 pull request" : `${pulls} pull requests`}`;
  const rewritten = status === "diverged" ? "; history was rewritten or branched off, so some of that release is not in this one" : "";
  return `Changed since ${version} (${commits}${merged}${rewritten}):`;
}

interface Change {
  readonly pull?: number;
  readonly title: string;
  readonly merge: boolean;
  readonly sha: string;
}

/** Newest first, a pull request once. Where merge commits name pull requests, the commits beside them are those of their branches. */
function changeLines(commits: readonly Commit[], shower: Shower): { readonly lines: readonly string[]; readonly pulls: number } {
  const changes = commits.toReversed().map(changeOf);
  const pulls = new Map(changes.flatMap((change) => (change.pull === undefined ? [] : [[change.pull, change] as const])));
  const merges = changes.some(({ merge, pull }) => merge && pull !== undefined);
  const told = changes.filter((change) => (change.pull === undefined ? !change.merge && !merges : pulls.get(change.pull) === change));
  // A number or a hash stands first, so that no title can look like an item of the list.
  const lines = told.map(({ pull, title, sha }) =>
    `- ${pull === undefined ? sha.slice(0, 10) : `#${pull}`} ${shower.line(title, TITLE_LENGTH)}`.trimEnd(),
  );
  return { lines, pulls: pulls.size };
}

/** How GitHub writes the messages of merges and squashed pull requests. */
function changeOf({ message, sha }: Commit): Change {
  const [subject = "", ...rest] = message.split(/\r\n|\n|\r/);
  const merged = /^Merge pull request #(\d{1,9}) from /.exec(subject)?.[1];
  if (merged !== undefined) return { pull: Number(merged), title: rest.find((line) => line.trim() !== "") ?? subject, merge: true, sha };
  const [, title = "", squashed] = /^(.*?)\s*\(#(\d{1,9})\)\s*$/.exec(subject) ?? [];
  if (squashed !== undefined) return { pull: Number(squashed), title: title === "" ? subject : title, merge: false, sha };
  return { title: subject, merge: /^Merge (?:remote-tracking )?branch /.test(subject), sha };
}
