/** Facts and failed jobs as the collection hands them over, for tests of what is made of them. */
import type { Config } from "../../src/config.ts";
import { DEFAULTS } from "../../src/defaults.ts";
import type { Told } from "../../src/failure/body.ts";
import type { Drafting } from "../../src/failure/draft.ts";
import type { Excerpt, ExcerptResult } from "../../src/failure/excerpt.ts";
import type { FailureFacts } from "../../src/failure/facts.ts";
import { type FailedJob, type FailureClass, failedJob } from "../../src/failure/jobs.ts";
import { position, type ReportedRun } from "../../src/failure/position.ts";
import { showFacts, showJob } from "../../src/failure/shown.ts";
import type { Job, Run } from "../../src/github/types.ts";
import { ticketSettings } from "../../src/settings.ts";
import type { Inputs } from "../../src/shell/inputs.ts";
import { createBudget } from "../../src/tickets/patterns.ts";
import { createRedactor } from "../../src/tickets/redact.ts";
import { NO_INPUTS } from "../no-inputs.ts";
import { aJob, aRun, REPORTER, reporting, SHA } from "./runs.ts";

export const RUN = "https://github.com/octo-org/widget/actions/runs/17342";
export const GREEN = "1a2b3c4d5e6f".padEnd(40, "0");
export const COMMIT = {
  sha: SHA,
  subject: "Cache the parser",
  author: "Mona Lisa",
  url: `https://github.com/octo-org/widget/commit/${SHA}`,
} as const;

/** Known shapes of secrets, as the mode redacts names with. */
export const redact = createRedactor([], createBudget(250));

/** The run that an event `workflow_run` reports. */
export function reportedRun(more: Partial<Run> = {}): ReportedRun {
  const place = position({ env: REPORTER, payload: reporting(aRun(more)), hasNeeds: false });
  if (place.kind !== "report") throw new Error(place.kind);
  return place.run;
}

/** A failed job of the list. `steps` are names of failed steps. */
export function failing(id: number, name: string, steps: readonly string[] = ["Run npm test"], kind: FailureClass = "failure"): FailedJob {
  const conclusion = ({ failure: "failure", timeout: "timed_out", cancelled: "cancelled", startup: "startup_failure" } as const)[kind];
  const own = steps.map((step, index) => ({ name: step, number: index + 4, status: "completed", conclusion }));
  const more: Partial<Job> = { conclusion, steps: own };
  return failedJob(aJob(id, name, more), kind, { logId: id, runUrl: RUN, own: false });
}

/** An excerpt of log lines, the first one at line `from` of the log; `error` is the index of the first error. */
export function excerptOf(texts: readonly string[], more: Partial<Excerpt> & { readonly error?: number } = {}): ExcerptResult {
  const { error, ...rest } = more;
  const lines = texts.map((text, index) => ({ number: index + 97, text }));
  const first = error === undefined ? undefined : lines[error];
  const keep = error ?? lines.length - 1;
  return {
    ok: true,
    excerpt: { source: "log", lines, keep, redacted: 0, total: 240, ...(first === undefined ? {} : { firstError: first }), ...rest },
  };
}

/** A red run of `ci.yml` on main with these failed jobs, the run before it green. */
export function factsOf(failed: readonly FailedJob[], more: Partial<FailureFacts<unknown>> = {}): FailureFacts<unknown> {
  const results = failed.map(({ hash, name }) => ({ hash, name, result: "failure" }) as const);
  return {
    run: reportedRun(),
    color: "red",
    class: "failure",
    failed,
    results: [...results, { hash: "00000a", name: "lint", result: "success" }],
    complete: true,
    listed: true,
    startedAt: "2026-03-01T10:00:05Z",
    commit: COMMIT,
    regression: {
      kind: "found",
      green: { number: 127, url: "https://github.com/octo-org/widget/actions/runs/17000", sha: GREEN, at: "2026-02-28T10:00:00Z" },
      compareUrl: `https://github.com/octo-org/widget/compare/${GREEN}...${SHA}`,
      commits: [{ ...COMMIT, sha: "9".repeat(40), subject: "Bump the parser", author: "Grace Hopper" }, COMMIT],
      total: 2,
    },
    logs: [],
    refusals: [],
    permissions: [],
    ...more,
  };
}

/** Facts and jobs fit to be shown; `excerpts` go to the failed jobs in turn. */
export function told(
  failed: readonly FailedJob[],
  excerpts: readonly (ExcerptResult | undefined)[] = [],
  more: Partial<FailureFacts<unknown>> = {},
): Told {
  const jobs = failed.map((job, index) => showJob(job, excerpts[index], redact));
  return { facts: showFacts(factsOf(failed, more), redact), jobs };
}

/** The built-in config with some keys of `failure` changed. */
export function configWith(failure: Partial<Config["failure"]> = {}): Config {
  return { ...DEFAULTS, failure: { ...DEFAULTS.failure, ...failure } };
}

/** Ticket settings of the mode. */
export function ticketOf(config: Config = DEFAULTS, inputs: Partial<Inputs> = {}) {
  return ticketSettings(config, { ...NO_INPUTS, ...inputs }, "failure");
}

export const NOW = Date.parse("2026-03-01T12:00:00Z");

/** How drafts are made with this config and these inputs. */
export function draftingWith(config: Config = DEFAULTS, inputs: Partial<Inputs> = {}): Drafting {
  return { ticket: ticketOf(config, inputs), rules: config.failure.rules, budget: createBudget(1000), now: NOW };
}
