/** `<!-- auto: … -->` behind an item: by what it ticks itself. */
import { choice, shown } from "../problem.ts";
import { nearest } from "../tickets/nearest.ts";

/** What has to be true of the release. Values are templates still where they were made from text that is. */
export type Check =
  | { readonly kind: "workflow"; readonly file: string }
  | { readonly kind: "milestone" }
  | { readonly kind: "asset"; readonly glob: string }
  | { readonly kind: "file"; readonly path: string; readonly contains: string }
  | { readonly kind: "no-open"; readonly label: string };

interface Form {
  /** Whether the check itself has a value: `workflow=ci.yml`. */
  readonly value: boolean;
  readonly argument?: string;
  readonly example: string;
}

const FORMS: Readonly<Record<Check["kind"], Form>> = {
  workflow: { value: true, example: "workflow=ci.yml" },
  milestone: { value: false, example: "milestone" },
  asset: { value: true, example: "asset=*.tgz" },
  file: { value: true, argument: "contains", example: "file=CHANGELOG.md contains={{version}}" },
  "no-open": { value: false, argument: "label", example: "no-open label=release-blocker" },
};
const NAMES = Object.keys(FORMS) as Check["kind"][];

const COMMENT = /<!--\s*auto(?![\w-])\s*(:?)([^]*?)-->/gi;
const WORD = /([A-Za-z][\w-]*)(?:(=)(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"']\S*)?))?(?=\s|$)|\S+/g;

/** A comment that begins with the word `auto`: whether a colon follows, as it must, and what stands behind that. */
export interface AutoComment {
  readonly colon: boolean;
  readonly words: string;
}

/** Every comment of a piece of HTML that is meant for us. */
export function autoComments(html: string): readonly AutoComment[] {
  return Array.from(html.matchAll(COMMENT), ([, colon, words]) => ({ colon: colon === ":", words: (words ?? "").trim() }));
}

/** Reads one comment: the check, or the sentences that say what is wrong with it. */
export function readComment({ colon, words }: AutoComment): ReturnType<typeof readAuto> {
  if (colon) return readAuto(words);
  const kind = NAMES.find((name) => words.includes(name)) ?? "workflow";
  return { wrong: [`expected a colon behind \`auto\`; write for example \`<!-- auto: ${FORMS[kind].example} -->\``] };
}

/** One word of a comment: `name`, `name=value`, or neither. */
interface Word {
  readonly whole: string;
  readonly name?: string;
  readonly value?: string;
}

/** Reads the words of one comment: the check, or the sentences that say what is wrong with them. */
export function readAuto(text: string): { readonly check: Check } | { readonly wrong: readonly string[] } {
  const [first, ...rest] = Array.from(text.matchAll(WORD), wordOf);
  const kind = NAMES.find((name) => name === first?.name);
  if (first === undefined || kind === undefined) {
    const near = nearest(first?.name ?? "", NAMES);
    const found = first === undefined ? "nothing" : shown(first.name ?? first.whole);
    return {
      wrong: [`expected ${choice(NAMES)} behind \`auto:\`, found ${found}${near === undefined ? "" : `; did you mean \`${near}\`?`}`],
    };
  }
  const form = FORMS[kind];
  const wrong = [...faultsOfValue(kind, first.value), ...faultsOfRest(kind, rest)];
  if (wrong.length > 0) return { wrong };
  const argument = rest.find(({ name }) => name === form.argument)?.value ?? "";
  return { check: checkOf(kind, first.value ?? "", argument) };
}

function wordOf([whole, name, equals, double, single, bare]: RegExpMatchArray): Word {
  if (name === undefined) return { whole };
  return equals === undefined ? { whole, name } : { whole, name, value: double ?? single ?? bare ?? "" };
}

function faultsOfValue(kind: Check["kind"], value: string | undefined): readonly string[] {
  const { value: wants, example } = FORMS[kind];
  if (!wants) return value === undefined ? [] : [`\`${kind}\` takes no value; write \`auto: ${example}\``];
  if (value === undefined || value.trim() === "") return [`\`${kind}\` lacks its value; write for example \`auto: ${example}\``];
  if (kind === "workflow" && !isWorkflow(value))
    return [`expected the file of a workflow, for example \`workflow=ci.yml\`, found ${shown(value)}`];
  if (kind === "file" && leadsOut(value)) return [`the path ${shown(value)} leads out of the repository`];
  return [];
}

function faultsOfRest(kind: Check["kind"], rest: readonly Word[]): readonly string[] {
  const { argument, example } = FORMS[kind];
  const own = rest.filter(({ name }) => name !== undefined && name === argument);
  const faults = rest.flatMap(({ whole, name, value }) => {
    if (name === argument && name !== undefined) return value === undefined || value.trim() === "" ? [`\`${name}\` lacks its value`] : [];
    if (name === undefined || value === undefined) return [`${shown(whole)} is too much; text with spaces stands in quotes`];
    const near = argument === undefined ? undefined : nearest(name, [argument]);
    return [`\`${kind}\` has no argument \`${name}\`${near === undefined ? "" : `; did you mean \`${near}\`?`}`];
  });
  if (own.length > 1) faults.push(`\`${argument ?? ""}\` stands here twice`);
  if (argument !== undefined && own.length === 0) faults.push(`\`${kind}\` lacks \`${argument}=\`; write for example \`auto: ${example}\``);
  return faults;
}

function checkOf(kind: Check["kind"], value: string, argument: string): Check {
  switch (kind) {
    case "workflow":
      return { kind, file: value.slice(value.lastIndexOf("/") + 1) };
    case "milestone":
      return { kind };
    case "asset":
      return { kind, glob: value };
    case "file":
      return { kind, path: value.replace(/^\.\//, ""), contains: argument };
    default:
      return { kind, label: argument };
  }
}

function isWorkflow(value: string): boolean {
  return /^(?:\.github\/workflows\/)?[^/]+\.ya?ml$|^\d+$/i.test(value);
}

function leadsOut(path: string): boolean {
  return /^[/\\]|^[A-Za-z]:/.test(path) || path.split(/[/\\]/).includes("..");
}
