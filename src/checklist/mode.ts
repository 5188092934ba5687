/** Mode `checklist` for `road.ts`: settings in, errand out. Loaded only when the mode is asked for. */
import type { Errand, NoErrand } from "../errand.ts";
import { type Problem, ProblemsError, TicketError } from "../errors.ts";
import { ticketSettings } from "../settings.ts";
import type { Start } from "../start.ts";
import { checklistKey } from "../tickets/identity.ts";
import { type Collecting, collectChecklist } from "./collect.ts";
import { type ChecklistFile, readChecklist } from "./file.ts";
import { checklistPath, problemsIn } from "./path.ts";
import { ownRun } from "./run.ts";
import { skipUntold, tagOfRun } from "./tag-of-run.ts";
import { type KnownRelease, whichRelease } from "./which-release.ts";

/** The errand of this run, or one sentence why there is none. Throws for a wrong version or file, and for a release that may have to be stopped, before anything is sent. */
export async function checklistErrand(start: Start): Promise<Errand | NoErrand> {
  const { config, inputs, deps, payload, github } = start;
  const run = ownRun(deps.env);
  const told = whichRelease({ env: deps.env, payload, ...(inputs.version === undefined ? {} : { version: inputs.version }) });
  const looked = told.kind === "ask" ? await tagOfRun(github, told.run) : told;
  const which = looked.kind === "untold" ? skipUntold(looked, start) : looked;
  const path = checklistPath(config.checklist.file);
  const keyOf = (version: string) => checklistKey(run.repository, path, version);
  if (which.kind === "skip") {
    const { reason, version, permissions = [] } = which;
    return { skipped: reason, key: version === undefined ? "" : keyOf(version), permissions };
  }
  const read = await readFile(start, path);
  if (which.kind === "none" || "problems" in read) throw problemsOf(which, "problems" in read ? read.problems : []);
  const { wanted } = which;
  const scope = keyOf(wanted.version);
  const settings = ticketSettings(config, inputs, "checklist");
  const collecting: Collecting = { start, wanted, path, file: read, settings, scope, run };
  const { type } = settings.inputs;
  const types = [settings.base.type, read.matter.type, ...config.checklist.rules.map((rule) => rule.type)];
  return {
    mode: "checklist",
    scope,
    tag: scope,
    types: type === undefined ? [...new Set(types.filter((one) => one !== undefined))] : [type],
    closed: config.ticket.closed,
    archived: true,
    plansAgain: true,
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
      return { problems: problemsIn(path, read.problems) };
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
        file.advice,
      );
  }
}

function problemsOf(which: KnownRelease, ofFile: readonly Problem[]): ProblemsError {
  const ofInputs = which.kind === "none" ? [{ where: "version", what: which.what }] : [];
  const code = ofInputs.length > 0 ? "INPUT" : "CONFIG";
  return new ProblemsError(code, [...ofInputs, ...ofFile], code === "INPUT" ? "the inputs or the checklist" : "the checklist");
}
