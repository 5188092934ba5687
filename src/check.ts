/** Mode `check`: inputs and config are valid when it is reached; the checklist is read, and with credentials key and project are tried. Writes nothing. */
import { checkChecklist } from "./checklist/check.ts";
import { ProblemsError, type TicketError } from "./errors.ts";
import { checkCredentials } from "./gleap/check.ts";
import type { Gleap } from "./gleap/connect.ts";
import { createDirectory } from "./gleap/people.ts";
import { openGleap } from "./road.ts";
import type { Report } from "./shell/report.ts";
import type { Start } from "./start.ts";

interface Tried {
  readonly sentences: readonly string[];
  readonly warnings: readonly string[];
  readonly error?: TicketError;
}

/** What the check found. Throws for a wrong checklist, as for a wrong config file. */
export async function check(start: Start): Promise<{ readonly report: Report; readonly error?: TicketError }> {
  const checklist = await checkChecklist(start);
  if (checklist.problems.length > 0) throw new ProblemsError("CONFIG", checklist.problems, "the checklist");
  const gleap = openGleap(start);
  const { sentences, warnings, error }: Tried =
    gleap === undefined ? { sentences: [], warnings: [] } : await tryGleap(gleap, start).finally(gleap.close);
  const looks = [...start.warnings, ...checklist.warnings, ...warnings];
  const valid =
    start.warnings.length === 0 ? "Inputs and config file are valid." : "The inputs are valid; the config file was not checked.";
  const notes = [valid, ...checklist.notes, ...start.notes, ...sentences, ...sessionNote(start)];
  const report: Report = {
    mode: "check",
    overall: error === undefined ? "unchanged" : "failed",
    headline: error === undefined ? headlineOf(looks.length) : "the check failed",
    key: "",
    outcomes: [],
    plan: [],
    failedJobs: [],
    problems: [],
    warnings: looks,
    notes,
    permissions: [...new Set([...start.permissions, ...checklist.permissions])],
    redacted: 0,
    unsent: [],
  };
  return { report, ...(error === undefined ? {} : { error }) };
}

function headlineOf(looks: number): string {
  if (looks === 0) return "everything that was checked is right";
  return looks === 1
    ? "1 thing to look at; whatever else was checked is right"
    : `${looks} things to look at; whatever else was checked is right`;
}

/** Key and project, and whether Gleap knows everybody whom a rule names. */
async function tryGleap(gleap: Gleap, start: Start): Promise<Tried> {
  const { sentences, error } = await checkCredentials(gleap);
  if (error !== undefined) return { sentences, warnings: [], error };
  const lookUp = createDirectory(gleap);
  const warnings = new Set<string>();
  for (const { assignee, team } of rulesOf(start)) {
    const wanted = { ...(assignee === undefined ? {} : { assignee }), ...(team === undefined ? {} : { team }) };
    for (const warning of (await lookUp(wanted)).warnings) warnings.add(warning);
  }
  return { sentences: [...sentences, "Whether the key may write shows with the first ticket."], warnings: [...warnings] };
}

function rulesOf({ config }: Start) {
  return [...config.failure.rules, ...config.checklist.rules, ...config.triage.rules];
}

/** A ticket with a session belongs to a customer, whom a change of status can reach. */
function sessionNote({ inputs }: Start): readonly string[] {
  const sets = ["session", "sessions"].filter((name) => Object.hasOwn(inputs.fields, name));
  if (sets.length === 0) return [];
  return [`The input \`fields\` sets \`${sets.join("` and `")}\`: such a ticket gets notes only; it is never closed, changed or folded.`];
}
