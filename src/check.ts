/** Mode `check`: inputs and config are valid when it is reached; with credentials, key and project are tried. Writes nothing. */
import { checkCredentials } from "./gleap/check.ts";
import { openGleap } from "./road.ts";
import type { Report } from "./shell/report.ts";
import type { Start } from "./start.ts";

export async function check(start: Start): Promise<{ readonly report: Report; readonly error?: Error }> {
  const gleap = openGleap(start);
  const { sentences, error } =
    gleap === undefined ? { sentences: [], error: undefined } : await checkCredentials(gleap).finally(gleap.close);
  const notes = ["Inputs and config file are valid.", ...start.notes, ...sentences, ...sessionNote(start)];
  const report: Report = {
    mode: "check",
    overall: error === undefined ? "unchanged" : "failed",
    headline: error === undefined ? "everything that was checked is right" : error.message,
    key: "",
    outcomes: [],
    plan: [],
    failedJobs: [],
    problems: [],
    warnings: start.warnings,
    notes,
    permissions: [],
    redacted: 0,
    unsent: [],
  };
  return { report, ...(error === undefined ? {} : { error }) };
}

/** A ticket with a session belongs to a customer, whom a change of status can reach. */
function sessionNote({ inputs }: Start): readonly string[] {
  const sets = ["session", "sessions"].filter((name) => Object.hasOwn(inputs.fields, name));
  if (sets.length === 0) return [];
  return [`The input \`fields\` sets \`${sets.join("` and `")}\`: such a ticket gets notes only; it is never closed, changed or folded.`];
}
