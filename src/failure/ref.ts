/** Which ref a run belongs to: a branch, the tags, a pull request or a merge queue. */

import type { Run } from "../github/types.ts";

/** The ref of a run, named as people name it and as tickets are keyed by it. */
export interface Ref {
  readonly kind: "branch" | "tag" | "pull" | "queue";
  /** `branch:<name>`, `tags`, `queue:<base>` or `pull:<head repository>:<head ref>`. */
  readonly refClass: string;
  /** Plain name: of the branch, of the tag, of the pull request's head branch, of the queue's target branch. */
  readonly name: string;
  /** What `branch` of a rule is compared with: the plain name; of a pull request `pr:<owner>:<head ref>`. */
  readonly rule: string;
  /** Full name (`refs/heads/main`, `refs/pull/12/head` where the number is known); empty if it is not known. */
  readonly full: string;
  /** The default branch. `undefined` where the payload does not name it. */
  readonly isDefault: boolean | undefined;
  /** GitHub gave a name and did not say whether of a branch or a tag (`head_branch` of a run). Until it is looked up it counts as a branch. */
  readonly uncertain: boolean;
}

/** Stands for the repository of a fork that was deleted. */
const GONE = "unknown/unknown";

/** https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue */
const QUEUE = /^gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/;

/** The queue's target branch, if this is the name of one of the branches that a merge queue makes. */
export function queueBase(branch: string): string | undefined {
  return QUEUE.exec(branch)?.[1];
}

/** A branch, or the merge queue that made it. */
export function branchRef(name: string, defaultBranch: string | undefined, uncertain = false): Ref {
  const base = queueBase(name);
  if (base !== undefined) return queueRef(base, name);
  const isDefault = defaultBranch === undefined ? undefined : name === defaultBranch;
  return {
    kind: "branch",
    refClass: `branch:${name}`,
    name,
    rule: name,
    full: `refs/heads/${name}`,
    isDefault,
    uncertain: uncertain && isDefault !== true,
  };
}

/** A branch that is known to be the default one, as it is of every scheduled run. */
export function defaultRef(name: string): Ref {
  return branchRef(name, name);
}

/** All tags share one class, since each tag has one run and no later one could close its ticket. */
export function tagRef(name: string): Ref {
  return { kind: "tag", refClass: "tags", name, rule: name, full: `refs/tags/${name}`, isDefault: false, uncertain: false };
}

/** The merge queue of `base`; `branch` is the one that it made. */
export function queueRef(base: string, branch: string): Ref {
  return {
    kind: "queue",
    refClass: `queue:${base}`,
    name: base,
    rule: base,
    full: `refs/heads/${branch}`,
    isDefault: false,
    uncertain: false,
  };
}

/** The head of a pull request. `repository` is `owner/name` of the head, absent when the fork is gone. */
export function pullRef(repository: string | undefined, name: string, number: number | undefined): Ref {
  const home = repository ?? GONE;
  const owner = home.slice(0, home.indexOf("/"));
  const full = number === undefined ? "" : `refs/pull/${number}/head`;
  return { kind: "pull", refClass: `pull:${home}:${name}`, name, rule: `pr:${owner}:${name}`, full, isDefault: false, uncertain: false };
}

/** Events of a run whose `head_branch` can be a tag as well as a branch. Of all others it is the default branch, or told apart before. */
const EITHER = new Set([
  "push",
  "workflow_dispatch",
  "create",
  "deployment",
  "deployment_status",
  "check_run",
  "check_suite",
  "registry_package",
]);

/** Whether a run of this event is about a pull request, and its ref the head of it. */
export function isPullEvent(event: string): boolean {
  return event.startsWith("pull_request");
}

/** The ref of a run as REST API and `workflow_run` payload describe it. */
export function refOfRun(run: Run, defaultBranch: string | undefined): Ref {
  const name = run.head_branch ?? defaultBranch ?? "";
  if (isPullEvent(run.event)) return pullRef(run.head_repository?.full_name, name, pullOfRun(run)?.number);
  if (run.event === "release") return tagRef(name);
  if (run.event === "schedule") return defaultRef(name);
  return branchRef(name, defaultBranch, EITHER.has(run.event));
}

/** The pull request that a run names; none for those of forks (https://github.com/actions/runner/issues/3444). */
export function pullOfRun(run: Run): NonNullable<Run["pull_requests"]>[number] | undefined {
  const pulls = run.pull_requests ?? [];
  return pulls.find((pull) => pull.head.sha === run.head_sha) ?? (pulls.length === 1 && isPullEvent(run.event) ? pulls[0] : undefined);
}

/** What tells two tags of one kind of release from tags of another: the letters before the first digit (`v` of `v1.2.0`). */
function tagStem(name: string): string {
  return /^\D*/.exec(name)?.[0] ?? "";
}

/**
 * Whether an earlier or later run of the same workflow is of the same ref. Of tags GitHub's list does not say which runs they are: those
 * may be whose name begins like ours and has a digit too, which a branch `v1` has as well; `isCertainTag` and a look at the tag tell.
 */
export function isSameRef(run: Run, ref: Ref, home: string | undefined): boolean {
  const name = run.head_branch ?? "";
  if (isPullEvent(run.event) !== (ref.kind === "pull")) return false;
  const repository = run.head_repository?.full_name;
  if (repository?.toLowerCase() !== home?.toLowerCase()) return false;
  if (ref.kind === "queue") return queueBase(name) === ref.name;
  if (ref.kind !== "tag") return name === ref.name;
  if (run.event === "release" || name === ref.name) return true;
  return /\d/.test(ref.name) && /\d/.test(name) && tagStem(name) === tagStem(ref.name);
}

/** Whether a run that may be of a tag is known to be, without a question: releases have tags, and so has our name at our commit. */
export function isCertainTag(run: Run, name: string, headSha: string): boolean {
  return run.event === "release" || (run.head_branch === name && run.head_sha === headSha);
}
