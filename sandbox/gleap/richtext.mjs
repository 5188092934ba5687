import { asList, asNode } from "./document.mjs";
import { anchor, html, isWebLink, linkified } from "./html.mjs";

/** @typedef {import("./html.mjs").Html} Html */

const MAX_DEPTH = 40;

/** @type {Record<string, (inner: Html) => Html>} */
const BLOCKS = {
  paragraph: (inner) => html`<p>${inner}</p>`,
  heading: (inner) => html`<h4>${inner}</h4>`,
  bulletList: (inner) => html`<ul>${inner}</ul>`,
  orderedList: (inner) => html`<ol>${inner}</ol>`,
  listItem: (inner) => html`<li>${inner}</li>`,
  codeBlock: (inner) => html`<pre>${inner}</pre>`,
  blockquote: (inner) => html`<blockquote>${inner}</blockquote>`,
};

/** @param {Html} inner @param {unknown} value @returns {Html} */
function marked(inner, value) {
  const mark = asNode(value);
  if (mark?.type === "bold") return html`<strong>${inner}</strong>`;
  if (mark?.type === "italic") return html`<em>${inner}</em>`;
  if (mark?.type === "code") return html`<code>${inner}</code>`;
  const href = mark?.type === "link" ? /** @type {{ href?: unknown } | undefined} */ (asNode(mark.attrs))?.href : undefined;
  return isWebLink(href) ? anchor(href, inner) : inner;
}

/**
 * @param {unknown} value a document, a node of one, or text
 * @param {number} [depth]
 * @returns {Html}
 */
export function richText(value, depth = 0) {
  if (typeof value === "string") return html`<p class="text">${linkified(value)}</p>`;
  const node = asNode(value);
  if (!node || depth > MAX_DEPTH) return html``;
  if (node.type === "text") return asList(node.marks).reduce(marked, html`${node.text}`);
  if (node.type === "hardBreak") return html`<br>`;
  if (node.type === "horizontalRule") return html`<hr>`;
  const children = asList(node.content).map((child) => richText(child, depth + 1));
  const block = typeof node.type === "string" && Object.hasOwn(BLOCKS, node.type) ? BLOCKS[node.type] : undefined;
  const inner = html`${children}`;
  return block ? block(inner) : inner;
}
