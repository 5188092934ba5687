import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@actions/core";
import { OUTPUTS, type OutputName } from "../contract.ts";
import { perTicket } from "../tickets/outcome.ts";
import type { OutcomeKind } from "../tickets/types.ts";
import { notice, say, sayDebug, warn } from "./console.ts";
import type { PlannedOperation, Report } from "./report.ts";
import { summaryOf } from "./summary.ts";

/** Outputs of one step share 1 MB with their job, so a single one stays well below (SPEC §3). */
const MAX_OUTPUT = 256_000;
const MAX_NOTICES = 10;

export type Outputs = Partial<Record<OutputName, string>>;

function writeTemp(env: Readonly<Record<string, string | undefined>>, name: string, value: unknown): string {
  const directory = mkdtempSync(join(env["RUNNER_TEMP"] || tmpdir(), "gleap-ticket-"));
  const file = join(directory, name);
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** Writes what could not be delivered to a file and says how to keep it: `RUNNER_TEMP` is emptied when the job ends. */
export function writeUnsent(env: Readonly<Record<string, string | undefined>>, unsent: readonly PlannedOperation[]): string {
  const file = writeTemp(env, "unsent.json", unsent);
  say(`What Gleap did not get is in ${file}; nothing is lost. It goes with the job; these two lines keep it as an artifact:`);
  say('  - { uses: actions/upload-artifact@v4, if: "${{ !cancelled() }}",');
  say(`      with: { name: gleap-ticket-unsent, path: ${JSON.stringify(file)} } }`);
  return file;
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
  return perTicket(report.outcomes).map(({ operation, outcome, ticket }) => ({
    key: operation.key,
    outcome,
    id: ticket?.id ?? "",
    number: ticket?.number ?? null,
    url: ticket?.url ?? "",
    title: ticket?.title ?? (operation.kind === "create" ? operation.ticket.title : ""),
  }));
}

/** A list as JSON that fits an output: over the limit, `slim` rows and the name of the file that has them whole. */
function bounded(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  rows: readonly unknown[],
  slim: (row: never) => unknown,
): string {
  const whole = JSON.stringify(rows);
  if (Buffer.byteLength(whole) <= MAX_OUTPUT) return whole;
  const file = writeTemp(env, `${name}.json`, rows);
  const lines: unknown[] = [{ file, rows: rows.length, note: "too large for an output; the file has everything" }];
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
 * The outputs of SPEC §3 that follow from a report. `extra` brings those of one mode (`complete`, `open-items`).
 * Every declared output is set, empty where there is nothing to say, so that a later step never reads a stale value.
 */
export function outputsOf(
  env: Readonly<Record<string, string | undefined>>,
  report: Report,
  unsentFile: string,
  extra: Outputs = {},
): Outputs {
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
    ...extra,
  };
}

/** Sets the outputs, writes the job summary and leaves annotations: failed jobs as notices, missing permissions as one warning. */
export async function publish(env: Readonly<Record<string, string | undefined>>, report: Report, outputs: Outputs): Promise<void> {
  for (const job of report.failedJobs.slice(0, MAX_NOTICES)) {
    const steps = job.steps.map(({ name }) => name).join(", ");
    notice(`${job.name}: ${job.conclusion}${steps === "" ? "" : ` in ${steps}`}`, "Failed job");
  }
  for (const note of report.notes) say(note);
  if (report.permissions.length > 0) {
    const lines = report.permissions.map((line) => `  ${line}`).join("\n");
    warn(`GitHub refused some reads, so the ticket says less than it could. Add to the job of this step:\npermissions:\n${lines}`);
  }
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  await writeSummary(env, report);
  say(`Gleap Ticket: ${report.headline}`);
}

async function writeSummary(env: Readonly<Record<string, string | undefined>>, report: Report): Promise<void> {
  if (!env["GITHUB_STEP_SUMMARY"]) return sayDebug("No job summary: the runner gives no file for it.");
  try {
    await core.summary.addRaw(summaryOf(report), true).write();
  } catch (error) {
    // A summary that cannot be written must not decide over the step: the ticket is what counts.
    say(`The job summary could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
