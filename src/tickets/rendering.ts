/**
 * Templates filled in. Mustache reads them, the few lines here write them out: the library's own writer finds inherited names (`constructor`),
 * calls functions, and lets nested sections multiply without end.
 */
import { DEEPEST, parseTemplate, type Token } from "./tokens.ts";
import type { Piece } from "./types.ts";

/** What a variable stands for. A list is for sections; its items are values by name again. `undefined`, `""`, `0`, `false` and `[]` count as empty. */
export type Value = string | number | boolean | undefined | readonly Values[];

/** Values by variable name. */
export interface Values {
  readonly [name: string]: Value;
}

/** Longest rendering in UTF-16 units, cuttable pieces aside; a ticket's description holds 10,000. */
export const RENDERED_LENGTH = 65_536;

const MOST_STEPS = 100_000;
const MOST_PIECES = 50;

/**
 * Fills in a checked template. Values are put in as they are: no escaping, and never read as a template themselves; a name without a value is empty.
 * A section tag alone on its line takes the line away, as Mustache has it. The text ends at 65,536 characters.
 */
export function renderTemplate(template: string, values: Values): string {
  return renderPieces(template, values, {})
    .map((piece) => piece.text)
    .join("");
}

/**
 * Fills in a template whose variables named in `cuttable` are pieces that may be cut later: each use of such a variable becomes pieces of its own, the
 * text between becomes pieces that are never cut. Cuttable pieces come at most 50 times.
 */
export function renderPieces(template: string, values: Values, cuttable: Readonly<Record<string, Piece | readonly Piece[]>>): Piece[] {
  const out: Output = { pieces: [], text: "", room: RENDERED_LENGTH, steps: MOST_STEPS, cuts: MOST_PIECES };
  const pieces = new Map<string, Cuttable>(Object.entries(cuttable).map(([name, piece]) => [name, { cuttable: [piece].flat() }]));
  write(
    parseTemplate(template),
    [{ lookup: (name) => pieces.get(name) ?? (Object.hasOwn(values, name) ? values[name] : undefined), self: undefined }],
    out,
  );
  flush(out);
  return out.pieces;
}

interface Cuttable {
  readonly cuttable: readonly Piece[];
}

type Inner = Value | Cuttable;

/** One level of sections: what names mean there, and what `{{.}}` does. */
interface Frame {
  readonly lookup: (name: string) => Inner;
  readonly self: Inner;
}

interface Output {
  readonly pieces: Piece[];
  /** Not yet a piece. */
  text: string;
  /** What may still come: characters, tags, cuttable pieces. */
  room: number;
  steps: number;
  cuts: number;
}

function write(tokens: readonly Token[], frames: readonly Frame[], out: Output): void {
  for (const [kind, name, , , children = []] of tokens) {
    if (out.steps-- <= 0) return;
    if (kind === "text") put(name, out);
    else if (kind === "name" || kind === "&") put(find(name, frames), out);
    else if (kind === "^" && isEmpty(find(name, frames))) write(children, frames, out);
    else if (kind === "#" && frames.length <= DEEPEST + 1) {
      for (const frame of framesOf(find(name, frames))) write(children, [frame, ...frames], out);
    }
  }
}

function find(name: string, frames: readonly Frame[]): Inner {
  if (name === ".") return frames[0]?.self;
  for (const { lookup } of frames) {
    const value = lookup(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** One frame per item of a list, one for a plain value, none for what is empty. */
function framesOf(value: Inner): readonly Frame[] {
  if (isEmpty(value)) return [];
  if (!isList(value)) return [{ lookup: () => undefined, self: value }];
  return value.map((item) => ({ lookup: (name) => (Object.hasOwn(item, name) ? item[name] : undefined), self: undefined }));
}

function isList(value: Inner): value is readonly Values[] {
  return Array.isArray(value);
}

function isEmpty(value: Inner): boolean {
  if (isList(value)) return value.length === 0;
  return typeof value === "object" ? value.cuttable.every((piece) => piece.text === "") : !value;
}

function put(value: Inner, out: Output): void {
  if (value === undefined || isList(value)) return;
  if (typeof value !== "object") {
    const text = String(value);
    const fits = text.length <= out.room ? text : text.slice(0, out.room).replace(/[\uD800-\uDBFF]$/, "");
    out.text += fits;
    out.room = text.length <= out.room ? out.room - text.length : 0;
  } else if (out.cuts > 0) {
    flush(out);
    out.pieces.push(...value.cuttable.filter((piece) => piece.text !== ""));
    out.cuts -= 1;
  }
}

function flush(out: Output): void {
  if (out.text !== "") out.pieces.push({ text: out.text, cut: "never" });
  out.text = "";
}
