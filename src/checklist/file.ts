/** A checklist file: front matter, variables, Markdown; checked as a whole, then read for one release. */
import type { Nodes, Root } from "mdast";
import { parseMarkdown } from "../markdown/parse.ts";
import { NOT_IN_CHECKLIST, VARIABLES } from "../tickets/variables.ts";
import type { Check } from "./auto.ts";
import { type Fault, fillIn, namesDeciding, namesOf, restored, type Scanned, scan, standIn } from "./fill.ts";
import { type FileProblem, type FrontMatter, readFrontMatter } from "./front.ts";
import { type Heading, type ListedItem, type Prose, readList } from "./list.ts";
import { resolved } from "./references.ts";
import { excessIn } from "./size.ts";

/** The list for one release, its variables filled in. `raw` is what a heading or an item says before that. */
export type FilledBlock = Prose | ((Heading | ListedItem) & { readonly raw: string });

/** A file in which nothing is wrong. */
export interface ChecklistFile {
  readonly matter: FrontMatter;
  /** Variables that list and front matter use. */
  readonly uses: readonly string[];
  /** Those of them by which items are known: in their texts and headings, and around them. */
  readonly deciding: readonly string[];
  /** The list with these values. They are texts of one line; an empty one hides its sections. */
  readonly fill: (values: (name: string) => string) => readonly FilledBlock[];
}

const VARIABLE_NAMES = VARIABLES.checklist.map(({ name }) => name);
/** What may stand in the list: everything but the list itself. */
const KNOWN = VARIABLE_NAMES.filter((name) => !NOT_IN_CHECKLIST.includes(name));

/** Reads a checklist file. Everything that is wrong with it comes back together, in the order of the file. */
export function readChecklist(text: string): ChecklistFile | { readonly problems: readonly FileProblem[] } {
  const source = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const excess = excessIn(source);
  if (excess !== undefined) return { problems: [excess] };
  const { matter, body, uses, problems: ofFront } = splitFront(source);
  const scanned = scan(body, KNOWN, NOT_IN_CHECKLIST);
  const whole = standIn(scanned, () => true);
  const tree = parse(whole);
  const { blocks, problems } = readList(tree, whole);
  const all = [...ofFront, ...placed(body, scanned.faults), ...problems.map((problem) => readable(problem, scanned))];
  if (!blocks.some(({ kind }) => kind === "item") && all.length === 0)
    all.push({ line: 1, column: 1, what: "no item in the whole file; an item is a line like `- [ ] Tell support what changed`" });
  if (all.length > 0) return { problems: all.toSorted((one, other) => one.line - other.line || one.column - other.column) };
  return {
    matter,
    uses: [...new Set([...uses, ...namesOf(scanned)])],
    deciding: namesDeciding(
      blocks.flatMap((block) => (block.kind === "prose" ? [] : [block.text])),
      scanned,
    ),
    fill: (values) => filled(scanned, values, (visible) => (visible === whole ? tree : parse(visible))),
  };
}

function parse(text: string): Root {
  return resolved(parseMarkdown(text));
}

interface Split {
  readonly matter: FrontMatter;
  /** The file with empty lines in place of its front matter. */
  readonly body: string;
  readonly uses: readonly string[];
  readonly problems: readonly FileProblem[];
}

function splitFront(source: string): Split {
  const [found] = parseMarkdown(headOf(source), { frontMatter: true }).children;
  const end = found?.type === "yaml" ? found.position?.end.offset : undefined;
  if (end === undefined || found?.type !== "yaml") {
    const unclosed = /^---[ \t]*\n[ \t]*[\w-]+[ \t]*:/.test(source);
    const problem = { line: 1, column: 1, what: "front matter begins here and does not end; it ends with a line `---`" };
    return { matter: {}, body: source, uses: [], problems: unclosed ? [problem] : [] };
  }
  const scanned = scan(found.value, VARIABLE_NAMES);
  // Sections stay as they are written: a title is a template of its own.
  const { matter, problems } = readFrontMatter(hidden(scanned), 2, (value) => restored(value, scanned));
  const faults = placed(found.value, scanned.faults).map((fault) => ({ ...fault, line: fault.line + 1 }));
  const body = source.slice(0, end).replace(/[^\n]+/g, "") + source.slice(end);
  return { matter, body, uses: namesOf(scanned), problems: [...faults, ...problems.map((problem) => readable(problem, scanned))] };
}

/** As much of a file as front matter can take, so that the rest is parsed but once. */
function headOf(source: string): string {
  if (!source.startsWith("---")) return "";
  const close = /\n---[ \t]*(?=\n|$)/.exec(source.slice(3));
  return close === null ? "" : source.slice(0, 3 + close.index + close[0].length);
}

/** YAML with a stand-in for every tag, whatever its kind. */
function hidden({ text, tags }: Scanned): string {
  return standIn({ text, tags: tags.map((tag) => ({ ...tag, kind: "value" })), faults: [] }, () => true);
}

function placed(text: string, faults: readonly Fault[]): readonly FileProblem[] {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return faults.map(({ offset, what }) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1, what };
  });
}

function readable(problem: FileProblem, scanned: Scanned): FileProblem {
  return { ...problem, what: restored(problem.what, scanned) };
}

function filled(scanned: Scanned, values: (name: string) => string, parsed: (text: string) => Root): readonly FilledBlock[] {
  const text = standIn(scanned, (name, inverted) => (values(name) === "") === inverted);
  const put = (part: string) => fillIn(part, scanned, values);
  const tree = parsed(text);
  // Twice the same walk: what is written in the file, and what it says with the values in.
  const written = readList(tree, text).blocks.flatMap((block) => (block.kind === "prose" ? [] : [restored(block.text, scanned)]));
  const { blocks } = readList(replaced(tree, put), text);
  let next = 0;
  return blocks.flatMap((block): readonly FilledBlock[] => {
    if (block.kind === "prose") return [block];
    const raw = written[next++] ?? "";
    if (block.kind === "heading") return raw === "" ? [] : [{ ...block, text: block.text || raw, raw }];
    const check = block.check === undefined ? {} : { check: filledCheck(block.check, put) };
    // A variable without a value must not leave an item without text.
    return [{ ...block, ...check, text: block.text || raw, raw }];
  });
}

/** A tree with the values in its texts and addresses; comments keep their stand-ins, so that a value cannot be an argument. */
function replaced<T extends Nodes>(node: T, put: (part: string) => string): T {
  const copy: Record<string, unknown> = { ...node };
  for (const name of ["value", "url", "alt", "title"]) {
    const text = copy[name];
    if (typeof text === "string" && node.type !== "html") copy[name] = put(text);
  }
  if ("children" in node) copy["children"] = node.children.map((child) => replaced(child, put));
  return copy as unknown as T;
}

function filledCheck(check: Check, put: (part: string) => string): Check {
  return Object.fromEntries(Object.entries(check).map(([name, value]) => [name, put(value)])) as unknown as Check;
}
