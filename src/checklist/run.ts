/** Our own run, as the environment tells it, and what rules can ask of it. */

import { fieldsAt, numberOf, textOf } from "../payload.ts";
import { workflowPath } from "../tickets/identity.ts";
import type { Facts } from "../tickets/rules.ts";
import type { RunRef } from "../tickets/types.ts";
import type { Release } from "./release.ts";
import type { OwnRun } from "./values.ts";

/** Our own run. */
export interface Run extends OwnRun {
  readonly ref: RunRef;
  readonly id: string;
  readonly sha: string;
  readonly branch: string;
  readonly workflowPath: string;
}

/** Our own run, as the environment tells it (https://docs.github.com/actions/reference/workflows-and-actions/variables). */
export function ownRun(env: Readonly<Record<string, string | undefined>>): Run {
  const repository = env["GITHUB_REPOSITORY"] ?? "";
  const repositoryUrl = `${env["GITHUB_SERVER_URL"] || "https://github.com"}/${repository}`;
  const id = env["GITHUB_RUN_ID"] ?? "";
  const moment = { run: numberOf(env["GITHUB_RUN_NUMBER"]) || 1, attempt: numberOf(env["GITHUB_RUN_ATTEMPT"]) || 1 };
  const runUrl = `${repositoryUrl}/actions/runs/${id}`;
  return {
    repository,
    repositoryUrl,
    event: env["GITHUB_EVENT_NAME"] ?? "",
    actor: env["GITHUB_ACTOR"] ?? "",
    workflow: env["GITHUB_WORKFLOW"] ?? "",
    workflowPath: workflowPath(env["GITHUB_WORKFLOW_REF"] ?? "", repository),
    branch: (env["GITHUB_REF"] ?? "").replace(/^refs\/(?:heads|tags|pull)\//, ""),
    sha: env["GITHUB_SHA"] ?? "",
    id,
    runUrl: moment.attempt > 1 ? `${runUrl}/attempts/${moment.attempt}` : runUrl,
    ref: { moment, runUrl },
  };
}

/** The facts for the rules of a checklist. `payload`: the event, which may be a pull request's. */
export function rulesFacts(release: Release, run: Run, payload: unknown): Facts {
  const pull = fieldsAt(payload, "pull_request");
  const [owner, head] = [textOf(fieldsAt(pull, "head", "repo", "owner")["login"]), textOf(fieldsAt(pull, "head")["ref"])];
  return {
    values: {
      repository: run.repository,
      event: run.event,
      actor: run.actor,
      // A fork's `main` is not `main`.
      branch: head === undefined ? run.branch : `pr:${owner ?? "unknown"}:${head}`,
      base: textOf(fieldsAt(pull, "base")["ref"]),
      workflow: [run.workflow, run.workflowPath, run.workflowPath.slice(run.workflowPath.lastIndexOf("/") + 1)],
      version: release.version,
      prerelease: release.prerelease,
      draft: release.draft,
    },
  };
}
