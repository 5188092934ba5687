/** What is the same for all issues of a run. */
import type { Config } from "../config.ts";
import { type TicketSettings, ticketSettings } from "../settings.ts";
import type { Start } from "../start.ts";
import { triageScopeKey, workflowPath } from "../tickets/identity.ts";
import { createBudget, type PatternBudget } from "../tickets/patterns.ts";
import { createRedactor, type Redactor } from "../tickets/redact.ts";
import type { Facts } from "../tickets/rules.ts";
import type { RunRef } from "../tickets/types.ts";

/** Milliseconds that all patterns of one run may take together. */
const PATTERN_MS = 250;
/** Milliseconds that parsing the texts of one run may take together. */
const READING_MS = 10_000;

export interface Scene {
  /** `owner/name`. */
  readonly repository: string;
  /** The repository on the web, without a slash at the end. */
  readonly repositoryUrl: string;
  /** The tag of all tickets of issues. */
  readonly scope: string;
  readonly config: Config["triage"];
  readonly ticket: TicketSettings;
  /** Facts that rules can ask of every run. */
  readonly facts: Facts["values"];
  /** One for all patterns of the run. */
  readonly budget: PatternBudget;
  readonly redact: Redactor;
  /** Milliseconds that parsing texts may still take; counts down. */
  readonly reading: { left: number };
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Our own run. */
  readonly run: RunRef;
}

/** The scene of this step. */
export function sceneOf({ deps, inputs, config }: Start): Scene {
  const { env } = deps;
  const repository = env["GITHUB_REPOSITORY"] ?? "";
  const repositoryUrl = `${env["GITHUB_SERVER_URL"] || "https://github.com"}/${repository}`;
  const attempt = Number(env["GITHUB_RUN_ATTEMPT"]) || 1;
  const budget = createBudget(PATTERN_MS);
  return {
    repository,
    repositoryUrl,
    scope: triageScopeKey(repository),
    config: config.triage,
    ticket: ticketSettings(config, inputs, "triage"),
    facts: factsOf(env, repository),
    budget,
    redact: createRedactor([], budget),
    reading: { left: READING_MS },
    now: deps.now(),
    run: {
      moment: { run: Number(env["GITHUB_RUN_NUMBER"]) || 0, attempt },
      runUrl: `${repositoryUrl}/actions/runs/${env["GITHUB_RUN_ID"] ?? ""}/attempts/${attempt}`,
    },
  };
}

/** https://docs.github.com/actions/reference/workflows-and-actions/variables */
function factsOf(env: Start["deps"]["env"], repository: string): Facts["values"] {
  const path = workflowPath(env["GITHUB_WORKFLOW_REF"] ?? "", repository);
  const names = [env["GITHUB_WORKFLOW"] ?? "", path, path.slice(path.lastIndexOf("/") + 1)];
  return {
    repository,
    event: env["GITHUB_EVENT_NAME"],
    actor: env["GITHUB_ACTOR"],
    branch: env["GITHUB_REF_NAME"],
    workflow: names.filter((name) => name !== ""),
  };
}
