/** The run that is reported, as environment and payload tell it. */

import type { Run } from "../github/types.ts";
import { readOwnRun } from "../own-run.ts";
import { fieldsAt, numberOf, textOf } from "../payload.ts";
import { workflowPath } from "../tickets/identity.ts";
import { branchRef, defaultRef, isPullEvent, pullOfRun, pullRef, queueBase, queueRef, type Ref, refOfRun, tagRef } from "./ref.ts";

/** Where the action stands: `step` in the job itself, `needs` in a last job, `workflow_run` outside of the run. */
export type Position = "step" | "needs" | "workflow_run";

/** The run that is reported; everything that is known of it without a request. */
export interface ReportedRun {
  readonly position: Position;
  readonly id: number;
  readonly number: number;
  readonly attempt: number;
  /** The event that started it, not the one that started us. */
  readonly event: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The repository on the web, without a slash at the end: `https://github.com/octo-org/widget`. */
  readonly repositoryUrl: string;
  readonly workflow: {
    /** `.github/workflows/ci.yml`. */
    readonly path: string;
    /** `ci.yml`. */
    readonly file: string;
    /** What people call it; the path where it has no name. */
    readonly name: string;
    /** What a listing of its runs asks for: the id where it is known, else the file. */
    readonly handle: number | string;
  };
  readonly ref: Ref;
  readonly defaultBranch?: string;
  /** The commit that was tested: of a pull request its head, never the merge commit. */
  readonly headSha: string;
  /** `owner/name` the commit comes from; absent when that fork is gone. */
  readonly headRepository?: string;
  readonly actor?: string;
  readonly pull?: { readonly number: number; readonly url: string };
  /** Target branch of a pull request or merge queue. */
  readonly base?: string;
  readonly url: string;
  /** Link of this attempt. */
  readonly attemptUrl: string;
  /** ISO times, where known. */
  readonly createdAt?: string;
  readonly startedAt?: string;
  /** As the payload tells; `null` where the run has not ended, or is ours. */
  readonly conclusion: string | null;
  /** Head commit, where the payload tells; not cleaned. */
  readonly commit?: { readonly message: string; readonly author?: string };
}

/** What `position` looks at. */
export interface Surroundings {
  /** GitHub's default variables: https://docs.github.com/actions/reference/workflows-and-actions/variables */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The parsed file of `GITHUB_EVENT_PATH`, whatever is in it. */
  readonly payload: unknown;
  /** The input `needs` was given. */
  readonly hasNeeds: boolean;
  /** The input `run-id`. */
  readonly runId?: number;
}

function defaultBranchOf(payload: unknown): string | undefined {
  return textOf(fieldsAt(payload, "repository").default_branch);
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [name in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [name in K]?: V };
}

function workflowOf(path: string, name: string | undefined, id: number | undefined): ReportedRun["workflow"] {
  const file = path.slice(path.lastIndexOf("/") + 1);
  return { path, file, name: name ?? path, handle: id ?? file };
}

/** A run that is not the one we are in. */
export function outsideRun(run: Run, { env, payload }: Surroundings): ReportedRun {
  const { repository, repositoryUrl } = readOwnRun(env);
  const defaultBranch = defaultBranchOf(payload);
  const attempt = run.run_attempt ?? 1;
  const url = run.html_url === "" ? `${repositoryUrl}/actions/runs/${run.id}` : run.html_url;
  const pull = pullOfRun(run);
  const ref = refOfRun(run, defaultBranch);
  const commit = run.head_commit?.id === run.head_sha ? run.head_commit : undefined;
  return {
    position: "workflow_run",
    id: run.id,
    number: run.run_number,
    attempt,
    event: run.event,
    repository,
    repositoryUrl,
    workflow: workflowOf(workflowPath(run.path, repository), run.name ?? undefined, run.workflow_id === 0 ? undefined : run.workflow_id),
    ref,
    ...optional("defaultBranch", defaultBranch),
    headSha: run.head_sha,
    ...optional("headRepository", run.head_repository?.full_name),
    ...optional("actor", run.actor?.login),
    ...optional("pull", pull && { number: pull.number, url: `${repositoryUrl}/pull/${pull.number}` }),
    ...optional("base", ref.kind === "queue" ? ref.name : pull?.base.ref),
    url,
    attemptUrl: `${url}/attempts/${attempt}`,
    ...optional("createdAt", run.created_at === "" ? undefined : run.created_at),
    ...optional("startedAt", run.run_started_at),
    conclusion: run.conclusion,
    ...optional("commit", commit && { message: commit.message, ...optional("author", commit.author?.name) }),
  };
}

/** The run that we are in. */
export function ownRun(around: Surroundings): ReportedRun {
  const { env, payload } = around;
  const { id, moment, url, runUrl, repository, repositoryUrl, event, workflow, workflowPath: path } = readOwnRun(env);
  const pull = isPullEvent(event) ? fieldsAt(payload, "pull_request") : {};
  const number = numberOf(pull.number);
  const ref = ownRef(around);
  const headSha = textOf(fieldsAt(pull, "head").sha) ?? textOf(fieldsAt(payload, "merge_group").head_sha) ?? env.GITHUB_SHA ?? "";
  return {
    position: around.hasNeeds ? "needs" : "step",
    id: numberOf(id) ?? 0,
    number: moment.run,
    attempt: moment.attempt,
    event,
    repository,
    repositoryUrl,
    workflow: workflowOf(path, textOf(workflow), undefined),
    ref,
    ...optional("defaultBranch", defaultBranchOf(payload)),
    headSha,
    ...optional("headRepository", isPullEvent(event) ? headHome(pull) : repository),
    ...optional("actor", textOf(env.GITHUB_ACTOR)),
    ...optional("pull", number === undefined ? undefined : { number, url: `${repositoryUrl}/pull/${number}` }),
    ...optional("base", ref.kind === "queue" ? ref.name : textOf(fieldsAt(pull, "base").ref)),
    url,
    attemptUrl: runUrl,
    conclusion: null,
    ...optional("commit", ownCommit(payload, headSha)),
  };
}

function headHome(pull: Readonly<Record<string, unknown>>): string | undefined {
  return textOf(fieldsAt(pull, "head", "repo").full_name);
}

function ownRef({ env, payload }: Surroundings): Ref {
  const full = env.GITHUB_REF ?? "";
  const defaultBranch = defaultBranchOf(payload);
  const pull = fieldsAt(payload, "pull_request");
  if (isPullEvent(env.GITHUB_EVENT_NAME ?? "")) return ownPullRef(env, pull);
  const group = fieldsAt(payload, "merge_group");
  const base = textOf(group.base_ref)?.replace(/^refs\/heads\//, "");
  const branch = textOf(group.head_ref)?.replace(/^refs\/heads\//, "");
  if (base !== undefined && branch !== undefined && queueBase(branch) !== undefined) return queueRef(base, branch);
  if (full.startsWith("refs/tags/")) return tagRef(full.slice("refs/tags/".length));
  if (full.startsWith("refs/heads/")) {
    const name = full.slice("refs/heads/".length);
    return env["GITHUB_EVENT_NAME"] === "schedule" ? defaultRef(name) : branchRef(name, defaultBranch);
  }
  return branchRef(textOf(env.GITHUB_HEAD_REF) ?? textOf(env.GITHUB_REF_NAME) ?? defaultBranch ?? full, defaultBranch);
}

/**
 * Where the payload cannot be read, nothing tells whose branch it is: a fork's `main` is not `main`, and under `pull_request_target` GITHUB_REF is
 * the branch that the pull request goes to.
 */
function ownPullRef(env: Surroundings["env"], pull: Readonly<Record<string, unknown>>): Ref {
  const number = numberOf(pull.number) ?? numberOf(/^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "")?.[1]);
  const head = textOf(fieldsAt(pull, "head").ref);
  if (head !== undefined) return pullRef(headHome(pull), head, number);
  return pullRef(undefined, textOf(env.GITHUB_HEAD_REF) ?? (number === undefined ? "unknown" : `#${number}`), number);
}

function ownCommit(payload: unknown, headSha: string): ReportedRun["commit"] | undefined {
  const group = fieldsAt(payload, "merge_group", "head_commit");
  const commit = textOf(group.id) === undefined ? fieldsAt(payload, "head_commit") : group;
  const message = textOf(commit.message);
  if (message === undefined || commit.id !== headSha) return undefined;
  return { message, ...optional("author", textOf(fieldsAt(commit, "author").name)) };
}
