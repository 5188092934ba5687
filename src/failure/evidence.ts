/** Gathers what the verdict on a run rests on: the list of its jobs, and which of the cancelled ones ran out of time. */

import type { Answer, GitHub } from "../github/types.ts";
import { logIdOf, newestJobs, saysTimeout, timeoutSuspects } from "./jobs.ts";
import type { ReportedRun } from "./reported.ts";
import { type Evidence, needsPass } from "./verdict.ts";

/** Unpacks an answer and keeps the refusal, if it is one. */
export type Keep = <V>(answer: Answer<V>) => V | undefined;

/** A first attempt is listed by itself; a later one with all before it, since it holds copies of jobs that did not run again. */
export async function listJobs(github: GitHub, run: ReportedRun, keep: Keep): Promise<Evidence["listed"]> {
  const list = keep(await github.jobs(run.id, run.attempt > 1 ? { filter: "all" } : { attempt: run.attempt }));
  if (list?.detail !== undefined) keep({ ok: false, why: "unavailable", detail: list.detail });
  return list;
}

/** Completes the evidence: whether jobs that GitHub calls cancelled ran out of time. */
export async function gatherEvidence(github: GitHub, evidence: Evidence, keep: Keep): Promise<Evidence> {
  const { run, needs, listed } = evidence;
  const green =
    run.position === "workflow_run" ? run.conclusion === "success" : run.position === "needs" && needs !== undefined && needsPass(needs);
  const suspects = green ? [] : timeoutSuspects(newestJobs(listed?.jobs ?? [], run.attempt));
  const answers = await Promise.all(suspects.map((job) => github.annotations(logIdOf(job, listed?.jobs ?? []))));
  const late = suspects.flatMap((job, index) => {
    const answer = answers[index];
    const message = answer === undefined ? undefined : keep(answer)?.find((note) => saysTimeout(note.message))?.message;
    return typeof message === "string" ? [[job.id, message] as const] : [];
  });
  return { ...evidence, timedOut: new Map(late) };
}
