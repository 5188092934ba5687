/** How a step ends: red, green with a warning, or green. */
import * as core from "@actions/core";
import { GateError, ProblemsError, TicketError } from "./errors.ts";
import { notice, printable, say, sayDebug, warn } from "./shell/console.ts";
import type { Inputs } from "./shell/inputs.ts";
import { outputsOf, publish } from "./shell/publish.ts";
import type { Report } from "./shell/report.ts";

/** What is known when a step ends; filled in on the way. */
export interface Ending {
  readonly env: Readonly<Record<string, string | undefined>>;
  inputs?: Inputs;
  /** A failure of the workflow is known. */
  red: boolean | undefined;
}

/** The end of a run that has a report. A gate that is shut stays shut, whatever else went wrong and whatever `on-error` says. */
export function endOf(report: Report, error: Error | undefined, ending: Ending): void {
  if (report.overall === "skipped" && report.outcomes.length === 0) notice(report.headline);
  const undelivered = report.overall === "failed" ? undeliveredOf(report) : undefined;
  if (error instanceof GateError && undelivered !== undefined) explain(undelivered);
  if (error instanceof GateError) return raise(error, ending, undelivered === undefined ? [] : [sentencesOf(undelivered)]);
  const cause = error ?? undelivered;
  if (cause !== undefined) raise(cause, ending);
}

function undeliveredOf({ outcomes }: Report): Error {
  const errors = outcomes.flatMap((outcome) => (outcome.error === undefined ? [] : [outcome.error]));
  return errors[0] ?? new TicketError("INTERNAL", "Something was not delivered.", "Please report this as a defect of Gleap Ticket.");
}

/** The end of a run that has none: an error on the way. Outputs and summary say so too. */
export async function fail(thrown: unknown, ending: Ending): Promise<void> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const problems = error instanceof ProblemsError ? error.problems.map(({ where, what }) => `${where}: ${what}`) : [];
  const report: Report = {
    mode: ending.inputs?.mode ?? "failure",
    overall: "failed",
    headline: sentencesOf(error),
    key: "",
    outcomes: [],
    plan: [],
    failedJobs: [],
    problems,
    warnings: [],
    notes: [],
    permissions: [],
    redacted: 0,
    unsent: [],
  };
  await publish(ending.env, report, outputsOf(ending.env, report, "")).catch((cause: unknown) => sayDebug(String(cause)));
  raise(error, ending, problems);
}

/** Wrong inputs and config, and what the workflow asked to be stopped for, always fail the step; what could not be delivered does as `on-error` says. */
function raise(error: Error, ending: Ending, problems: readonly string[] = []): void {
  explain(error);
  const message = printable([sentencesOf(error), ...problems].join("\n"));
  const how = isMistake(error) ? "fail" : whatToDo(ending);
  if (how === "fail") core.setFailed(message);
  else if (how === "warn") warn(message);
  else say(message);
}

function isMistake(error: Error): boolean {
  return error instanceof GateError || (error instanceof TicketError && (error.code === "INPUT" || error.code === "CONFIG"));
}

/** `auto`: a reporter never turns a green run red. */
function whatToDo({ inputs, red }: Ending): "fail" | "warn" | "ignore" {
  const onError = inputs?.onError ?? "auto";
  if (onError !== "auto") return onError;
  return inputs?.mode === "failure" && red !== true && !isRedByItself(inputs) ? "warn" : "fail";
}

/** What the inputs alone tell, for an error that came before anything was asked. */
function isRedByItself({ jobStatus, needs }: Inputs): boolean {
  return jobStatus === "failure" || Object.values(needs ?? {}).some(({ result }) => result === "failure");
}

function sentencesOf(error: Error): string {
  if (error instanceof TicketError) return `${error.message} ${error.next} (${error.code})`;
  return `Something unexpected happened: ${error.message}. Please report this as a defect of Gleap Ticket. (INTERNAL)`;
}

/** The chain of causes, for debug logging. */
function explain(error: Error): void {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 10; depth += 1) {
    sayDebug(cause.stack ?? cause.message);
    cause = cause.cause;
  }
}
