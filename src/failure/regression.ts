/** The commits between the last green run (of a pull request: its base) and ours. */

import type { Answer, Comparison, GitHub, Refused } from "../github/types.ts";
import { oneLine } from "../tickets/text.ts";
import type { Greens } from "./history.ts";
import type { ReportedRun } from "./reported.ts";

/** A commit as a ticket shows it; clean, one line each. */
export interface Change {
  readonly sha: string;
  readonly subject: string;
  /** The plain name that git has, never a login. */
  readonly author?: string;
  readonly url: string;
}

/** Where the failure may have come in. */
export interface Regression {
  /**
   * `found`: commits lie between. `same`: the same commit was green before. `never`: there is no green run. `rewritten`: the green commit is
   * no ancestor of ours. `unknown`: GitHub did not say.
   */
  readonly kind: "found" | "same" | "never" | "rewritten" | "unknown";
  /** The newest green run before; absent for pull requests, which are compared with their base. */
  readonly green?: { readonly number: number; readonly url: string; readonly sha: string; readonly at: string };
  readonly compareUrl?: string;
  /** The newest, at most 20, in the order of history. */
  readonly commits: readonly Change[];
  /** How many there are in all. */
  readonly total: number;
  /** Changed files, at most the 300 that GitHub names. */
  readonly files?: readonly string[];
  /** Says so in one sentence where it is not `found`. */
  readonly sentence?: string;
}

/** Commits that a ticket shows. */
const SHOWN = 20;

/** A commit with a subject and an author that are fit to be shown. */
export function changeOf(
  commit: { readonly sha: string; readonly message: string; readonly author?: string },
  repositoryUrl: string,
): Change {
  const [subject = ""] = commit.message.trimStart().split("\n", 1);
  const author = oneLine(commit.author ?? "", 100);
  return {
    sha: commit.sha,
    // Cut to its place only when it has been looked through for secrets.
    subject: oneLine(subject, 4096),
    ...(author === "" ? {} : { author }),
    url: `${repositoryUrl}/commit/${encodeURIComponent(commit.sha)}`,
  };
}

/** What was compared, and what GitHub said where it refused. */
export interface Looked {
  readonly regression: Regression;
  readonly refused?: Refused;
}

const nothing = { commits: [], total: 0 } as const;

/** The commits between the last green run (of a pull request: its base) and ours. */
export async function findRegression(github: GitHub, run: ReportedRun, greens: Answer<Greens>): Promise<Looked> {
  if (run.ref.kind === "pull") {
    const base = run.base ?? run.defaultBranch;
    if (base === undefined) return unknown("The target of the pull request is not known.");
    return compare(github, run, base, {});
  }
  if (!greens.ok) return unknown("Whether the workflow was green before could not be read.");
  const { before, inDoubt } = greens.value;
  if (before === undefined && inDoubt === true)
    return unknown("Whether an earlier tag was green is not known: branches have names like it.");
  if (before === undefined) {
    const where = run.ref.kind === "tag" ? `for a tag (event ${run.event})` : `on ${oneLine(run.ref.name, 200)} (event ${run.event})`;
    return { regression: { kind: "never", ...nothing, sentence: `This workflow was never green ${where}, as far as GitHub lists.` } };
  }
  const green = { number: before.run_number, url: before.html_url, sha: before.head_sha, at: before.run_started_at ?? before.created_at };
  if (before.head_sha === run.headSha) {
    return { regression: { kind: "same", green, ...nothing, sentence: `Run ${green.number} was green on the same commit.` } };
  }
  return compare(github, run, before.head_sha, { green });
}

function unknown(sentence: string): Looked {
  return { regression: { kind: "unknown", ...nothing, sentence } };
}

async function compare(github: GitHub, run: ReportedRun, base: string, about: Pick<Regression, "green">): Promise<Looked> {
  const compareUrl = `${run.repositoryUrl}/compare/${encodeURIComponent(base.toWellFormed())}...${encodeURIComponent(run.headSha)}`;
  const known = { ...about, compareUrl };
  const answer = await github.compare(base, run.headSha);
  if (answer.ok) return { regression: compared(answer.value, run, known) };
  if (answer.why === "missing" || (answer.status === 404 && (await github.commit(run.headSha)).ok)) {
    return {
      regression: { kind: "rewritten", ...about, ...nothing, sentence: "History was rewritten: the commit to compare with is gone." },
    };
  }
  return { regression: { kind: "unknown", ...known, ...nothing, sentence: "The commits since then could not be read." }, refused: answer };
}

function compared(found: Comparison, run: ReportedRun, known: Pick<Regression, "green" | "compareUrl">): Regression {
  const commits = found.commits.slice(-SHOWN).map((commit) => changeOf(commit, run.repositoryUrl));
  const whole = { ...known, commits, total: Math.max(found.total, commits.length), files: found.files };
  // The base of a pull request moves on, so there "diverged" is the normal case and says nothing.
  if (run.ref.kind === "pull" || found.status === "ahead" || found.status === "identical") return { kind: "found", ...whole };
  const sentence = "History was rewritten: the last green commit is no ancestor of this one.";
  return { kind: "rewritten", ...whole, sentence };
}
