/** Markup that cannot be forged: only the `html` tag makes it, and every value that is not markup is escaped. */
import { escapeHtml } from "./http.mjs";

/** @typedef {{ readonly markup: string }} Html text that is known to be safe markup */

/** What the tag made; an object of the same shape that came as JSON is not among it. @type {WeakSet<object>} */
const made = new WeakSet();

/** @param {unknown} value @returns {value is Html} */
const isHtml = (value) => typeof value === "object" && value !== null && made.has(value);

/**
 * @param {unknown} value
 * @returns {string} to be read by a person; an object as JSON
 */
export function plain(value) {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  // Tab and line feed are kept; other control characters have no glyph, and characters that turn the direction make a text read as another.
  return text.replaceAll("\r\n", "\n").replace(/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\u{fffd}");
}

/** @param {unknown} value @returns {string} */
function markupOf(value) {
  if (isHtml(value)) return value.markup;
  if (Array.isArray(value) && value.every(isHtml)) return value.map(markupOf).join("");
  return value === false ? "" : escapeHtml(plain(value));
}

/**
 * Template tag: `Html` and lists of it go in as they are, `false` and nothing as nothing, all else escaped.
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values
 * @returns {Html}
 */
export function html(strings, ...values) {
  const result = { markup: strings.map((text, index) => (index === 0 ? text : markupOf(values[index - 1]) + text)).join("") };
  made.add(result);
  return result;
}

/**
 * @param {unknown} href
 * @returns {href is string} whether it may be a link
 */
export const isWebLink = (href) => typeof href === "string" && /^https?:\/\//i.test(href) && URL.canParse(href);

/**
 * @param {string} href http(s)
 * @param {unknown} label
 */
export const anchor = (href, label) => html`<a href="${href}" target="_blank" rel="noopener noreferrer nofollow">${label}</a>`;

/**
 * Plain text with its web links clickable.
 * @param {unknown} value
 * @returns {Html[]}
 */
export function linkified(value) {
  const parts = plain(value).split(/(https?:\/\/[^\s<>"'`]+)/i);
  return parts.map((part, index) => {
    const [, href = "", rest = ""] = (index % 2 === 1 && /^(.*?)([.,;:!?)\]}]*)$/s.exec(part)) || [];
    return isWebLink(href) ? html`${anchor(href, href)}${rest}` : html`${part}`;
  });
}
