/** One step from its inputs to its end, and the only place where an error ends. */
import type { Deps } from "./deps.ts";
import { type Ending, endOf, fail } from "./ending.ts";
import type { Errand, NoErrand, Said } from "./errand.ts";
import { SHARE_TOKENS } from "./gleap/fields.ts";
import { hasOpen, type Walked, walk } from "./road.ts";
import type { TicketMode } from "./settings.ts";
import { mask } from "./shell/console.ts";
import { readInputs } from "./shell/inputs.ts";
import { outputsOf, publish, tellUnsent, writeUnsent } from "./shell/publish.ts";
import type { Report } from "./shell/report.ts";
import { hiddenConfigGaps, type Start, start } from "./start.ts";

const real: Deps = {
  env: process.env,
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

/** Runs the action once. It does not throw: an error becomes the step's one failure, or what `on-error` makes of it. */
export async function run(deps: Deps = real): Promise<void> {
  const began = deps.now();
  const ending: Ending = { env: deps.env, red: undefined };
  try {
    const { inputs, problems } = await readInputs();
    ending.inputs = inputs;
    for (const token of SHARE_TOKENS.map((name) => inputs.fields[name])) if (typeof token === "string" && token !== "") mask(token);
    const started = await start(deps, inputs, problems, began);
    const { report, error } = await reportOf(started, ending);
    const unsentFile = writeUnsent(deps.env, report.unsent);
    await publish(deps.env, report, outputsOf(deps.env, report, unsentFile), error);
    endOf(report, error, ending);
    tellUnsent(report.unsent, unsentFile);
  } catch (error) {
    await fail(error, ending);
  }
}

async function reportOf(started: Start, ending: Ending): Promise<Walked> {
  const { inputs, credentials } = started;
  if (credentials.kind === "skip")
    return { report: skipped(inputs.mode, "", credentials.notice, { warnings: [], notes: [], permissions: [] }) };
  if (inputs.mode === "check") return (await import("./check.ts")).check(started);
  const errand = await errandOf(inputs.mode, started, ending);
  if (!("skipped" in errand)) return walk(started, errand);
  const permissions = [...started.permissions, ...errand.permissions];
  return { report: skipped(inputs.mode, errand.key, errand.skipped, { ...started, permissions }) };
}

/** Each mode is loaded only where it is asked for. */
async function errandOf(mode: TicketMode, started: Start, ending: Ending): Promise<Errand | NoErrand> {
  if (mode === "checklist") return (await import("./checklist/mode.ts")).checklistErrand(started);
  if (mode === "triage") return (await import("./triage/mode.ts")).triageErrand(started);
  const { failureErrand } = await import("./failure/mode.ts");
  return failureErrand(started, {
    onRed: () => {
      ending.red = true;
    },
    hasOpen: (scope, types) => hasOpen(started, scope, types),
    configGaps: (sha) => hiddenConfigGaps(started, sha),
  });
}

function skipped(mode: string, key: string, reason: string, { warnings, notes, permissions }: Said): Report {
  return {
    mode,
    overall: "skipped",
    headline: reason,
    key,
    outcomes: [],
    plan: [],
    failedJobs: [],
    problems: [],
    warnings,
    notes,
    permissions,
    redacted: 0,
    unsent: [],
  };
}
