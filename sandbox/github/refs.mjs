// Names of commits: branches, tags, SHAs, and what lies between two of them.

/** @typedef {import("./types.d.mts").Scenario} Scenario */
/** @typedef {import("./types.d.mts").CommitData} CommitData */

/**
 * The commit a branch, tag or SHA names (`owner:branch` too; `heads/` and `tags/` say which, with `refs/` before them or not); `undefined` if
 * there is none.
 * @param {Scenario} scenario
 * @param {string} name
 * @returns {CommitData | undefined}
 */
export function resolveCommit(scenario, name) {
  const [, kind, of] = /^(?:refs\/)?(heads|tags)\/(.+)$/.exec(name) ?? [];
  const plain = (of ?? name).replace(/^[^/:]+:/, "");
  const refs = [...(kind === "tags" ? [] : scenario.branches), ...(kind === "heads" ? [] : scenario.tags)];
  const named = refs.find((ref) => ref.name === plain);
  if (kind !== undefined && named === undefined) return undefined;
  const sha = named?.sha ?? plain;
  return scenario.commits.find(
    (commit) => commit.sha === sha || (sha.length >= 7 && /^[0-9a-f]+$/.test(sha) && commit.sha.startsWith(sha)),
  );
}

/**
 * The commit and all its ancestors.
 * @param {Scenario} scenario
 * @param {CommitData} start
 */
function history(scenario, start) {
  const bySha = new Map(scenario.commits.map((commit) => [commit.sha, commit]));
  /** @type {Map<string, CommitData>} */
  const seen = new Map();
  const open = [start];
  for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
    if (seen.has(commit.sha)) continue;
    seen.set(commit.sha, commit);
    for (const sha of commit.parents) {
      const parent = bySha.get(sha);
      if (parent !== undefined) open.push(parent);
    }
  }
  return seen;
}

/** @param {CommitData} a @param {CommitData} b */
const byDate = (a, b) => Date.parse(a.date) - Date.parse(b.date);

/**
 * The commit and all its ancestors, newest first.
 * @param {Scenario} scenario
 * @param {CommitData} start
 */
export const ancestry = (scenario, start) => [...history(scenario, start).values()].toSorted((a, b) => byDate(b, a));

/**
 * What `compare/{base}...{head}` knows: commits only in head (oldest first), how many only in base, and the newest common ancestor.
 * @param {Scenario} scenario
 * @param {CommitData} base
 * @param {CommitData} head
 * @returns {{ ahead: CommitData[], behind: number, mergeBase: CommitData | undefined }}
 */
export function between(scenario, base, head) {
  const ofBase = history(scenario, base);
  const ofHead = history(scenario, head);
  const ahead = [...ofHead.values()].filter((commit) => !ofBase.has(commit.sha)).toSorted(byDate);
  const common = [...ofHead.values()].filter((commit) => ofBase.has(commit.sha)).toSorted(byDate);
  return { ahead, behind: [...ofBase.keys()].filter((sha) => !ofHead.has(sha)).length, mergeBase: common.at(-1) };
}
