/** Mode `checklist` for `road.ts`: settings in, errand out. Loaded only when the mode is asked for. */
import type { Errand, NoErrand } from "../errand.ts";
import { type Problem, ProblemsError, TicketError } from "../errors.ts";
import { ticketSettings } from "../settings.ts";
import type { Start } from "../start.ts";
import { checklistKey } from "../tickets/identity.ts";
import { type Collecting, collectChecklist } from "./collect.ts";
import { type ChecklistFile, readChecklist } from "./file.ts";
import { checklistPath, type Placing, placeOf } from "./place.ts";
import { ownRun } from "./run.ts";

/** The errand of this run, or one sentence why there is none. Throws for a wrong version or file before anything is sent. */
export async function checklistErrand(start: Start): Promise<Errand | NoErrand> {
  const { config, inputs, deps, payload } = start;
  const run = ownRun(deps.env);
  const placing = placeOf({ env: deps.env, payload, ...(inputs.version === undefined ? {} : { version: inputs.version }) });
  const path = checklistPath(config.checklist.file);
  const keyOf = (version: string) => checklistKey(run.repository, path, version);
  if (placing.kind === "skip") {
    return { skipped: placing.reason, key: placing.version === undefined ? "" : keyOf(placing.version), permissions: [] };
  }
  const read = await readFile(start, path);
  if (placing.kind === "none" || "problems" in read) throw problemsOf(placing, "problems" in read ? read.problems : []);
  const { place } = placing;
  const scope = keyOf(place.version);
  const settings = ticketSettings(config, inputs, "checklist");
  const collecting: Collecting = { start, place, path, file: read, settings, scope, run };
  const { type } = settings.inputs;
  const types = [settings.base.type, read.matter.type, ...config.checklist.rules.map((rule) => rule.type)];
  return {
    mode: "checklist",
    scope,
    tag: scope,
    types: type === undefined ? [...new Set(types.filter((one) => one !== undefined))] : [type],
    closed: config.ticket.closed,
    archived: true,
    careful: true,
    progress: "tickets",
    collect: () => collectChecklist(collecting),
  };
}

/** The checklist, or what is wrong with it, each with its place in the file. Throws where it is not there or cannot be read. */
async function readFile(
  { repositoryFile, inputs }: Start,
  path: string,
): Promise<ChecklistFile | { readonly problems: readonly Problem[] }> {
  const file = await repositoryFile(path);
  switch (file.kind) {
    case "text": {
      const read = readChecklist(file.text);
      if (!("problems" in read)) return read;
      return {
        problems: read.problems.map(({ line, column, key, what }) => ({ where: `${path}:${line}:${column} ${key ?? ""}`.trimEnd(), what })),
      };
    }
    case "absent":
      throw new TicketError(
        "CONFIG",
        `There is no checklist \`${path}\` in the repository.`,
        `Put a Markdown task list there, or name another file under \`checklist.file\` in ${inputs.config.path}.`,
      );
    case "refused":
      throw new TicketError("CONFIG", `The checklist \`${path}\` ${file.why}.`, `Correct \`checklist.file\` in ${inputs.config.path}.`);
    default:
      throw new TicketError(
        file.permission === undefined ? "UNAVAILABLE" : "PERMISSION",
        `The checklist \`${path}\` could not be read: ${file.why}`,
        file.permission === undefined
          ? "Run it again, or check the repository out before this step."
          : `Add \`permissions: { ${file.permission} }\` to the job, or check the repository out before this step.`,
      );
  }
}

function problemsOf(placing: Placing, ofFile: readonly Problem[]): ProblemsError {
  const ofInputs = placing.kind === "none" ? [{ where: "version", what: placing.what }] : [];
  const code = ofInputs.length > 0 ? "INPUT" : "CONFIG";
  return new ProblemsError(code, [...ofInputs, ...ofFile], code === "INPUT" ? "the inputs or the checklist" : "the checklist");
}
