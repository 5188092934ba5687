import * as core from "@actions/core";
import { INPUTS, type InputName, MODES, type Mode, ON_ERROR, type OnError } from "../contract.ts";
import type { Problem } from "../errors.ts";
import type { Priority } from "../tickets/types.ts";
import { VARIABLES } from "../tickets/variables.ts";
import {
  type Parsed,
  parseChoice,
  parseFields,
  parseFlag,
  parseId,
  parseLine,
  parseLines,
  parseMatrix,
  parseNeeds,
  parseNumber,
  parseSecret,
  parseTags,
  parseTemplate,
  parseUrl,
} from "./input-values.ts";

/** What became of one job that this one `needs`, as `toJSON(needs)` tells it. Its outputs are not kept: nothing here needs them. */
export interface NeedResult {
  readonly result: "success" | "failure" | "cancelled" | "skipped";
}

/** The inputs, checked and typed. Where a problem was found the value is a harmless stand-in; nothing may be sent then. */
export interface Inputs {
  /** Empty when not given. */
  readonly apiKey: string;
  /** Empty when not given. */
  readonly projectId: string;
  readonly mode: Mode;
  /** Path of the config file, relative to the workspace, and whether the user chose it. */
  readonly config: { readonly path: string; readonly named: boolean };
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly status?: string;
  readonly priority?: Priority;
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  /** By job id; absent when the input was not given. */
  readonly needs?: Readonly<Record<string, NeedResult>>;
  readonly logFiles: readonly string[];
  readonly runId?: number;
  readonly version?: string;
  readonly dryRun: boolean;
  readonly onError: OnError;
  readonly timeoutSeconds: number;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  /** Empty when not given. */
  readonly githubToken: string;
  /** `success`, `failure` or `cancelled`; empty when not known. */
  readonly jobStatus: string;
  readonly jobId?: number;
  /** The matrix values of the job; absent when it has none. */
  readonly matrix?: Readonly<Record<string, unknown>>;
}

/** Inputs together with all that is wrong with them. */
export interface InputsResult {
  readonly inputs: Inputs;
  readonly problems: readonly Problem[];
}

/**
 * Reads every input (`INPUT_*` of the environment, as the runner hands them over). Secrets are masked before anything else is written.
 * All problems are collected; none is thrown.
 */
export async function readInputs(): Promise<InputsResult> {
  maskSecrets();
  const problems: Problem[] = [];
  const accept = <T>(name: InputName, parsed: Parsed<T>): T | undefined => {
    if ("value" in parsed) return parsed.value;
    problems.push(...parsed.wrong.map((what) => ({ where: name, what })));
    return undefined;
  };
  const take: Take = (name, parse) => (textOf(name) === "" ? undefined : accept(name, parse(textOf(name))));
  const fields = textOf("fields") === "" ? undefined : accept("fields", await parseFields(textOf("fields")));
  const mode = take("mode", (text) => parseChoice(text, MODES)) ?? "failure";
  const path = take("config", parseLine) ?? INPUTS.config.default ?? "";
  // Kept although they may be wrong, so that nobody reports them as missing too.
  take("api-key", parseSecret);
  take("project-id", parseId);
  const inputs: Inputs = {
    apiKey: textOf("api-key"),
    projectId: textOf("project-id"),
    mode,
    config: { path, named: path !== INPUTS.config.default },
    ...takeTicket(take, mode),
    tags: take("tags", parseTags) ?? [],
    fields: fields ?? {},
    ...takeRun(take),
    logFiles: take("log-file", parseLines) ?? [],
    dryRun: take("dry-run", parseFlag) ?? false,
    onError: take("on-error", (text) => parseChoice(text, ON_ERROR)) ?? "auto",
    timeoutSeconds: take("timeout", (text) => parseNumber(text, "a whole number of seconds from 1 to 99999", 5)) ?? defaultTimeout(mode),
    apiUrl: take("api-url", parseUrl) ?? "",
    githubToken: take("github-token", parseSecret) ?? "",
    jobStatus: take("job-status", (text) => parseChoice(text, ["success", "failure", "cancelled"])) ?? "",
  };
  return { inputs, problems: inOrder(problems) };
}

/** The value of an input; `undefined` where it is left out (or empty, which is the same) or wrong, which is noted then. */
type Take = <T>(name: InputName, parse: (text: string) => Parsed<T>) => T | undefined;

function takeTicket(take: Take, mode: Mode) {
  const known = mode === "check" ? undefined : VARIABLES[mode].map(({ name }) => name);
  // `check` has no templates of its own, so there is nothing to compare with.
  const parse = (text: string): Parsed<string> => (known === undefined ? { value: text } : parseTemplate(text, known));
  return given({
    title: take("title", parse),
    description: take("description", parse),
    type: take("type", parseLine),
    status: take("status", parseLine),
    priority: take("priority", (text) => parseChoice(text, ["LOW", "MEDIUM", "HIGH"])),
  });
}

function takeRun(take: Take) {
  return given({
    needs: take("needs", parseNeeds),
    runId: take("run-id", (text) => parseNumber(text, "the number of a run", 15)),
    version: take("version", parseLine),
    jobId: take("job-id", (text) => parseNumber(text, "the number of a job", 15)),
    matrix: take("matrix", parseMatrix),
  });
}

/** The secret as it is, without white space around it, and each of its lines: the runner masks what it is told, letter by letter. */
function maskSecrets(): void {
  const names = Object.keys(INPUTS).filter((name) => INPUTS[name as InputName].secret === true);
  for (const name of names) {
    const text = core.getInput(name, { trimWhitespace: false });
    const forms = new Set([text, text.trim(), ...text.split(/\r\n|\n|\r/).map((line) => line.trim())]);
    for (const form of forms) if (form.trim() !== "") core.setSecret(form);
  }
}

/** The input, or its default where that is plain text: an expression is the runner's to evaluate. */
function textOf(name: InputName): string {
  const text = core.getInput(name);
  const otherwise = INPUTS[name].default ?? "";
  return text === "" && !otherwise.includes("${{") ? otherwise : text;
}

function defaultTimeout(mode: Mode): number {
  return mode === "checklist" || mode === "triage" ? 600 : 90;
}

function given<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}

/** In the order of the documentation, whatever order they were found in. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const names = Object.keys(INPUTS);
  return problems.toSorted((one, other) => names.indexOf(one.where) - names.indexOf(other.where));
}
