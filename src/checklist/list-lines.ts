/** The list as lines of a ticket: headings, items with what their checks found, and other text. */
import type { Evidence } from "./evidence.ts";
import { knownOf, type Line, type Standing } from "./items.ts";
import { FOUND, headingLine, itemLine, type Known, LEFT_LIST, noteLine, plainLines } from "./text.ts";

/** The lines of the list: an item and what is to be said of it, headings and other text between, with empty lines where something else begins. */
export function listLines(lines: readonly Line[], standings: readonly Standing[]): readonly string[] {
  const out: string[] = [];
  const waiting = [...standings];
  const known = knownOf(lines);
  for (const [index, line] of lines.entries()) {
    if (needsGap(lines[index - 1], line)) out.push("");
    if (line.kind === "heading") out.push(headingLine(line.text, line.level));
    else if (line.kind === "prose") out.push(...plainLines(line.lines, known, line.depth));
    else out.push(...standingLines(waiting.shift() ?? { item: line, done: false, remark: "", is: "open" }, known));
  }
  return out;
}

/** The lines of ticked items that the list has no more. */
export function pastLines(past: readonly string[]): readonly string[] {
  return past.length === 0 ? [] : ["", headingLine(LEFT_LIST, 2), ...past.map((text) => itemLine({ text, ticked: true, depth: 0 }))];
}

function needsGap(before: Line | undefined, line: Line): boolean {
  if (before === undefined || before.kind === "heading") return false;
  return !isOfList(before) || !isOfList(line);
}

function isOfList(line: Line): boolean {
  return line.kind === "item" || (line.kind === "prose" && (line.bullet || line.depth > 0));
}

function standingLines({ item, done, remark, auto, evidence }: Standing, known: Known): readonly string[] {
  const line = itemLine({ text: `${item.text}${remark}`, ticked: done, depth: item.depth, ...(auto === undefined ? {} : { auto }) });
  const note = evidence === undefined ? "" : noteOf(evidence, auto !== undefined);
  return note === "" ? [line] : [line, ...plainLines([noteLine(note, item.depth)], known)];
}

/** What stands below an item: what its check found. Where that is what ticks it, the link behind the item says it. */
export function noteOf(evidence: Evidence, isTicking: boolean): string {
  if (isTicking) return "";
  const begin = FOUND[evidence.is];
  if (evidence.is === "unknown") return `${begin}: ${evidence.why}.`;
  return `${begin}: ${linked(evidence.is === "missing" ? evidence.why : evidence.what, evidence.url)}`;
}

function linked(text: string, url: string): string {
  return url === "" ? `${text}.` : `${text}, ${url}`;
}
