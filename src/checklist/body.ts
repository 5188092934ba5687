/** What the tickets say: the list with its evidence, what changed, or what a template makes of it. */
import { fit } from "../tickets/description.ts";
import { renderPieces, type Values, variablesOf } from "../tickets/templates.ts";
import { cleanText } from "../tickets/text.ts";
import type { Piece } from "../tickets/types.ts";
import type { Changes } from "./changes.ts";
import type { Evidence } from "./evidence.ts";
import { knownOf, type Line, type Standing } from "./items.ts";
import { FOUND, headingLine, itemLine, type Known, LEFT_LIST, noteLine, plainLine, plainLines, withoutBoxes } from "./text.ts";

/** What the description of the list's ticket is made of. */
export interface Told {
  readonly lines: readonly Line[];
  readonly standings: readonly Standing[];
  /** Ticked items that the list has no more. */
  readonly past: readonly string[];
  readonly changes: Changes;
  /** One line: of what release this is the list. */
  readonly headline: string;
  /** Links of the release, each on a line of its own. */
  readonly links: readonly string[];
  /** Each item has a ticket of its own. */
  readonly tickets: boolean;
}

/** Room for the state line of a ticket. */
const STATE_ROOM = 600;

const HOW_INLINE = "To tick an item, write an x between its brackets: [x]. What you write below the last line stays as it is.";
const LEFT_OUT = "What the checks found, and ticked items that are no longer on the list, are left out: there is no room for them.";
const HOW_TICKETS = "Each item has a ticket of its own: an item is done when its ticket is closed.";

/** The description without a template. */
export function defaultBody(told: Told): readonly Piece[] {
  const how = fixed(`\n${told.tickets ? HOW_TICKETS : HOW_INLINE}\n`);
  const changes = changePieces(told.changes);
  return [
    fixed(`${[told.headline, ...told.links].join("\n")}\n\n`),
    itemsPiece(told),
    ...(changes.length > 0 ? [fixed("\n"), ...changes] : []),
    how,
  ];
}

/** A piece that can say less where there is no room for all of it. */
export interface Shortenable extends Piece {
  readonly short?: string;
}

/** The list; where each item has its own ticket, the text may be cut, else it may do without what the checks found. */
export function itemsPiece({ lines, standings, past, tickets }: Told): Shortenable {
  const text = `${[...listLines(lines, standings), ...pastLines(past)].join("\n")}\n`;
  if (tickets) return { text, cut: "excerpt", keep: 0 };
  const bare = listLines(
    lines,
    standings.map(({ evidence: _evidence, ...standing }) => standing),
  );
  const short = `${bare.join("\n")}\n\n${LEFT_OUT}\n`;
  return short.length < text.length ? { text, cut: "never", short } : { text, cut: "never" };
}

/** What changed since the release before: nothing of it is of more worth than the list. */
export function changePieces({ title, lines, url }: Changes): readonly Piece[] {
  if (title === "") return [];
  const head = fixed(`${title}${url === "" ? "" : `\n${url}`}\n`);
  return lines.length === 0 ? [head] : [head, { text: `${withoutBoxes(lines.join("\n"))}\n`, cut: "commits", keep: 0 }];
}

/** The description by a template. A list that it does not name, or names only in a section that is not shown, stands at its end, and never twice. */
export function templateBody(template: string, values: Values, told: Told): readonly Piece[] {
  const items = itemsPiece(told);
  const details = defaultBody(told).map((piece) => (piece.text === items.text ? items : piece));
  const changes = changePieces(told.changes);
  const rendered = renderPieces(template, values, { details, items, changes });
  const known = knownOf(told.lines);
  const ours = new Set([...details, items, ...changes]);
  const pieces: Piece[] = [];
  for (const piece of rendered) {
    if (piece === items && pieces.includes(items)) continue;
    // On a line of their own, so that what stands before them makes no item of them.
    if (ours.has(piece) && !endsLine(pieces.at(-1))) pieces.push(fixed("\n"));
    pieces.push(
      ours.has(piece)
        ? piece
        : fixed(
            piece.text
              .split("\n")
              .map((line) => plainLine(line, known))
              .join("\n"),
          ),
    );
  }
  return pieces.includes(items) ? pieces : [...pieces, fixed(endsLine(pieces.at(-1)) ? "\n" : "\n\n"), items];
}

/** Whether a template asks for what changed. */
export function wantsChanges(template: string | undefined): boolean {
  return template === undefined || variablesOf(template).some((name) => name === "details" || name === "changes");
}

function endsLine(piece: Piece | undefined): boolean {
  return piece === undefined || piece.text.endsWith("\n");
}

/** A description cut to size; `lost`: something had to go that must not. */
export interface Fitted {
  readonly text: string;
  readonly lost: boolean;
}

/** Fits a description beside what people wrote below it. */
export function fitted(pieces: readonly Shortenable[], below: string): Fitted {
  const whole = fittedOnce(pieces, below);
  const isShorter = whole.lost && pieces.some(({ short }) => short !== undefined);
  return isShorter
    ? fittedOnce(
        pieces.map((piece) => ({ ...piece, text: piece.short ?? piece.text })),
        below,
      )
    : whole;
}

function fittedOnce(pieces: readonly Piece[], below: string): Fitted {
  const mark = "\u0000".repeat(STATE_ROOM);
  const { description, lost } = fit(
    pieces.map((piece) => ({ ...piece, text: cleanText(piece.text) })),
    below,
    mark,
  );
  const text = description
    .slice(0, description.indexOf(mark))
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd();
  return { text, lost: lost === "text" };
}

/** The lines of the list: an item and what is to be said of it, headings and other text between, with empty lines where something else begins. */
function listLines(lines: readonly Line[], standings: readonly Standing[]): readonly string[] {
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

function pastLines(past: readonly string[]): readonly string[] {
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
function noteOf(evidence: Evidence, isTicking: boolean): string {
  if (isTicking) return "";
  const begin = FOUND[evidence.is];
  if (evidence.is === "unknown") return `${begin}: ${evidence.why}.`;
  return `${begin}: ${linked(evidence.is === "missing" ? evidence.why : evidence.what, evidence.url)}`;
}

function linked(text: string, url: string): string {
  return url === "" ? `${text}.` : `${text}, ${url}`;
}

/** What the ticket of an item says. */
export function itemBody({ item, evidence, by }: Standing, headline: string, how: string): readonly Piece[] {
  const checked = evidence === undefined ? [] : [noteOf(evidence, false)];
  const parts = [
    [item.text],
    item.below,
    [...(item.section === "" ? [] : [`Section: ${item.section}`]), headline],
    [...checked, ...(by === "file" ? ["It is ticked in the file."] : [])],
    [how],
  ];
  const text = parts
    .filter((part) => part.length > 0)
    .map((part) => `${part.join("\n")}\n`)
    .join("\n");
  return [fixed(text)];
}

function fixed(text: string): Piece {
  return { text, cut: "never" };
}
