/** The reads, one function each: path, permission, pages. What is refused comes back as an answer. */

import { listOf } from "../payload.ts";
import { annotationOf, commitOf, comparisonOf, jobPageOf, pullOf, repositoryOf, runOf, runPageOf } from "./shapes.ts";
import type { Answer, GitHub, Job, JobList, Question } from "./types.ts";
import { bodyJson, bodyText, type Reply, type Wire } from "./wire.ts";

const PAGE = 100;

/** A run has at most some thousand jobs; a `total_count` beyond this is not believed. */
const MOST_PAGES = 100;

/** GitHub allows 100 requests at once and frowns on many: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const PAGES_AT_ONCE = 6;

/** Half of a surrogate pair has no encoding; in a name it stands for nothing. */
function segment(text: string | number): string {
  return encodeURIComponent(String(text).toWellFormed());
}

/** `work` over `items`, at most `limit` at once; results in the order of the items. */
async function abreast<I, O>(items: readonly I[], limit: number, work: (item: I) => Promise<O>): Promise<readonly O[]> {
  const results: O[] = [];
  const queue = items.entries();
  async function lane(): Promise<void> {
    for (const [index, item] of queue) results[index] = await work(item);
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  return results;
}

/** Asks once for each name: what a commit is does not change, and whether it may be seen does not either while a step runs. */
function remembered<T>(ask: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (name) => {
    const answer = answers.get(name) ?? ask(name);
    answers.set(name, answer);
    return answer;
  };
}

/** Asks one question whose answer is JSON. */
export function readJson<T>(wire: Wire, question: Question<T>): Promise<Answer<T>> {
  const { shape, ...rest } = question;
  return wire.ask({ ...rest, take: async (reply) => shape(await bodyJson(reply)) });
}

/** All jobs: page 1 tells how many there are, the other pages are asked side by side. */
export async function readJobs(
  wire: Wire,
  runId: number,
  of: { readonly attempt: number } | { readonly filter: "all" },
): Promise<Answer<JobList>> {
  const base = `/actions/runs/${runId}`;
  const path = "attempt" in of ? `${base}/attempts/${of.attempt}/jobs` : `${base}/jobs`;
  const filter = "filter" in of ? of.filter : undefined;
  const ask = (page: number) =>
    readJson(wire, {
      path,
      query: { filter, per_page: PAGE, page },
      what: "the run's jobs",
      permission: "actions: read",
      shape: jobPageOf,
    });
  const first = await ask(1);
  if (!first.ok) return first;
  const { total } = first.value;
  const more = Array.from({ length: Math.min(Math.ceil(total / PAGE), MOST_PAGES) - 1 }, (_, index) => index + 2);
  const pages = [first, ...(await abreast(more, PAGES_AT_ONCE, ask))];
  const byId = new Map<number, Job>();
  for (const page of pages) if (page.ok) for (const job of page.value.jobs) byId.set(job.id, job);
  const complete = byId.size >= total;
  const lost = pages.find((page) => !page.ok);
  const detail = lost?.ok === false ? lost.detail : `GitHub listed ${byId.size} of ${total} jobs of run ${runId}.`;
  return { ok: true, value: { jobs: [...byId.values()], complete, ...(complete ? {} : { detail }) } };
}

/**
 * A file as text. GitHub answers 404 to a token that may not read contents just as for a file that is not there; only a second read that
 * needs the same permission tells which it was.
 */
async function readFile(
  wire: Wire,
  path: string,
  { ref, certain = false }: Parameters<GitHub["file"]>[1] & {} = {},
): Promise<Answer<string>> {
  const what = `the file ${path}`;
  const permission = "contents: read";
  const place = path.split("/").map(segment).join("/");
  const ask = () =>
    wire.ask({ path: `/contents/${place}`, query: { ref }, what, permission, accept: "application/vnd.github.raw+json", take: bodyText });
  const answer = await ask();
  if (answer.ok || answer.why !== "forbidden" || answer.status !== 404 || !certain) return answer;
  const proof = await readJson(wire, {
    path: "/commits",
    query: { per_page: 1 },
    what,
    permission,
    shape: (data) => listOf(data, commitOf),
  });
  return proof.ok ? { ok: false, why: "missing", detail: `GitHub has not got ${what} (404).` } : answer;
}

/** The sha media type answers with the bare name of the commit (https://docs.github.com/rest/commits/commits#get-a-commit). */
async function takeSha(reply: Reply): Promise<string | undefined> {
  return /^[0-9a-f]{40,64}$/.exec((await bodyText(reply)).trim())?.[0];
}

/** The reads of one wire, all but the log of a job and issues. */
export function readsOf(wire: Wire): Omit<GitHub, "requests" | "jobLog" | "issues"> {
  const actions = "actions: read";
  const contents = "contents: read";
  const pulls = "pull-requests: read";
  const get = <T>(path: string, what: string, permission: string, shape: Question<T>["shape"], query?: Question<T>["query"]) =>
    readJson(wire, { path, what, permission, shape, query: query ?? {} });
  return {
    run: (id) => get(`/actions/runs/${id}`, `run ${id}`, actions, runOf),
    jobs: (runId, of) => readJobs(wire, runId, of),
    annotations: (id) =>
      get(`/check-runs/${id}/annotations`, `the annotations of job ${id}`, "checks: read", (data) => listOf(data, annotationOf), {
        per_page: PAGE,
      }),
    workflowRuns: (workflow, query) =>
      get(`/actions/workflows/${segment(workflow)}/runs`, "earlier runs of the workflow", actions, runPageOf, {
        ...query,
        exclude_pull_requests: true,
      }),
    compare: (base, head) => get(`/compare/${segment(base)}...${segment(head)}`, "the commits between two runs", contents, comparisonOf),
    pullsOfHead: (owner, ref) =>
      get("/pulls", "the pull request of the branch", pulls, (data) => listOf(data, pullOf), {
        head: `${owner}:${ref}`,
        state: "all",
        per_page: PAGE,
      }),
    pullsOfCommit: (sha) => get(`/commits/${segment(sha)}/pulls`, "the pull requests of the commit", pulls, (data) => listOf(data, pullOf)),
    commit: remembered((sha) => get(`/commits/${segment(sha)}`, "the commit", contents, commitOf)),
    tag: (name) =>
      wire.ask({
        path: `/commits/${segment(`tags/${name}`)}`,
        what: "the tag of the run",
        permission: contents,
        accept: "application/vnd.github.sha",
        take: takeSha,
      }),
    file: (path, options) => readFile(wire, path, options),
    hasRead: wire.hasRead,
    extend: wire.extend,
    repository: () => readJson(wire, { path: "", what: "the repository", shape: repositoryOf }),
    read: (question) => readJson(wire, question),
  };
}
