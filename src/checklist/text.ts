/**
 * The list as text in a ticket, and back. Headings and items look as in the file; a tick of ours has its evidence behind it, any other is a person's.
 * Whatever else stands there is kept from looking like one of those of the list, so that reading back what was written gives what was written.
 */

/** An item as it stands in a ticket. */
export interface ReadItem {
  readonly section: string;
  readonly text: string;
  /** Which of the items with the same section and text, from 1. */
  readonly nth: number;
  readonly ticked: boolean;
  /** What stands behind a tick of ours; absent for all others. */
  readonly auto?: string;
  /** Its box is not written as we do: other text may look like that, so it is an item only where the list has it. */
  readonly loose?: true;
  /** It stood on one line with other items: what stands behind its text need not be about it. */
  readonly joined?: true;
}

/** Who an item is: section, text, and which of equal ones. */
export function identity({ section, text, nth }: Pick<ReadItem, "section" | "text" | "nth">): string {
  return JSON.stringify([section, text, nth]);
}

/** Where each stands among those with the same section and text, from 1. */
export function numbered<T extends Pick<ReadItem, "section" | "text">>(items: readonly T[]): readonly (T & { readonly nth: number })[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const key = JSON.stringify([item.section, item.text]);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return { ...item, nth };
  });
}

/** How the lines begin that say what a check found. */
export const FOUND = {
  unknown: "Not checked",
  missing: "Not yet",
  there: "Evidence",
  /** It is missing, and somebody has ticked the item all the same. */
  byPerson: "Ticked by a person; the check says",
  byFile: "Ticked in the file; the check says",
} as const;

/** The heading of ticked items that the list has no more: they stay to be seen, and have their tick when they come back. */
export const LEFT_LIST = "No longer on the list";

const AUTO = " — auto: ";
const INDENT = "  ";

/** The line of an item. `auto`: the link of its evidence, where that is what ticked it. */
export function itemLine(item: {
  readonly text: string;
  readonly ticked: boolean;
  readonly auto?: string;
  readonly depth: number;
}): string {
  return `${INDENT.repeat(item.depth)}- [${item.ticked ? "x" : " "}] ${item.text}${item.auto === undefined ? "" : `${AUTO}${item.auto}`}`;
}

/** What stands behind the tick of an item whose own ticket somebody closed. */
export function ticketMark(number: number | undefined): string {
  return number === undefined ? "its ticket" : `ticket #${number}`;
}

/** Whether it is such a mark, and no link. */
export function isTicketMark(auto: string): boolean {
  return /^(?:its ticket|ticket #\d+)$/.test(auto);
}

/** A line below an item that says more of it. */
export function noteLine(text: string, depth: number): string {
  return `${INDENT.repeat(depth)}      ${withoutBoxes(text)}`;
}

/** The line of a heading. */
export function headingLine(text: string, level: number): string {
  return `${"#".repeat(level)} ${text}`;
}

/** The text of an item as it can be told from its evidence. */
export function itemText(text: string): string {
  return folded(text).replaceAll(AUTO.trim(), "- auto:");
}

/** The text of a heading as it is read back. */
export function headingText(text: string): string {
  return folded(text);
}

/** What is looked for in the text of a ticket: the headings and the items of the list. */
export interface Known {
  readonly headings: readonly string[];
  readonly items: readonly string[];
}

/** Lines that are neither headings nor items of the list, and cannot be taken for such. */
export function plainLines(lines: readonly string[], known: Known, depth = 0): readonly string[] {
  return lines.map((line) => plainLine(`${INDENT.repeat(depth)}${line}`.trimEnd(), known));
}

/** The same for one line, which keeps its spaces. */
export function plainLine(line: string, { headings, items }: Known): string {
  const heading = headingOf(line);
  const read = itemOf(line);
  const isItem = read !== undefined && (read.loose !== true || items.some((text) => read.text.startsWith(text)));
  return isItem || (heading !== undefined && isKnown(heading, headings)) ? line.replace(/\S/, "\\$&") : line;
}

function isKnown(heading: string, headings: readonly string[]): boolean {
  return heading === LEFT_LIST || headings.includes(heading);
}

/** Where a line of a text in a ticket ends, whoever wrote it. */
export const LINE_END = /\r\n|[\n\r\u2028\u2029]/;
const BULLET = String.raw`(?:[-*+•‣◦▪●○–]|\d{1,9}[.)])?`;
const HEADING = /^\s*(#{1,6})\s+(\S.*)$/u;
/** White space beside something that may be missing: without a bound a long one is tried in every way to share it. */
const SPACE = String.raw`\s{0,99}`;
const ITEM = new RegExp(
  String.raw`^${SPACE}${BULLET}${SPACE}(?:(?<escape>\\?)\[${SPACE}(?<box>[xX✓✔✅☑]?)\ufe0f?${SPACE}\k<escape>\]|(?<sign>[☐⬜☑✅✓✔])\ufe0f?)\s*(?<text>\S.*)$`,
  "u",
);
/** A box with something else in it. */
const WORD = new RegExp(String.raw`^${SPACE}${BULLET}${SPACE}\[(?<word>[^[\]]{1,10})\]\s+(?<text>\S.*)$`, "u");
/** A word in a box that ticks the item. */
export const MEANS_DONE = /^\s*(?:v|y|yes|ok|done|√)\s*$/i;
const BEGINNING = /(?<![ \t])[ \t]+(?=[-*•] \[[ xX✓✔✅☑]?\] |[-*•] [☐⬜☑✅✓✔] |#{1,6} )/u;

/**
 * The items of a text in a ticket, whoever wrote it last: boxes as `[x]`, `[X]`, `[✓]`, `[✅]`, `[☑]`, `☑` or `[done]`, behind `-`, `*`, `•` or a number, at any depth and
 * with any line ends. `headings`: those of the list, all others are text; one of which an editor took the `#` is known by its words.
 */
export function readItems(description: string, headings: readonly string[]): readonly ReadItem[] {
  return itemsOf(
    description.split(LINE_END).map((text) => ({ text, joined: false })),
    headings,
  );
}

/** The same for a text of which an editor joined the lines: a new one begins where a box or a heading does. */
export function readJoined(description: string, headings: readonly string[]): readonly ReadItem[] {
  const lines = description.split(LINE_END).flatMap((line) => {
    const parts = line.split(BEGINNING);
    return parts.map((text) => ({ text, joined: parts.length > 1 }));
  });
  return itemsOf(lines, headings);
}

interface TextLine {
  readonly text: string;
  readonly joined: boolean;
}

function itemsOf(lines: readonly TextLine[], headings: readonly string[]): readonly ReadItem[] {
  const signed = new Set(lines.map(({ text }) => headingOf(text)));
  const bare = new Set([...headings, LEFT_LIST].filter((heading) => !signed.has(heading)));
  const items: Omit<ReadItem, "nth">[] = [];
  let section = "";
  for (const { text, joined } of lines) {
    const words = headingText(text);
    const heading = headingOf(text) ?? (bare.has(words) ? words : undefined);
    const item = itemOf(text);
    // A heading that the list does not have may be a line of a code block.
    if (heading !== undefined && isKnown(heading, headings)) section = heading;
    else if (item !== undefined) items.push({ section, ...item, ...(joined ? { joined } : {}) });
  }
  return numbered(items);
}

function headingOf(line: string): string | undefined {
  const words = HEADING.exec(line)?.[2];
  return words === undefined ? undefined : headingText(words);
}

/** The item on a line, if it may be one. */
export function itemOf(line: string): Omit<ReadItem, "section" | "nth"> | undefined {
  const item = (ITEM.exec(line) ?? WORD.exec(line))?.groups;
  return item === undefined ? undefined : readItem(item);
}

function readItem({ box, sign, word, text = "" }: Readonly<Record<string, string | undefined>>): Omit<ReadItem, "section" | "nth"> {
  const whole = folded(text);
  const at = whole.indexOf(AUTO.trimEnd());
  const ticked = box === undefined ? (sign === undefined ? MEANS_DONE.test(word ?? "") : !"☐⬜".includes(sign)) : box !== "";
  const item = { ticked, ...(box === undefined ? { loose: true as const } : {}) };
  if (at < 0) return { text: whole, ...item };
  const behind = whole.slice(at + AUTO.length).trim();
  return { text: whole.slice(0, at).trim(), ...item, auto: /^(?:https?:\S+|its ticket|ticket #\d+)/.exec(behind)?.[0] ?? behind };
}

/** Text of strangers that is put among the lines of the list: without boxes, which could be taken for items where an editor joins lines. */
export function withoutBoxes(text: string): string {
  return text.replace(/\[([ xX✓✔✅☑]?)\]/gu, "($1)").replace(/[-*•] (?=[☐⬜☑✅✓✔])/gu, "");
}

/** Whether two texts say the same: spaces, line ends, empty lines, and how bullets and boxes are drawn do not count. */
export function saysTheSame(one: string, other: string): boolean {
  return essence(one) === essence(other);
}

function essence(text: string): string {
  const lines = text.split(LINE_END).map((line) => {
    const item = ITEM.exec(line)?.groups;
    if (item === undefined) return folded(line).replace(/^[*•‣◦▪●○–] /u, "- ");
    const { text: words, ticked, auto } = readItem(item);
    return itemLine({ text: words, ticked, ...(auto === undefined ? {} : { auto }), depth: 0 });
  });
  return lines.filter((line) => line !== "").join("\n");
}

/** White space as single spaces, characters in one form: editors change both. */
export function folded(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}
