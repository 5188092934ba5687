/** Markdown as a person reads it in a field that shows plain text. */
import type { List, ListItem, Node, Nodes, RootContent, Table } from "mdast";
import { cleanText } from "../tickets/text.ts";
import { htmlText } from "./html.ts";
import { parseMarkdown } from "./parse.ts";
import { phrase, type References, untagged } from "./phrase.ts";

/** Nobody writes deeper; what a stranger piles up ends here. */
const DEEPEST = 200;

/** The parser's time grows with the square of these signs: 4,000 take a second. A text with so many is a drawing or an attack, and shown as it is. */
const SIGNS = /[*_~\]]/g;
const MOST_SIGNS = 1_000;

/**
 * The text of Markdown without its markup: paragraphs with their line ends as GitHub shows them in issues, lists with `- ` and numbers, boxes, quotes with `> `,
 * code indented by four spaces, tables with ` | ` between cells, links and pictures as text with the address behind. HTML is reduced to its words and links; comments
 * are gone. Addresses that are not http(s) are left out. Outside of code no `<` stands before a letter, so that nothing of it is a tag to whoever shows it. Cleaned of
 * control, bidirectional and invisible characters; never more than one blank line. It never throws; cut a stranger's text before (see `parseMarkdown`).
 */
export function plainText(markdown: string): string {
  const text = cleanText(markdown);
  if ((text.match(SIGNS)?.length ?? 0) > MOST_SIGNS) return rawText(text);
  const { children } = parseMarkdown(text);
  const references = referencesIn(children);
  return folded(blocks(children, references, 0).join("\n"));
}

/** Markdown as it is written, as clean as `plainText`: for a text that there is no time to parse. */
export function rawText(markdown: string): string {
  return folded(untagged(markdown));
}

/** The text up to the line that still fits `max` UTF-16 units, with `more` on a line of its own; the whole text where it fits. */
export function cutLines(text: string, max: number, more: string): string {
  if (text.length <= max) return text;
  const room = text.slice(0, Math.max(0, max - more.length - 1));
  const end = room.lastIndexOf("\n");
  // A text of one long line is cut between words, or where there are none, in the middle.
  const kept = end > room.length / 2 ? room.slice(0, end) : room.slice(0, Math.max(room.lastIndexOf(" "), room.length - 100));
  return `${kept.replace(/[\uD800-\uDBFF]$/, "").trimEnd()}\n${more}`;
}

function folded(text: string): string {
  return text
    .replace(/[^\S\n]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "");
}

/** Where `[text][name]` leads to. The first of several counts, as for GitHub. */
function referencesIn(nodes: readonly Nodes[]): References {
  const found = new Map<string, string>();
  for (const queue: Nodes[] = [...nodes]; queue.length > 0; ) {
    const node = queue.pop();
    if (node?.type === "definition") found.set(node.identifier, node.url);
    else if (node !== undefined && "children" in node) for (const child of node.children) queue.push(child);
  }
  return found;
}

/** The lines of blocks with a blank line between them; a heading stands right above what it heads. */
function blocks(nodes: readonly RootContent[], references: References, depth: number): string[] {
  const lines: string[] = [];
  let previous: Node["type"] | undefined;
  for (const node of nodes) {
    const own = block(node, references, depth);
    if (own.every((line) => line.trim() === "")) continue;
    if (previous !== undefined && (previous !== "heading" || node.type === "heading")) lines.push("");
    for (const line of own) lines.push(line);
    previous = node.type;
  }
  return lines;
}

function block(node: RootContent, references: References, depth: number): string[] {
  if (depth > DEEPEST) return ["…"];
  switch (node.type) {
    case "paragraph":
      return linesOf(phrase(node.children, references));
    case "heading":
      return [oneLine(phrase(node.children, references))];
    case "blockquote":
      return blocks(node.children, references, depth + 1).map((line) => `> ${line}`.trimEnd());
    case "list":
      return listLines(node, references, depth + 1);
    case "code":
      return node.value.split("\n").map((line) => `    ${line}`);
    case "html":
      return linesOf(untagged(htmlText(node.value)));
    case "table":
      return tableLines(node, references);
    case "footnoteDefinition":
      return hung(`[${oneLine(untagged(node.label ?? node.identifier))}] `, blocks(node.children, references, depth + 1));
    default:
      return [];
  }
}

function listLines({ children, ordered, start, spread }: List, references: References, depth: number): string[] {
  return children.flatMap((item, index) => {
    const marker = ordered === true ? `${(start ?? 1) + index}. ` : "- ";
    const lines = itemLines(item, marker, references, depth);
    return spread === true && index > 0 ? ["", ...lines] : lines;
  });
}

/** Under its first line, text that belongs to an item stands in line with that; a list inside of it needs no blank line. */
function itemLines({ children, checked }: ListItem, marker: string, references: References, depth: number): string[] {
  const box = checked === true ? "[x] " : checked === false ? "[ ] " : "";
  const lines = children.flatMap((node, index) => {
    const own = block(node, references, depth);
    return index > 0 && node.type !== "list" && own.length > 0 ? ["", ...own] : own;
  });
  return hung(marker, lines.length === 0 ? [box] : [`${box}${lines[0] ?? ""}`, ...lines.slice(1)]);
}

function hung(marker: string, lines: readonly string[]): string[] {
  const indent = " ".repeat(marker.length);
  return lines.map((line, index) => (index === 0 ? `${marker}${line}` : line === "" ? "" : `${indent}${line}`));
}

function tableLines({ children }: Table, references: References): string[] {
  return children.map((row) => row.children.map((cell) => oneLine(phrase(cell.children, references))).join(" | "));
}

function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim());
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
