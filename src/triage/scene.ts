/** What is the same for all issues of a run. */
import type { Config } from "../config.ts";
import { type OwnRun, readOwnRun } from "../own-run.ts";
import { type TicketSettings, ticketSettings } from "../settings.ts";
import type { Start } from "../start.ts";
import { triageScopeKey } from "../tickets/identity.ts";
import { createBudget, type PatternBudget } from "../tickets/patterns.ts";
import { createRedactor, type Redactor } from "../tickets/redact.ts";
import type { Facts } from "../tickets/rules.ts";
import type { RunRef } from "../tickets/types.ts";

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
  const run = readOwnRun(deps.env);
  const { repository, repositoryUrl } = run;
  const budget = createBudget();
  return {
    repository,
    repositoryUrl,
    scope: triageScopeKey(repository),
    config: config.triage,
    ticket: ticketSettings(config, inputs, "triage"),
    facts: factsOf(run, deps.env["GITHUB_REF_NAME"]),
    budget,
    redact: createRedactor([], budget),
    reading: { left: READING_MS },
    now: deps.now(),
    run,
  };
}

function factsOf({ repository, event, actor, workflow, workflowPath: path }: OwnRun, branch: string | undefined): Facts["values"] {
  const names = [workflow, path, path.slice(path.lastIndexOf("/") + 1)];
  return { repository, event, actor, branch, workflow: names.filter((name) => name !== "") };
}
