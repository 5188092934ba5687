/** What the tickets say: the list with its evidence, what changed, or what a template makes of it. */
import { WHERE_TO_WRITE } from "../tickets/description.ts";
import { renderPieces, type Values, variablesOf } from "../tickets/templates.ts";
import type { Piece } from "../tickets/types.ts";
import type { Changes } from "./changes.ts";
import type { Shortenable } from "./fitted.ts";
import { HOW_INLINE, HOW_TICKETS, LEFT_OUT } from "./hints.ts";
import { knownOf, type Line, type Standing } from "./items.ts";
import { listLines, pastLines } from "./list-lines.ts";
import { plainLine, withoutBoxes } from "./text.ts";

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

/** The description without a template. */
export function defaultBody(told: Told): readonly Piece[] {
  return detailsOf(told, listPieces(told));
}

function detailsOf({ headline, links, changes: changed }: Told, list: readonly Piece[]): readonly Piece[] {
  const changes = changePieces(changed);
  return [fixed(`${[headline, ...links].join("\n")}\n\n`), ...list, ...(changes.length > 0 ? [fixed("\n"), ...changes] : [])];
}

/** The list, and below it how its items are ticked. */
function listPieces(told: Told): readonly Piece[] {
  const how = fixed(`\n${told.tickets ? HOW_TICKETS : HOW_INLINE} ${WHERE_TO_WRITE}\n`);
  return told.standings.length === 0 ? [itemsPiece(told)] : [itemsPiece(told), how];
}

/** Where each item has its own ticket, the text may be cut, else it may do without what the checks found. */
function itemsPiece({ lines, standings, past, tickets }: Told): Shortenable {
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
function changePieces({ title, lines, url }: Changes): readonly Piece[] {
  if (title === "") return [];
  const head = fixed(`${title}${url === "" ? "" : `\n${url}`}\n`);
  return lines.length === 0 ? [head] : [head, { text: `${withoutBoxes(lines.join("\n"))}\n`, cut: "commits", keep: 0 }];
}

/** The description by a template. A list that it does not name, or names only in a section that is not shown, stands at its end, and never twice. */
export function templateBody(template: string, values: Values, told: Told): readonly Piece[] {
  const items = listPieces(told);
  const details = detailsOf(told, items);
  const changes = changePieces(told.changes);
  const rendered = renderPieces(template, values, { details, items, changes });
  const known = knownOf(told.lines);
  const ours = new Set([...details, ...changes]);
  const pieces: Piece[] = [];
  for (const piece of rendered) {
    if (items.includes(piece) && pieces.includes(piece)) continue;
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
  const isThere = items.every((piece) => pieces.includes(piece));
  return isThere ? pieces : [...pieces, fixed(endsLine(pieces.at(-1)) ? "\n" : "\n\n"), ...items];
}

/** Whether a template asks for what changed. */
export function wantsChanges(template: string | undefined): boolean {
  return template === undefined || variablesOf(template).some((name) => name === "details" || name === "changes");
}

function endsLine(piece: Piece | undefined): boolean {
  return piece === undefined || piece.text.endsWith("\n");
}

/** A text that is never cut. */
export function fixed(text: string): Piece {
  return { text, cut: "never" };
}
