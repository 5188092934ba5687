import type { Config } from "../config.ts";
import { DEFAULTS } from "../defaults.ts";
import type { Problem } from "../errors.ts";
import { type RepositoryFiles, readRepositoryFile } from "./repository-file.ts";

/** The config of this run. With problems it is the built-in defaults, so that the rest can still be checked; nothing may be sent then. */
export interface LoadedConfig {
  readonly config: Config;
  readonly problems: readonly Problem[];
  /** Sentences for log and summary: why the file was not read. */
  readonly warnings: readonly string[];
  /** Where it was read from. */
  readonly from: "workspace" | "repository" | "defaults";
}

/** Reads and checks the config file. `named`: the workflow chose the path, so the file must exist. */
export async function loadConfig(
  files: RepositoryFiles,
  chosen: { readonly path: string; readonly named: boolean },
): Promise<LoadedConfig> {
  const { path, named } = chosen;
  const defaults: LoadedConfig = { config: DEFAULTS, problems: [], warnings: [], from: "defaults" };
  const refuse = (what: string): LoadedConfig => ({ ...defaults, problems: [{ where: "config", what }] });
  const file = await readRepositoryFile(files, path);
  if (file.kind === "refused") return refuse(`the path \`${path}\` ${file.why}`);
  if (file.kind === "absent") return named ? refuse(`expected the config file \`${path}\` in the repository, found nothing`) : defaults;
  if (file.kind === "unreadable") {
    return { ...defaults, warnings: [`The config file \`${path}\` could not be read, so the built-in defaults apply: ${file.why}`] };
  }
  const checked = await checkConfigText(path, file.text);
  if ("problems" in checked) return { ...defaults, problems: checked.problems, from: file.from };
  return { config: checked.config, problems: [], warnings: [], from: file.from };
}

/**
 * Checks the text of a config file. `where` of a problem is `file:line:column key`, lines and columns from one, in the order of the file.
 * Parser and schema are loaded here, as a repository without a config file needs neither.
 */
export async function checkConfigText(
  path: string,
  text: string,
): Promise<{ readonly config: Config } | { readonly problems: readonly Problem[] }> {
  const [{ parseYaml }, { checkConfig, pathText }] = await Promise.all([import("./yaml.ts"), import("./config-problems.ts")]);
  const document = parseYaml(text);
  if (!document.ok)
    return { problems: [{ where: `${path}:${document.place.line}:${document.place.column}`, what: `the file ${document.what}` }] };
  const checked = checkConfig(document.value);
  if ("config" in checked) return checked;
  const placed = checked.problems.map((problem) => ({ ...problem, place: document.place(problem.path, problem.part) }));
  const sorted = placed.toSorted((one, other) => one.place.line - other.place.line || one.place.column - other.place.column);
  return {
    problems: sorted.map(({ place, path: keys, what }) => ({
      where: `${path}:${place.line}:${place.column} ${pathText(keys)}`.trimEnd(),
      what,
    })),
  };
}
