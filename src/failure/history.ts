/** What came before (and after) a red run: the green ones around it, how many red ones in a row. */

import type { Answer, GitHub, Refused, Run } from "../github/types.ts";
import { isPullEvent, isSameRef } from "./ref.ts";
import type { ReportedRun } from "./reported.ts";
import { createTagProof, type TagProof } from "./tags.ts";

/** Newest green runs around ours, of the same workflow, ref and event. A later attempt of our own run is after it. */
export interface Greens {
  readonly before?: Run;
  readonly after?: Run;
  /** There may be one before: runs that look like it could not be told from runs of a branch. */
  readonly inDoubt?: true;
  /** What GitHub said where it refused to tell. */
  readonly refused?: Refused;
}

/** Looks at tags that one report may cost, one request each. */
export const TAG_LOOKS = 2;

/** Runs of one page: a run is some kilobytes, and the one that is looked for is nearly always among the first. */
const PAGE = 20;

/** Of tags and queues the listing holds other refs too. */
const WIDE_PAGE = 50;

const MOST_CONSECUTIVE = 100;

/** Whether the name of the ref can be asked for: tags differ from run to run, and so do the branches of a merge queue. */
function branchFilter(run: ReportedRun): { readonly branch?: string } {
  return run.ref.kind === "branch" || run.ref.kind === "pull" ? { branch: run.ref.name } : {};
}

function isGreen(found: Run, run: ReportedRun): boolean {
  return found.conclusion === "success" && found.event === run.event && isSameRef(found, run.ref, run.headRepository);
}

/** The newest of runs that are of our ref. Of a tag the list cannot tell that, so there it is proven for one after the other. */
async function newestOf(runs: readonly Run[], { ref }: ReportedRun, proof: TagProof): Promise<Run | "in doubt" | undefined> {
  for (const found of runs.toSorted((a, b) => b.run_number - a.run_number)) {
    const isOurs = ref.kind === "tag" ? await proof.ask(found) : true;
    if (isOurs !== false) return isOurs === true ? found : "in doubt";
  }
  return undefined;
}

function isBefore(found: Run, run: ReportedRun): boolean {
  return found.run_number < run.number;
}

function isAfter(found: Run, run: ReportedRun): boolean {
  return found.run_number > run.number || (found.run_number === run.number && (found.run_attempt ?? 1) > run.attempt);
}

/**
 * Looks for the newest green run before ours, and for a newer one. One request answers both, unless so many are newer that ours is off the
 * page; then a second one asks for what was created before. Order is by run number: dates of re-runs and of a late listing mislead. Of a tag
 * `proof` tells which runs are of tags too; what it cannot tell counts as neither.
 */
export async function findGreens(
  github: GitHub,
  run: ReportedRun,
  proof: TagProof = createTagProof(github, run, TAG_LOOKS),
): Promise<Answer<Greens>> {
  const size = "branch" in branchFilter(run) ? PAGE : WIDE_PAGE;
  const query = { ...branchFilter(run), event: run.event, status: "success", per_page: size };
  const page = await github.workflowRuns(run.workflow.handle, query);
  if (!page.ok) return page;
  const newest = (list: readonly Run[], side: typeof isAfter) =>
    newestOf(
      list.filter((found) => isGreen(found, run) && side(found, run)),
      run,
      proof,
    );
  // What makes a ticket superfluous is asked first: there are few looks.
  const after = await newest(page.value, isAfter);
  let before = await newest(page.value, isBefore);
  const oldest = page.value.at(-1)?.created_at;
  const bound = run.createdAt ?? oldest;
  if (before === undefined && page.value.length >= size && bound !== undefined && !isPullEvent(run.event)) {
    const earlier = await github.workflowRuns(run.workflow.handle, { ...query, created: `<=${bound}` });
    if (!earlier.ok) return earlier;
    before = await newest(earlier.value, isBefore);
  }
  return { ok: true, value: greensOf(before, after, proof.refused()) };
}

type Found = Awaited<ReturnType<typeof newestOf>>;

function greensOf(before: Found, after: Found, refused: Refused | undefined): Greens {
  return {
    ...(before === undefined ? {} : before === "in doubt" ? { inDoubt: true } : { before }),
    ...(after === undefined || after === "in doubt" ? {} : { after }),
    ...(refused === undefined ? {} : { refused }),
  };
}

/**
 * Counts the red runs in a row that end with ours: completed runs of workflow and ref, whatever started them, each once with its newest
 * attempt; cancelled ones are passed over. At most 100. Of a tag those count that may be of one: only what is known not to be is left out, so
 * that the looks at tags stay few; `known` is asked when the list has come, `ready` is waited for before.
 */
export async function countConsecutive(
  github: GitHub,
  run: ReportedRun,
  known: TagProof["known"] = () => undefined,
  ready: Promise<unknown> = Promise.resolve(),
): Promise<Answer<number>> {
  const created = run.createdAt === undefined ? {} : { created: `<=${run.createdAt}` };
  const page = await github.workflowRuns(run.workflow.handle, { ...branchFilter(run), status: "completed", ...created, per_page: 100 });
  if (!page.ok) return page;
  await ready;
  const earlier = page.value
    .filter((found) => isBefore(found, run) && isSameRef(found, run.ref, run.headRepository))
    .filter((found) => run.ref.kind !== "tag" || known(found) !== false)
    .toSorted((a, b) => b.run_number - a.run_number);
  let count = 1;
  for (const { conclusion } of earlier) {
    if (conclusion === "success") break;
    if (["failure", "timed_out", "startup_failure"].includes(conclusion ?? "")) count += 1;
  }
  return { ok: true, value: Math.min(count, MOST_CONSECUTIVE) };
}
