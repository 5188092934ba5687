import type { Inline, NoteText } from "../tickets/types.ts";
import { asFields, cut, type Fields } from "./json.ts";

/** The longest note, in UTF-16 units of text, paragraphs counted as one each; Gleap documents no limit. */
export const MAX_NOTE = 15_000;

/** A node of a TipTap document (https://tiptap.dev/docs/editor/core-concepts/schema). Only what is proven to be shown in Gleap's messages is written. */
export interface Node {
  readonly type: "doc" | "paragraph" | "text" | "hardBreak";
  readonly text?: string;
  readonly content?: readonly Node[];
  readonly marks?: readonly Mark[];
}

export type Mark =
  | { readonly type: "bold" }
  | { readonly type: "link"; readonly attrs: { readonly href: string; readonly target: "_blank" } };

/** A note as a document of at most `max` characters: what is too long ends with `…`. Line ends become breaks; a link that is not http(s) stays as text. */
export function toDocument(text: NoteText, max: number = MAX_NOTE): Node {
  let left = max;
  const content: Node[] = [];
  for (const paragraph of text) {
    if (left <= 0) break;
    left -= 1;
    const nodes: Node[] = [];
    for (const inline of paragraph) {
      if (left <= 0) break;
      const shown = cut(inline.text, left);
      left -= inline.text.length;
      nodes.push(...nodesOf({ ...inline, text: shown }));
    }
    content.push(nodes.length === 0 ? { type: "paragraph" } : { type: "paragraph", content: nodes });
  }
  return { type: "doc", content: content.length === 0 ? [{ type: "paragraph" }] : content };
}

/** The same note as plain text, for a server that refuses documents: paragraphs as lines, links behind their text, at most `max` characters. */
export function toPlainNote(text: NoteText, max: number = MAX_NOTE): string {
  return cut(text.map((paragraph) => paragraph.map(plainInline).join("")).join("\n"), max);
}

function plainInline({ text, href }: Inline): string {
  return href === undefined || text === href || !isWebLink(href) ? text : `${text} (${href})`;
}

/** How many characters a note has, counted as `toDocument` counts. */
export function lengthOf(text: NoteText): number {
  return text.reduce((sum, paragraph) => sum + 1 + paragraph.reduce((inner, inline) => inner + inline.text.length, 0), 0);
}

function nodesOf(inline: Inline): Node[] {
  const marks: Mark[] = [];
  if (inline.bold === true) marks.push({ type: "bold" });
  if (inline.href !== undefined && isWebLink(inline.href)) marks.push({ type: "link", attrs: { href: inline.href, target: "_blank" } });
  const nodes: Node[] = [];
  for (const [index, line] of inline.text.split(/\r\n|\r|\n/).entries()) {
    if (index > 0) nodes.push({ type: "hardBreak" });
    // ProseMirror refuses a document with an empty text node (https://prosemirror.net/docs/ref/#model.Schema.text).
    if (line !== "") nodes.push(marks.length === 0 ? { type: "text", text: line } : { type: "text", text: line, marks });
  }
  return nodes;
}

function isWebLink(href: string): boolean {
  return /^https?:\/\//i.test(href) && URL.canParse(href);
}

/** Deeper than any document a person makes; a stranger's nesting must not exhaust the stack. */
const MAX_DEPTH = 60;
const BLOCKS = new Set(["paragraph", "heading", "codeBlock", "blockquote", "listItem", "taskItem", "horizontalRule"]);

/**
 * The text of a rich document, or of a text that is none already: blocks on lines of their own, list items with `- `, ticked ones with `- [x] `.
 * Unknown nodes count by their content; anything that is neither text nor a node is empty.
 */
export function flatten(document: unknown): string {
  return walk(document, 0).replace(/\n+$/, "");
}

function walk(value: unknown, depth: number): string {
  if (typeof value === "string") return value;
  if (depth > MAX_DEPTH) return "";
  if (Array.isArray(value)) return value.map((child: unknown) => walk(child, depth + 1)).join("");
  const node = asFields(value);
  if (node === undefined) return "";
  if (node["type"] === "hardBreak") return "\n";
  const inner = typeof node["text"] === "string" ? node["text"] : walk(node["content"] ?? "", depth + 1);
  if (!BLOCKS.has(String(node["type"]))) return inner;
  return `${bullet(node)}${inner.replace(/\n+$/, "")}\n`;
}

function bullet(node: Fields): string {
  if (node["type"] === "listItem") return "- ";
  if (node["type"] !== "taskItem") return "";
  return asFields(node["attrs"])?.["checked"] === true ? "- [x] " : "- [ ] ";
}
