/** A description cut to size. */
import { fit } from "../tickets/description.ts";
import { cleanText } from "../tickets/text.ts";
import type { Piece } from "../tickets/types.ts";

/** Room for the state line of a ticket. */
const STATE_ROOM = 600;

/** A piece that can say less where there is no room for all of it. */
export interface Shortenable extends Piece {
  readonly short?: string;
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

/** A fitted text as the body of a draft. */
export function onePiece(text: string): readonly Piece[] {
  return text === "" ? [] : [{ text: `${text}\n`, cut: "never" }];
}
