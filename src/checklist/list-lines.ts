/** The list as lines of a ticket: headings, items with what their checks found, and other text. */
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

function standingLines(standing: Standing, known: Known): readonly string[] {
  const { item, done, remark, auto } = standing;
  const line = itemLine({ text: `${item.text}${remark}`, ticked: done, depth: item.depth, ...(auto === undefined ? {} : { auto }) });
  // Where it is what ticks the item, the link behind that says it.
  const note = auto === undefined ? noteOf(standing) : "";
  return note === "" ? [line] : [line, ...plainLines([noteLine(note, item.depth)], known)];
}

/** What is to be said below an item: what its check found, also beside the tick of a person or of the file; empty where it has none. */
export function noteOf({ evidence, by }: Pick<Standing, "evidence" | "by">): string {
  if (evidence === undefined) return "";
  if (evidence.is === "unknown") return `${FOUND.unknown}: ${evidence.why}.`;
  if (evidence.is === "there") return `${FOUND.there}: ${linked(evidence.what, evidence.url)}`;
  const begin = by === "person" ? FOUND.byPerson : by === "file" ? FOUND.byFile : FOUND.missing;
  return `${begin}: ${linked(evidence.why, evidence.url)}`;
}

function linked(text: string, url: string): string {
  return url === "" ? `${text}.` : `${text}, ${url}`;
}
