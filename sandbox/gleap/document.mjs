/**
 * Rich-text documents: what the editor opens (https://prosemirror.net/docs/guide/#doc: a text node is never empty), and the plain text of one.
 * @typedef {{ type?: unknown, text?: unknown, content?: unknown, marks?: unknown, attrs?: unknown }} Node
 */

const NODES = "doc paragraph text hardBreak heading bulletList orderedList listItem codeBlock blockquote horizontalRule image".split(" ");
const MARKS = ["bold", "link", "italic", "code", "strike", "underline"];
const MAX_DEPTH = 40;

/**
 * @param {unknown} value
 * @returns {Node | undefined}
 */
export const asNode = (value) => (typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined);

/**
 * @param {unknown} value
 * @returns {unknown[]}
 */
export const asList = (value) => (Array.isArray(value) ? value : []);

/**
 * @param {unknown} value a document or a node of one
 * @param {number} [depth]
 * @returns {string | undefined} why the editor could not open it
 */
export function docProblem(value, depth = 0) {
  const node = asNode(value);
  if (!node || depth > MAX_DEPTH) return "invalid node";
  if (typeof node.type !== "string" || !NODES.includes(node.type)) return `Unknown node type: ${String(node.type)}`;
  if (node.type === "text" && (typeof node.text !== "string" || node.text === "")) return "Empty text nodes are not allowed";
  if (node.content !== undefined && !Array.isArray(node.content)) return "invalid content";
  for (const mark of asList(node.marks)) {
    const type = asNode(mark)?.type;
    if (typeof type !== "string" || !MARKS.includes(type)) return `There is no mark type ${String(type)} in this schema`;
  }
  for (const child of asList(node.content)) {
    const found = docProblem(child, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/**
 * @param {string} text
 * @returns {Node} a document with a paragraph for each line
 */
export function docOf(text) {
  const paragraphs = text
    .split("\n")
    .map((line) => (line === "" ? { type: "paragraph" } : { type: "paragraph", content: [{ type: "text", text: line }] }));
  return { type: "doc", content: paragraphs };
}
