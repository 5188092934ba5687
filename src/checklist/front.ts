/** Front matter of a checklist: YAML between `---` at the start of the file, with what the ticket of this list is to be like. */
import { choice, expectation, keyText, shown } from "../problem.ts";
import { parseYaml, type YamlDocument } from "../shell/yaml.ts";
import { parseDuration } from "../tickets/duration.ts";
import { nearest } from "../tickets/nearest.ts";
import { tagExpectation } from "../tickets/tags.ts";
import type { Priority } from "../tickets/types.ts";

/** What the front matter says; what it does not say is absent. `title` is a template. */
export interface FrontMatter {
  readonly title?: string;
  readonly type?: string;
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  readonly dueIn?: string;
}

/** One thing that is wrong in a file: its place, from one, the key if it is about one, and a sentence. */
export interface FileProblem {
  readonly line: number;
  readonly column: number;
  readonly key?: string;
  readonly what: string;
}

export interface Front {
  readonly matter: FrontMatter;
  readonly problems: readonly FileProblem[];
}

const LONGEST_TITLE = 1_000;
const LONGEST_TYPE = 200;
const PRIORITIES: readonly string[] = ["LOW", "MEDIUM", "HIGH"] satisfies readonly Priority[];

/** What is expected of a value, as a phrase, where it is something else. */
const CHECKS: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  title: (value) => text(value, LONGEST_TITLE),
  type: (value) => text(value, LONGEST_TYPE),
  priority: (value) => (PRIORITIES.includes(String(value)) ? undefined : choice(PRIORITIES)),
  "due-in": (value) =>
    typeof value === "string" && parseDuration(value) !== undefined ? undefined : "a duration like `30m`, `12h`, `2d` or `1w`",
  tags: (value) => {
    if (typeof value !== "string" && !Array.isArray(value)) return "text or a list of texts";
    return [value]
      .flat()
      .map((tag: unknown) => (typeof tag === "string" ? tagExpectation(tag) : "text"))
      .find((expected) => expected !== undefined);
  },
};

function text(value: unknown, longest: number): string | undefined {
  if (typeof value !== "string" || value.trim() === "") return "text";
  return value.length > longest ? `text of at most ${longest} characters` : undefined;
}

/**
 * Reads front matter. `source`: the lines between the `---`, of which the first is line `first` of the file. `restore` gives values their template tags
 * back: YAML would take `{{` for a mapping.
 */
export function readFrontMatter(source: string, first: number, restore: (value: string) => string): Front {
  const document = parseYaml(source);
  if (!document.ok) {
    const { line, column } = document.place;
    return { matter: {}, problems: [{ line: line + first - 1, column, what: `the front matter ${document.what}` }] };
  }
  const { value } = document;
  if (value === null) return { matter: {}, problems: [] };
  if (typeof value !== "object" || Array.isArray(value)) {
    const what = expectation("front matter that is a mapping", shown(value));
    return { matter: {}, problems: [{ line: first, column: 1, what }] };
  }
  const problems = Object.entries(value).flatMap(([key, given]: [string, unknown]) => {
    const problem = problemOf(key, given);
    return problem === undefined ? [] : [{ ...placeOf(document, key, given, first), key: keyText(key), what: problem }];
  });
  return { matter: problems.length === 0 ? matterOf(value as Readonly<Record<string, unknown>>, restore) : {}, problems };
}

function problemOf(key: string, value: unknown): string | undefined {
  if (!Object.hasOwn(CHECKS, key)) return expectation(choice(Object.keys(CHECKS)), shown(key), nearest(key, Object.keys(CHECKS)));
  const expected = CHECKS[key]?.(value);
  if (expected === undefined) return undefined;
  const suggestion = key === "priority" && typeof value === "string" ? nearest(value, PRIORITIES) : undefined;
  const odd = Array.isArray(value) ? value.find((tag: unknown) => typeof tag !== "string" || tagExpectation(tag) !== undefined) : value;
  return expectation(expected, shown(odd), suggestion);
}

/** An unknown key is wrong itself; of a list the entry is that is wrong. */
function placeOf(document: YamlDocument, key: string, value: unknown, first: number): Pick<FileProblem, "line" | "column"> {
  const known = Object.hasOwn(CHECKS, key);
  const entry = Array.isArray(value) ? value.findIndex((tag: unknown) => typeof tag !== "string" || tagExpectation(tag) !== undefined) : -1;
  const { line, column } = document.place(entry < 0 ? [key] : [key, entry], known ? "value" : "key");
  return { line: line + first - 1, column };
}

function matterOf(value: Readonly<Record<string, unknown>>, restore: (value: string) => string): FrontMatter {
  const { title, type, priority, tags, "due-in": dueIn } = value;
  return {
    ...(typeof title === "string" ? { title: restore(title) } : {}),
    ...(typeof type === "string" ? { type: restore(type) } : {}),
    ...(typeof priority === "string" ? { priority: priority as Priority } : {}),
    ...(typeof tags === "string" || Array.isArray(tags) ? { tags: [tags].flat().map((tag) => restore(String(tag))) } : {}),
    ...(typeof dueIn === "string" ? { dueIn } : {}),
  };
}
