/** From environment, payload and inputs to the question: which run is reported, and from where is it seen? Pure. */

import type { Run } from "../github/types.ts";
import { fieldsAt, numberOf, textOf } from "../payload.ts";
import { workflowPath } from "../tickets/identity.ts";
import { branchRef, isPullEvent, queueBase } from "./ref.ts";
import { outsideRun, ownRun, type ReportedRun, type Surroundings } from "./reported.ts";
import { runOfPayload } from "./run-payload.ts";

export type { Position, ReportedRun, Surroundings } from "./reported.ts";

/**
 * What is to be done: report a run; read it first (then `placeRun`; `told` is what the event says of it, and that it has ended); close the tickets
 * of a ref that is gone (`run` is ours, its `ref` the one that is gone); or nothing, for a reason.
 */
export type Place =
  | { readonly kind: "report"; readonly run: ReportedRun }
  | { readonly kind: "read"; readonly runId: number; readonly told?: Run }
  | { readonly kind: "gone"; readonly run: ReportedRun; readonly sentence: string }
  | { readonly kind: "skip"; readonly reason: string };

/** A place for which no run is to be read. */
export type Decided = Exclude<Place, { readonly kind: "read" }>;

/** Decides what is reported. */
export function position(around: Surroundings): Place {
  const { env, payload } = around;
  if (around.runId !== undefined && around.runId !== numberOf(env.GITHUB_RUN_ID)) return { kind: "read", runId: around.runId };
  const event = env.GITHUB_EVENT_NAME ?? "";
  if (event === "workflow_run" && around.runId === undefined) return placeReported(around);
  const own = ownRun(around);
  if (event === "delete") return placeDeleted(own, payload);
  if (isPullEvent(event) && fieldsAt(payload).action === "closed") {
    const number = own.pull === undefined ? "" : ` #${own.pull.number}`;
    return { kind: "gone", run: own, sentence: `Pull request${number} was closed.` };
  }
  return { kind: "report", run: own };
}

/**
 * The same for a run that was read because the input `run-id`, or a payload without a conclusion, asked for it. `late`: it has ended, by its event,
 * and does not say so itself.
 */
export function placeRun(run: Run, around: Surroundings, late = false): Decided {
  if (!late && run.status !== "completed")
    return { kind: "skip", reason: `Run ${run.id} has not ended yet (${run.status ?? "no status"}).` };
  if (around.runId === undefined && isOurs(run, around)) return OURS;
  return { kind: "report", run: outsideRun(late ? { ...run, conclusion: null } : run, around) };
}

const OURS: Decided = { kind: "skip", reason: "The run is of this very workflow, which does not report itself." };

function isOurs(run: Run, { env }: Surroundings): boolean {
  const repository = env.GITHUB_REPOSITORY ?? "";
  const ours = workflowPath(env.GITHUB_WORKFLOW_REF ?? "", repository);
  return ours !== "" && ours === workflowPath(run.path, repository);
}

function placeReported(around: Surroundings): Place {
  const { payload } = around;
  const run = runOfPayload(fieldsAt(payload).workflow_run);
  if (run === undefined) return { kind: "skip", reason: "The event `workflow_run` names no run." };
  if (isOurs(run, around)) return OURS;
  if (fieldsAt(payload).action !== "completed" && run.status !== "completed") {
    return { kind: "skip", reason: `Run ${run.id} has not ended yet (${run.status ?? "no status"}).` };
  }
  // An older server names no workflow file here, and tickets are keyed by it.
  // The event can come before the run has its conclusion: https://github.com/actions/runner/issues/4035
  if (!isNamed(run) || run.status !== "completed" || run.conclusion === null) return { kind: "read", runId: run.id, told: run };
  return { kind: "report", run: outsideRun(run, around) };
}

/** Whether tickets can be keyed and told by what is known of a run. */
export function isNamed(run: Run): boolean {
  return run.path !== "" && run.run_number !== 0;
}

function placeDeleted(own: ReportedRun, payload: unknown): Place {
  const name = textOf(fieldsAt(payload).ref);
  if (name === undefined) return { kind: "skip", reason: "The event `delete` names no ref." };
  if (fieldsAt(payload).ref_type === "tag") return { kind: "skip", reason: "A tag was deleted; all tags share their tickets, which stay." };
  if (queueBase(name) !== undefined)
    return {
      kind: "skip",
      reason: "A branch of the merge queue was deleted, as it is after every run; the queue is not gone, so its tickets stay.",
    };
  return { kind: "gone", run: { ...own, ref: branchRef(name, own.defaultBranch) }, sentence: `Branch ${name} was deleted.` };
}
