/** Our own run, and what rules can ask of it. */

import { type OwnRun, readOwnRun } from "../own-run.ts";
import { fieldsAt, textOf } from "../payload.ts";
import type { Facts } from "../tickets/rules.ts";
import type { Release } from "./release.ts";

/** Our own run, and what it runs on. */
export interface Run extends OwnRun {
  readonly sha: string;
  readonly branch: string;
}

/** Our own run, as the environment tells it. */
export function ownRun(env: Readonly<Record<string, string | undefined>>): Run {
  return {
    ...readOwnRun(env),
    branch: (env["GITHUB_REF"] ?? "").replace(/^refs\/(?:heads|tags|pull)\//, ""),
    sha: env["GITHUB_SHA"] ?? "",
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
