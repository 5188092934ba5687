// All scenarios by name.
import { checklist, checklistDone } from "./checklist.mjs";
import { failedRun } from "./failed-run.mjs";
import { forkPullRequest } from "./fork-pull-request.mjs";
import { greenRun } from "./green-run.mjs";
import { matrix } from "./matrix.mjs";
import { rerun } from "./rerun.mjs";
import { startupFailure } from "./startup-failure.mjs";
import { timeout } from "./timeout.mjs";
import { triage } from "./triage.mjs";
import { triageAgain } from "./triage-again.mjs";

/** @type {Readonly<Record<string, import("../github/types.d.mts").ScenarioMaker>>} */
export const scenarios = {
  "failed-run": failedRun,
  "green-run": greenRun,
  matrix,
  "startup-failure": startupFailure,
  timeout,
  "fork-pull-request": forkPullRequest,
  rerun,
  triage,
  "triage-again": triageAgain,
  checklist,
  "checklist-done": checklistDone,
};

export { checklist, checklistDone, failedRun, forkPullRequest, greenRun, matrix, rerun, startupFailure, timeout, triage, triageAgain };
