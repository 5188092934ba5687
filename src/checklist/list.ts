/** The checklist as Markdown has it: headings, items and other text in reading order, and everything that is wrong with its lines. */
import type { ListItem, Nodes, Paragraph, Parent, Root } from "mdast";
import { inlineText } from "../markdown/inline.ts";
import { type AutoComment, autoComments, type Check, readComment } from "./auto.ts";
import { boxProblems, oddBox } from "./boxes.ts";
import type { FileProblem } from "./front.ts";
import { proseLines } from "./prose.ts";

/** An item as it stands in the file. */
export interface ListedItem {
  readonly kind: "item";
  /** In how many list items it stands, and in how many items of the checklist. */
  readonly depth: number;
  readonly under: number;
  readonly text: string;
  /** `[x]` in the file. */
  readonly ticked: boolean;
  readonly check?: Check;
}

export interface Heading {
  readonly kind: "heading";
  readonly level: number;
  /** Empty where it has none. */
  readonly text: string;
}

/** Text that is kept. */
export interface Prose {
  readonly kind: "prose";
  readonly depth: number;
  /** An entry of a list. */
  readonly bullet: boolean;
  readonly lines: readonly string[];
}

export type Block = ListedItem | Heading | Prose;

export interface Listed {
  readonly blocks: readonly Block[];
  readonly problems: readonly FileProblem[];
}

/** Longest item, in UTF-16 units. Nothing of an item is ever cut. */
export const ITEM_LENGTH = 1_000;

interface Walk {
  /** The text that was parsed. */
  readonly source: string;
  readonly blocks: Block[];
  readonly problems: FileProblem[];
}

interface Around {
  readonly depth: number;
  readonly under: number;
}

/** Goes through the tree of a checklist. `source` is the text that it was made from. */
export function readList(tree: Root, source: string): Listed {
  const walk: Walk = { source, blocks: [], problems: [] };
  walkAll(walk, tree, { depth: 0, under: 0 });
  const { blocks } = walk;
  const problems = walk.problems.toSorted((one, other) => one.line - other.line || one.column - other.column);
  return { blocks, problems };
}

function walkAll(walk: Walk, { children }: Parent, around: Around): void {
  for (const child of children) walkNode(walk, child, around);
}

function walkNode(walk: Walk, node: Nodes, around: Around): void {
  if (node.type === "heading") {
    walk.blocks.push({ kind: "heading", level: node.depth, text: inlineText(node.children).trim() });
    checkStray(walk, node);
  } else if (node.type === "list") {
    for (const [index, item] of node.children.entries()) {
      walkItem(walk, item, node.ordered === true ? `${(node.start ?? 1) + index}.` : "-", around);
    }
  } else if (node.type === "blockquote" || node.type === "footnoteDefinition") {
    walkAll(walk, node, around);
  } else {
    walk.problems.push(...boxProblems(node, walk.source));
    checkStray(walk, node);
    const lines = proseLines(node);
    if (lines.length > 0) walk.blocks.push({ kind: "prose", depth: around.depth, bullet: false, lines });
  }
}

function walkItem(walk: Walk, node: ListItem, marker: string, around: Around): void {
  const [first, ...rest] = node.children;
  const own = first?.type === "paragraph" ? first : undefined;
  const isItem = typeof node.checked === "boolean" && own !== undefined;
  if (own !== undefined) walk.problems.push(...boxProblems(own, walk.source, isItem));
  if (isItem) {
    addItem(walk, node, own, around);
  } else if (own !== undefined) {
    checkStray(walk, own);
    const what = oddBox(own, walk.source);
    if (what !== undefined) walk.problems.push({ ...placeOf(node), what });
    const lines = [`${marker} ${inlineText(own.children).trim()}`.trimEnd()];
    walk.blocks.push({ kind: "prose", depth: around.depth, bullet: true, lines });
  }
  const inside = { depth: around.depth + 1, under: around.under + (isItem ? 1 : 0) };
  for (const child of own === undefined ? node.children : rest) {
    // A comment on a line of its own is the item's too.
    if (isItem && child.type === "html") walk.problems.push(...boxProblems(child, walk.source));
    else walkNode(walk, child, inside);
  }
}

function addItem(walk: Walk, node: ListItem, own: Paragraph, { depth, under }: Around): void {
  const text = inlineText(own.children).replace(/\s+/g, " ").trim();
  const { line, column } = placeOf(node);
  const problem = (what: string) => void walk.problems.push({ line, column, what });
  if (text === "") problem("an item without text");
  if (text.length > ITEM_LENGTH)
    problem(`an item of more than ${ITEM_LENGTH} characters; put what is beside the point in a paragraph below it`);
  const comments = [own, ...node.children.filter(({ type }) => type === "html")].flatMap((part) => commentsIn(part));
  const [comment, second] = comments;
  if (second !== undefined) walk.problems.push({ ...second.place, what: "a second `auto:` comment; an item has one" });
  const read = comment === undefined ? undefined : readComment(comment);
  if (comment !== undefined && read !== undefined && "wrong" in read)
    for (const what of read.wrong) walk.problems.push({ ...comment.place, what });
  const check = read !== undefined && "check" in read ? { check: read.check } : {};
  walk.blocks.push({ kind: "item", depth, under, text, ticked: node.checked === true, ...check });
}

interface Comment extends AutoComment {
  readonly place: Pick<FileProblem, "line" | "column">;
}

function commentsIn(node: Nodes): readonly Comment[] {
  if (node.type === "html") return autoComments(node.value).map((comment) => ({ ...comment, place: placeOf(node) }));
  return "children" in node ? node.children.flatMap((child) => commentsIn(child)) : [];
}

/** A comment that ticks nothing is a mistake: somebody waits for it. */
function checkStray(walk: Walk, node: Nodes): void {
  for (const { place } of commentsIn(node)) walk.problems.push({ ...place, what: "an `auto:` comment that belongs to no item" });
}

function placeOf({ position }: Nodes): Pick<FileProblem, "line" | "column"> {
  return { line: position?.start.line ?? 1, column: position?.start.column ?? 1 };
}
