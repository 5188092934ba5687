/** The checklist in mode `check`: valid or not, where the repository has one. */
import { DEFAULTS } from "../defaults.ts";
import type { Said } from "../errand.ts";
import type { Problem } from "../errors.ts";
import type { Start } from "../start.ts";
import { problemsIn } from "./path.ts";

/** What is to be corrected, and what is to be said. That a repository without a checklist names none is no problem. */
export interface CheckedChecklist extends Said {
  readonly problems: readonly Problem[];
}

export async function checkChecklist({ config, repositoryFile }: Start): Promise<CheckedChecklist> {
  const { file: path } = config.checklist;
  const nothing: CheckedChecklist = { problems: [], warnings: [], notes: [], permissions: [] };
  const wrong = (what: string): CheckedChecklist => ({ ...nothing, problems: [{ where: "checklist.file", what }] });
  const none = `No checklist \`${path}\` was found, so none was checked; put one there to use \`mode: checklist\`.`;
  const file = await repositoryFile(path);
  switch (file.kind) {
    case "absent":
      return path === DEFAULTS.checklist.file
        ? { ...nothing, notes: [none] }
        : wrong(`expected the checklist \`${path}\` in the repository, found nothing`);
    case "refused":
      return wrong(`the path \`${path}\` ${file.why}`);
    case "unreadable": {
      // Nobody has to have a checklist, so one that may not be there asks for no permission.
      if (file.perhapsAbsent && path === DEFAULTS.checklist.file) return { ...nothing, notes: [none] };
      const permissions = file.permission === undefined ? [] : [file.permission];
      return {
        ...nothing,
        warnings: [`The checklist \`${path}\` could not be read, so it was not checked: ${file.why} ${file.advice}`],
        permissions,
      };
    }
    default: {
      // Markdown is loaded where there is some.
      const { readChecklist } = await import("./file.ts");
      const read = readChecklist(file.text);
      if (!("problems" in read)) return { ...nothing, notes: [`The checklist \`${path}\` is valid.`] };
      return { ...nothing, problems: problemsIn(path, read.problems) };
    }
  }
}
