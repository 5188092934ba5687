import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@actions/core";
import { OUTPUTS, type OutputName } from "../contract.ts";
import { perTicket } from "../tickets/outcome.ts";
import type { OutcomeKind } from "../tickets/types.ts";
import { notice, say, sayDebug, warn } from "./console.ts";
import type { PlannedOperation, Report } from "./report.ts";
import { summaryOf, worthTelling } from "./summary.ts";

/** Outputs of one step share 1 MB with their job, so a single one stays well below. */
const MAX_OUTPUT = 256_000;
const MAX_NOTICES = 10;
const MAX_TOLD = 50;

export type Outputs = Partial<Record<OutputName, string>>;

type Env = Readonly<Record<string, string | undefined>>;

/** Writes a file that outlives the step; `undefined` where the runner has no place for it. */
function writeTemp(env: Env, name: string, value: unknown): string | undefined {
  for (const parent of [env["RUNNER_TEMP"], tmpdir()]) {
    if (parent === undefined || parent === "") continue;
    try {
      const file = join(mkdtempSync(join(parent, "gleap-ticket-")), name);
      writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
      return file;
    } catch (error) {
      sayDebug(`No file in ${parent}: ${String(error)}`);
    }
  }
  return undefined;
}

/** Writes what could not be delivered to a file, and answers its path; empty where no file can be written. */
export function writeUnsent(env: Env, unsent: readonly PlannedOperation[]): string {
  return unsent.length === 0 ? "" : (writeTemp(env, "unsent.json", unsent) ?? "");
}

/** Says where what was not delivered is, and how to keep the file: it goes with the job. */
export function tellUnsent(unsent: readonly PlannedOperation[], file: string): void {
  if (unsent.length === 0) return;
  say(`Nothing is lost: what Gleap did not get is in the job summary${file === "" ? "." : ` and in ${file}.`}`);
  if (file === "") return;
  say("The file goes with the job. To keep it, give this step `id: gleap` and put these two lines after it:");
  say('  - { uses: actions/upload-artifact@v4, if: "${{ !cancelled() && steps.gleap.outputs.unsent-file }}",');
  say('      with: { name: gleap-ticket-unsent, path: "${{ steps.gleap.outputs.unsent-file }}" } }');
}

/** What became of one ticket. */
interface Row {
  readonly key: string;
  readonly outcome: OutcomeKind;
  readonly id: string;
  readonly number: number | null;
  readonly url: string;
  readonly title: string;
}

function rowsOf(report: Report): Row[] {
  // Nothing was done and there is no ticket: that is the outcome of the run, not of a ticket.
  const told = perTicket(report.outcomes).filter(({ operation, ticket }) => operation.kind !== "leave" || ticket !== undefined);
  return told.map(({ operation, outcome, ticket }) => ({
    key: operation.key,
    outcome,
    id: ticket?.id ?? "",
    number: ticket?.number ?? null,
    url: ticket?.url ?? "",
    title: ticket?.title ?? (operation.kind === "create" ? operation.ticket.title : ""),
  }));
}

/** A list as JSON that fits an output: over the limit, `slim` rows and the name of the file that has them whole. */
function bounded(env: Env, name: string, rows: readonly unknown[], slim: (row: never) => unknown): string {
  const whole = JSON.stringify(rows);
  if (Buffer.byteLength(whole) <= MAX_OUTPUT) return whole;
  const file = writeTemp(env, `${name}.json`, rows);
  const lines: unknown[] = [{ file: file ?? null, rows: rows.length, note: "too large for an output; the file has everything" }];
  let size = Buffer.byteLength(JSON.stringify(lines));
  for (const row of rows) {
    const line = slim(row as never);
    size += Buffer.byteLength(JSON.stringify(line)) + 1;
    if (size > MAX_OUTPUT) break;
    lines.push(line);
  }
  return JSON.stringify(lines);
}

/**
 * The outputs that follow from a report. Every declared output is set, empty where there is nothing to say, so that a later step never reads a stale value.
 */
export function outputsOf(env: Env, report: Report, unsentFile: string): Outputs {
  const rows = rowsOf(report);
  const first = rows.find((row) => row.id !== "") ?? rows[0];
  const empty = Object.fromEntries(Object.keys(OUTPUTS).map((name) => [name, ""]));
  return {
    ...empty,
    outcome: report.overall,
    "ticket-id": first?.id ?? "",
    "ticket-number": first?.number?.toString() ?? "",
    "ticket-url": first?.url ?? "",
    key: first?.key ?? report.key,
    tickets: bounded(env, "tickets", rows, ({ title: _title, ...row }: Row) => row),
    "failed-jobs": bounded(env, "failed-jobs", report.failedJobs, ({ steps: _steps, ...job }: Report["failedJobs"][number]) => job),
    plan: bounded(env, "plan", report.plan, ({ requests, ...operation }: PlannedOperation) => ({
      ...operation,
      requests: requests.map(({ method, path }) => ({ method, path })),
    })),
    "unsent-file": unsentFile,
    ...report.outputs,
  };
}

/**
 * Sets the outputs, writes the job summary and leaves annotations: failed jobs as notices, missing permissions as one warning. `error`: why the step fails
 * although it has a report.
 */
export async function publish(env: Env, report: Report, outputs: Outputs, error?: Error): Promise<void> {
  for (const job of report.failedJobs.slice(0, MAX_NOTICES)) notice(failedJobText(job), "Failed job");
  for (const warning of report.warnings) warn(warning);
  for (const note of report.notes) say(note);
  if (report.permissions.length > 0) warn(permissionsText(report));
  if (report.overall === "planned") worthTelling(report.plan).forEach(sayPlanned);
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  await writeSummary(env, report, error);
  // Without an outcome the step ends with an annotation that says the same: an error, or why it was skipped.
  if (report.outcomes.length > 0 || report.overall === "unchanged") say(`Gleap Ticket: ${report.headline}`);
  sayTickets(rowsOf(report).filter((row) => row.url !== ""));
}

/** The tickets with their links; of very many only those that something was done to. */
function sayTickets(rows: readonly Row[]): void {
  const told = rows.length <= MAX_TOLD ? rows : rows.filter(({ outcome }) => outcome !== "unchanged" && outcome !== "skipped");
  for (const { title, url } of told.slice(0, MAX_TOLD)) say(`  ${title}: ${url}`);
  const more = rows.length - Math.min(told.length, MAX_TOLD);
  if (more > 0) say(`  … and ${more} more.`);
}

const ENDED: ReadonlyMap<string, string> = new Map([
  ["timed_out", "ran out of time"],
  ["cancelled", "was cancelled"],
  ["startup_failure", "could not start"],
]);

function failedJobText({ name, conclusion, steps }: Report["failedJobs"][number]): string {
  const where = steps.map((step) => `"${step.name}"`).join(", ");
  return `Job "${name}" ${ENDED.get(conclusion) ?? "failed"}${where === "" ? "" : ` in step ${where}`}`;
}

function permissionsText({ permissions, outcomes }: Report): string {
  const isRead = permissions.some((line) => line.endsWith(": read"));
  const less = isRead && outcomes.some(({ operation }) => operation.kind !== "leave") ? ", so the ticket says less than it could" : "";
  const lines = permissions.map((line) => `  ${line}`).join("\n");
  return `GitHub refused some ${isRead ? "reads" : "writes"}${less}. Add what is missing to the permissions of the job; a new block takes away every scope that it does not name:\npermissions:\n${lines}`;
}

/** One operation of a dry run, whole. */
function sayPlanned({ kind, title, key, reason, requests }: PlannedOperation): void {
  say(`Planned: ${kind} ${title ?? key}${reason === undefined ? "" : ` (${reason})`}`);
  for (const { method, path, body } of requests) say(`${method} ${path}${body === undefined ? "" : `\n${JSON.stringify(body, null, 2)}`}`);
}

async function writeSummary(env: Env, report: Report, error: Error | undefined): Promise<void> {
  if (!env["GITHUB_STEP_SUMMARY"]) return sayDebug("No job summary: the runner gives no file for it.");
  try {
    await core.summary.addRaw(summaryOf(report, error), true).write();
  } catch (cause) {
    // A summary that cannot be written must not decide over the step: the ticket is what counts.
    say(`The job summary could not be written: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
