/** What the payload leaves open about a run and one request can tell: whether its ref is a tag, and which pull request it is of. */

import type { GitHub, Pull, Refused } from "../github/types.ts";
import { branchRef, tagRef } from "./ref.ts";
import type { ReportedRun } from "./reported.ts";

/** The run as it is known now, and what GitHub said where it refused. */
export interface Settled {
  readonly run: ReportedRun;
  readonly refused?: Refused;
}

/**
 * Tells a tag from a branch where GitHub gave a name only. No request where that is known. A tag that points at another commit by now is
 * taken for a branch; so is everything when GitHub refuses.
 */
export async function settleRef(github: GitHub, run: ReportedRun): Promise<Settled> {
  const { ref } = run;
  if (!ref.uncertain) return { run };
  const tag = await github.tag(ref.name);
  if (tag.ok && tag.value === run.headSha) return { run: { ...run, ref: tagRef(ref.name) } };
  const branch = { ...run, ref: branchRef(ref.name, run.defaultBranch) };
  // To have no such tag is the usual answer, and not knowing whether there is one costs nothing but certainty about a name.
  return tag.ok || tag.why === "missing" ? { run: branch } : { run: branch, refused: tag };
}

/**
 * Finds the pull request. Of a run of one the payload names it, unless it comes from a fork; then its target is needed to compare with, so
 * it is always asked for. Of a run on a branch it is asked for only when `wanted`.
 */
export async function settlePull(github: GitHub, run: ReportedRun, wanted: boolean): Promise<Settled> {
  if (run.pull !== undefined || run.headSha === "") return { run };
  const home = run.headRepository;
  if (run.ref.kind === "pull") {
    if (home === undefined) return { run };
    const pulls = await github.pullsOfHead(home.slice(0, home.indexOf("/")), run.ref.name);
    if (!pulls.ok) return { run, refused: pulls };
    const ours = pulls.value.filter(
      (pull) => pull.headRepository === undefined || pull.headRepository.toLowerCase() === home.toLowerCase(),
    );
    const found = ours.find((pull) => pull.headSha === run.headSha) ?? ours.find((pull) => pull.state === "open");
    return { run: found === undefined ? run : { ...withPull(run, found), base: found.base } };
  }
  if (!wanted || run.ref.kind !== "branch") return { run };
  const pulls = await github.pullsOfCommit(run.headSha);
  if (!pulls.ok) return { run, refused: pulls };
  const found = pulls.value.find((pull) => pull.headSha === run.headSha && pull.state === "open") ?? pulls.value[0];
  return { run: found === undefined ? run : withPull(run, found) };
}

function withPull(run: ReportedRun, { number }: Pull): ReportedRun {
  return { ...run, pull: { number, url: `${run.repositoryUrl}/pull/${number}` } };
}
