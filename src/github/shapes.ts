/** From what GitHub (or whatever answered in its place) sent to the types we use: cut, defaulted, never trusted. */

import { fieldsOf, listOf } from "../payload.ts";
import type { Annotation, Commit, Comparison, Job, JobList, Pull, Repository, Run, Step } from "./types.ts";

/** A text, if it is one. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A whole number from zero, if it is one. */
export function count(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function stepOf(value: unknown): Step | undefined {
  const step = fieldsOf(value);
  const number = count(step?.number);
  if (step === undefined || number === undefined) return undefined;
  return {
    name: text(step.name) ?? "",
    number,
    status: text(step.status) ?? "",
    conclusion: text(step.conclusion) ?? null,
    started_at: text(step.started_at) ?? null,
    completed_at: text(step.completed_at) ?? null,
  };
}

/** https://docs.github.com/rest/actions/workflow-jobs */
function jobOf(value: unknown): Job | undefined {
  const job = fieldsOf(value);
  const id = count(job?.id);
  const name = text(job?.name);
  if (job === undefined || id === undefined || name === undefined) return undefined;
  const attempt = count(job.run_attempt);
  return {
    id,
    name,
    ...(attempt === undefined ? {} : { run_attempt: attempt }),
    status: text(job.status) ?? "",
    conclusion: text(job.conclusion) ?? null,
    html_url: text(job.html_url) ?? null,
    started_at: text(job.started_at) ?? null,
    completed_at: text(job.completed_at) ?? null,
    runner_name: text(job.runner_name) ?? null,
    steps: listOf(job.steps, stepOf) ?? [],
  };
}

/** One page of jobs and how many there are over all pages. */
export function jobPageOf(value: unknown): { readonly jobs: JobList["jobs"]; readonly total: number } | undefined {
  const page = fieldsOf(value);
  const jobs = listOf(page?.jobs, jobOf);
  return jobs === undefined ? undefined : { jobs, total: count(page?.total_count) ?? jobs.length };
}

function pullOfRun(value: unknown): NonNullable<Run["pull_requests"]>[number] | undefined {
  const pull = fieldsOf(value);
  const number = count(pull?.number);
  const base = text(fieldsOf(pull?.base)?.ref);
  const head = fieldsOf(pull?.head);
  if (number === undefined || base === undefined) return undefined;
  return { number, base: { ref: base }, head: { ref: text(head?.ref) ?? "", sha: text(head?.sha) ?? "" } };
}

function actorOf(value: unknown): { readonly login: string } | null {
  const login = text(fieldsOf(value)?.login);
  return login === undefined ? null : { login };
}

function headCommitOf(value: unknown): NonNullable<Run["head_commit"]> | null {
  const commit = fieldsOf(value);
  const id = text(commit?.id);
  const author = text(fieldsOf(commit?.author)?.name);
  return id === undefined ? null : { id, message: text(commit?.message) ?? "", author: author === undefined ? null : { name: author } };
}

/** https://docs.github.com/rest/actions/workflow-runs */
export function runOf(value: unknown): Run | undefined {
  const run = fieldsOf(value);
  const id = count(run?.id);
  const number = count(run?.run_number);
  if (run === undefined || id === undefined || number === undefined) return undefined;
  const attempt = count(run.run_attempt);
  const started = text(run.run_started_at);
  const home = text(fieldsOf(run.head_repository)?.full_name);
  return {
    id,
    name: text(run.name) ?? null,
    path: text(run.path) ?? "",
    event: text(run.event) ?? "",
    status: text(run.status) ?? null,
    conclusion: text(run.conclusion) ?? null,
    run_number: number,
    ...(attempt === undefined ? {} : { run_attempt: attempt }),
    head_branch: text(run.head_branch) ?? null,
    head_sha: text(run.head_sha) ?? "",
    html_url: text(run.html_url) ?? "",
    created_at: text(run.created_at) ?? "",
    ...(started === undefined ? {} : { run_started_at: started }),
    workflow_id: count(run.workflow_id) ?? 0,
    actor: actorOf(run.actor),
    triggering_actor: actorOf(run.triggering_actor),
    head_commit: headCommitOf(run.head_commit),
    head_repository: home === undefined ? null : { full_name: home },
    pull_requests: listOf(run.pull_requests, pullOfRun) ?? [],
  };
}

/** One page of runs. */
export function runPageOf(value: unknown): readonly Run[] | undefined {
  return listOf(fieldsOf(value)?.workflow_runs, runOf);
}

/** https://docs.github.com/rest/checks/runs#list-check-run-annotations */
export function annotationOf(value: unknown): Annotation | undefined {
  const note = fieldsOf(value);
  if (note === undefined) return undefined;
  return {
    path: text(note.path) ?? "",
    start_line: count(note.start_line) ?? 0,
    annotation_level: text(note.annotation_level) ?? null,
    title: text(note.title) ?? null,
    message: text(note.message) ?? null,
  };
}

function fileNamesOf(value: unknown): readonly string[] | undefined {
  return listOf(value, (file) => text(fieldsOf(file)?.filename));
}

/** https://docs.github.com/rest/commits/commits#get-a-commit */
export function commitOf(value: unknown): Commit | undefined {
  const whole = fieldsOf(value);
  const sha = text(whole?.sha);
  const commit = fieldsOf(whole?.commit);
  if (whole === undefined || sha === undefined || commit === undefined) return undefined;
  const author = fieldsOf(commit.author);
  const [name, date, url, files] = [text(author?.name), text(author?.date), text(whole.html_url), fileNamesOf(whole.files)];
  return {
    sha,
    message: text(commit.message) ?? "",
    ...(name === undefined ? {} : { author: name }),
    ...(date === undefined ? {} : { date }),
    ...(url === undefined ? {} : { url }),
    ...(files === undefined ? {} : { files }),
  };
}

/** https://docs.github.com/rest/commits/commits#compare-two-commits */
export function comparisonOf(value: unknown): Comparison | undefined {
  const found = fieldsOf(value);
  const commits = listOf(found?.commits, commitOf);
  if (found === undefined || commits === undefined) return undefined;
  const url = text(found.html_url);
  return {
    status: text(found.status) ?? "",
    ...(url === undefined ? {} : { url }),
    total: count(found.total_commits) ?? commits.length,
    commits,
    files: fileNamesOf(found.files) ?? [],
  };
}

/** https://docs.github.com/rest/pulls/pulls */
export function pullOf(value: unknown): Pull | undefined {
  const pull = fieldsOf(value);
  const head = fieldsOf(pull?.head);
  const [number, base, sha] = [count(pull?.number), text(fieldsOf(pull?.base)?.ref), text(head?.sha)];
  if (pull === undefined || number === undefined || base === undefined || sha === undefined) return undefined;
  const [url, home] = [text(pull.html_url), text(fieldsOf(head?.repo)?.full_name)];
  return {
    number,
    state: text(pull.state) ?? "",
    ...(url === undefined ? {} : { url }),
    base,
    headSha: sha,
    ...(home === undefined ? {} : { headRepository: home }),
  };
}

/** https://docs.github.com/rest/repos/repos#get-a-repository */
export function repositoryOf(value: unknown): Repository | undefined {
  const repository = fieldsOf(value);
  const name = text(repository?.full_name);
  if (repository === undefined || name === undefined) return undefined;
  return { fullName: name, defaultBranch: text(repository.default_branch) ?? "", private: repository.private !== false };
}
