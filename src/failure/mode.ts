/** Mode `failure` for `road.ts`: settings in, errand out. Loaded only when the mode is asked for. */
import type { Errand, NoErrand } from "../errand.ts";
import { failurePolicy, ticketSettings } from "../settings.ts";
import type { ReportedJob } from "../shell/report.ts";
import type { Start } from "../start.ts";
import { createBudget } from "../tickets/patterns.ts";
import { plan } from "../tickets/plan.ts";
import { collectFailure, type FailureSettings } from "./collect.ts";
import { placeFailure } from "./place.ts";
import type { ReportedRun, Surroundings } from "./reported.ts";
import type { ShownJob } from "./shown.ts";
import { saidBy } from "./spare.ts";
import { knownColor, needResults } from "./verdict.ts";

/** What the mode is lent. */
export interface Aids {
  /** Is told as soon as it is known that something failed. */
  readonly onRed: () => void;
  /** Whether the listing by a scope shows an open ticket; tickets are of these types. */
  readonly hasOpen: (scope: string, types: readonly string[]) => Promise<boolean>;
  /** What is to be said of a config file that may be there and not be seen; the commit is one that can be read where files can. */
  readonly configGaps: (sha: string) => Promise<Gaps>;
}

interface Gaps {
  readonly warnings: readonly string[];
  readonly permissions: readonly string[];
}

/** The errand of this run, or one sentence why there is none. */
export async function failureErrand(start: Start, { onRed, hasOpen, configGaps }: Aids): Promise<Errand | NoErrand> {
  const settings = settingsOf(start);
  const types = typesOf(settings);
  const placing = { ...settings, sleep: start.deps.sleep, refs: start.config.failure.refs };
  const place = await placeFailure(start.github, placing, (scope) => hasOpen(scope, types));
  const colorOf = (run: ReportedRun) => knownColor(run, settings.needs, settings.self);
  if (place.kind === "skip") {
    // Defaults that stand in for a file that nobody could see must not decide in silence; a green run has nothing to lose.
    const undecided = place.unwanted !== undefined && colorOf(place.unwanted) !== "green" ? place.unwanted : undefined;
    const gaps = undecided === undefined ? NO_GAPS : await told(configGaps, undecided);
    const permissions = [...place.refusals.flatMap(({ permission }) => permission ?? []), ...gaps.permissions];
    return { skipped: [place.reason, ...gaps.warnings].join(" "), key: "", permissions: [...new Set(permissions)].toSorted() };
  }
  if (place.gone === undefined && colorOf(place.run) === "red") onRed();
  const policy = failurePolicy(start.config);
  return {
    mode: "failure",
    scope: place.scope,
    tag: place.scope,
    types,
    closed: policy.closed,
    collect: async (existing) => {
      const { jobs, red, desired, ...collected } = await collectFailure(start.github, place, settings, existing);
      if (red) onRed();
      const gaps = red ? await told(configGaps, place.run) : NO_GAPS;
      const permissions = [...new Set([...collected.permissions, ...gaps.permissions])].toSorted();
      return {
        ...collected,
        plan: (tickets, options) => plan(desired, tickets, policy, options),
        run: desired.verdict,
        warnings: gaps.warnings,
        permissions,
        failedJobs: jobs.map(reported),
      };
    },
  };
}

/** Every type that a ticket of this run can have: a rule may change it, an input decides. */
function typesOf({ config, ticket }: FailureSettings): readonly string[] {
  const { inputs, base } = ticket;
  return inputs.type === undefined ? [...new Set([base.type, ...config.failure.rules.flatMap(({ type }) => type ?? [])])] : [inputs.type];
}

const NO_GAPS: Gaps = { warnings: [], permissions: [] };

/** What is to be said of the config file; that nothing could be found out keeps no ticket back. */
async function told(configGaps: Aids["configGaps"], { headSha }: ReportedRun): Promise<Gaps> {
  try {
    return await configGaps(headSha);
  } catch (error) {
    return { ...NO_GAPS, warnings: [`Whether the config file can be seen is not known (${saidBy(error)}).`] };
  }
}

function settingsOf({ deps, inputs, config, payload, deadline }: Start): FailureSettings {
  const { env } = deps;
  const around: Surroundings = {
    env,
    payload,
    hasNeeds: inputs.needs !== undefined,
    ...(inputs.runId === undefined ? {} : { runId: inputs.runId }),
  };
  const self = {
    key: env["GITHUB_JOB"] ?? "",
    status: inputs.jobStatus,
    ...(inputs.jobId === undefined ? {} : { jobId: inputs.jobId }),
    ...(inputs.matrix === undefined ? {} : { matrix: inputs.matrix }),
    ...(env["RUNNER_NAME"] ? { runnerName: env["RUNNER_NAME"] } : {}),
  };
  return {
    config,
    ticket: ticketSettings(config, inputs, "failure"),
    around,
    self,
    ...(inputs.needs === undefined ? {} : { needs: needResults(inputs.needs) }),
    logFiles: inputs.logFiles,
    secrets: [inputs.apiKey, inputs.githubToken],
    budget: createBudget(),
    now: deps.now(),
    left: () => deadline.at - deps.now(),
  };
}

function showStep({ name, number, conclusion, url }: ShownJob["steps"][number]): ReportedJob["steps"][number] {
  return { name, number, conclusion, url };
}

function reported({ name, id, conclusion, url, steps }: ShownJob): ReportedJob {
  return { name, id: id ?? null, conclusion, url, steps: steps.map(showStep) };
}
