// The job summary as a person reads it: its Markdown as plain text.
import { paint, tame } from "./terminal.mjs";

/** @type {Readonly<Record<string, string>>} */
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"' };
const REFERENCE = "&(?:(amp|lt|gt|quot)|#(\\d{1,7}));";
/** In HTML a character reference stands for a sign; in Markdown a backslash before it does too. */
const IN_HTML = new RegExp(REFERENCE, "g");
const IN_MARKDOWN = new RegExp(`${REFERENCE}|\\\\([!-/:-@[-\`{-~])`, "g");

/** @param {string} markup */
const withoutLinks = (markup) => markup.replace(/<a href="[^"<>]*">|<\/a>/g, "");

/** @param {string} whole @param {string | undefined} name @param {string | undefined} number @param {unknown} sign */
function signOf(whole, name, number, sign) {
  if (name !== undefined) return NAMED[name] ?? whole;
  if (number !== undefined) return Number(number) <= 0x10ffff ? String.fromCodePoint(Number(number)) : whole;
  return typeof sign === "string" ? sign : whole;
}

/**
 * @param {string} markup A piece of Markdown as the action writes it.
 * @returns {string} Its text; of a link the words alone.
 */
export const plainText = (markup) => withoutLinks(markup).replace(IN_MARKDOWN, signOf);

/** What it says in one line: its first heading, without the name of the action. @param {string} summary */
export const headlineOf = (summary) => tame(plainText(/^#+ (?:Gleap Ticket: )?(.*)$/m.exec(summary)?.[1] ?? ""));

const SIGNS = new Intl.Segmenter("en");

/** How many columns a terminal needs. @param {string} text */
function width(text) {
  let sum = 0;
  for (const { segment } of SIGNS.segment(text)) sum += /\p{Extended_Pictographic}/u.test(segment) ? 2 : 1;
  return sum;
}

/**
 * A table without its frame; columns that are empty are left out.
 * @param {readonly string[]} rows
 * @returns {string[]}
 */
function readableTable(rows) {
  const cells = rows
    .filter((_, index) => index !== 1)
    .map((row) =>
      withoutLinks(row)
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => tame(plainText(cell)).trim()),
    );
  const [head = [], ...body] = cells;
  const shown = head.map((_, column) => column).filter((column) => body.some((row) => row[column]));
  const widths = shown.map((column) => Math.max(...cells.map((row) => width(row[column] ?? ""))));
  const line = (/** @type {string[]} */ row) =>
    shown.map((column, index) => (row[column] ?? "") + " ".repeat((widths[index] ?? 0) - width(row[column] ?? ""))).join("  ");
  return [paint(line(head).trimEnd(), "dim"), ...body.map((row) => line(row).trimEnd())];
}

/** One line of Markdown. @param {string} row @returns {string[]} */
function readableLine(row) {
  const heading = (/^#{1,6} (.*)$/.exec(row) ?? /^\*\*(.*)\*\*$/.exec(row))?.[1];
  if (heading !== undefined) return [paint(tame(plainText(heading)), "bold")];
  const block = /^<pre>(.*)<\/pre>$/.exec(row)?.[1];
  if (block === undefined) return [tame(plainText(row))];
  return tame(block.replace(IN_HTML, signOf))
    .split("\n")
    .map((each) => `  ${each}`);
}

/**
 * A job summary for the terminal.
 * @param {string} summary Markdown as the action writes it: headings, lists, a table, `<pre>` blocks, fenced code.
 */
export function readableSummary(summary) {
  const rows = summary.trimEnd().split("\n");
  /** @type {string[]} */
  const shown = [];
  let fenced = false;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? "";
    if (row.startsWith("```")) fenced = !fenced;
    else if (fenced) shown.push(`  ${tame(row)}`);
    else if (row.startsWith("| ")) {
      let end = index;
      while (rows[end]?.startsWith("| ")) end += 1;
      shown.push(...readableTable(rows.slice(index, end)));
      index = end - 1;
    } else if (row !== "" || shown.at(-1) !== "") shown.push(...readableLine(row));
  }
  return summary.trim() === "" ? "  (none)\n" : shown.map((row) => `${`  ${row}`.trimEnd()}\n`).join("");
}
