import { disarm } from "./state.ts";
import { cutText } from "./text.ts";
import type { Piece } from "./types.ts";

/** Most UTF-16 units of a description; Gleap documents no limit, so this one is careful. */
export const DESCRIPTION_MAX = 10_000;

/** Tells a person who reads a ticket what becomes of the text in it. */
export const WHERE_TO_WRITE = "This text is kept up to date; write your own below the line that begins with gleap-ticket/.";

/** A description within its limit. */
export interface Fitted {
  readonly description: string;
  /** The same with half the excerpt, for a server that finds it too large. */
  readonly shorter: string;
  /** What had to give way last: `excerpt`, then `commits`, then the `text` of pieces that are never to be cut. */
  readonly lost: "nothing" | "excerpt" | "commits" | "text";
}

const CUT_SENTENCE = "[This text was too long: the rest is left out.]";
const LINK = /https?:\/\/[^\s<>"]+/g;

/**
 * Joins our pieces, the state line and people's text, at most `max` UTF-16 units long. Excerpts give way first, around the line that is kept
 * longest, then commits. If even that is too little, our free text is cut at its end: lines without a link first, then all but the links, at
 * last links from the end. The state line stays whole on a line of its own, with a blank line between it and our text. People's text is never
 * cut: only a `below` that fills the place alone makes the whole longer than `max`.
 */
export function fit(pieces: readonly Piece[], below: string, stateLine: string, max: number = DESCRIPTION_MAX): Fitted {
  const tail = join("", stateLine, below);
  const room = max - tail.length - 2;
  const whole = pieces.map((piece) => piece.text);
  const lessExcerpt = shrink(pieces, whole, "excerpt", room);
  const lessCommits = shrink(pieces, lessExcerpt, "commits", room);
  const halved = pieces.map((piece, index) => {
    const text = lessCommits[index] ?? "";
    return piece.cut === "excerpt" ? shorten(piece, Math.floor(text.length / 2)) : text;
  });
  const text = (parts: readonly string[]) => join(clip(disarm(parts.join("")).trimEnd(), room), stateLine, below);
  const lost = [whole, lessExcerpt, lessCommits].findIndex((parts) => parts.join("").trimEnd().length <= room);
  return { description: text(lessCommits), shorter: text(halved), lost: (["nothing", "excerpt", "commits"] as const)[lost] ?? "text" };
}

/** Our text, a blank line, the state line, people's text. */
function join(ours: string, stateLine: string, below: string): string {
  const above = ours.trimEnd();
  return `${above === "" ? "" : `${above}\n\n`}${stateLine}${below === "" ? "" : `\n${below}`}`;
}

/** Shrinks the pieces of one kind, the longest first and down to the same length, until all parts together fit the room. */
function shrink(pieces: readonly Piece[], parts: readonly string[], kind: Piece["cut"], room: number): readonly string[] {
  const isKind = (index: number) => pieces[index]?.cut === kind;
  const others = parts.reduce((sum, part, index) => sum + (isKind(index) ? 0 : part.length), 0);
  const lengths = parts.filter((_, index) => isKind(index)).map((part) => part.length);
  const cap = commonCap(lengths, Math.max(0, room - others));
  return parts.map((part, index) => {
    const piece = pieces[index];
    return piece === undefined || !isKind(index) || part.length <= cap ? part : shorten(piece, cap);
  });
}

/** The largest length such that no more than `room` is used when each part gets at most that. */
function commonCap(lengths: readonly number[], room: number): number {
  let left = room;
  const ascending = lengths.toSorted((a, b) => a - b);
  for (const [index, length] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - index));
    if (length > share) return share;
    left -= length;
  }
  return Number.POSITIVE_INFINITY;
}

/** At most `cap` units of a piece: its lines around `keep`, with a line that says how many are missing at either end. */
function shorten(piece: Piece, cap: number): string {
  if (piece.text.length <= cap) return piece.text;
  const end = piece.text.endsWith("\n") ? "\n" : "";
  const lines = piece.text.slice(0, piece.text.length - end.length).split("\n");
  const keep = Math.min(Math.max(piece.keep ?? (piece.cut === "commits" ? 0 : lines.length - 1), 0), lines.length - 1);
  const kept = lines[keep] ?? "";
  const room = cap - end.length - 2 * (leftOut(lines.length).length + 1);
  if (room < Math.min(kept.length, 20)) {
    const marker = leftOut(lines.length) + end;
    return marker.length <= cap ? marker : "";
  }
  const [from, to] = around(lines, keep, room);
  const shown = from + 1 === to ? [cutText(kept, room)] : lines.slice(from, to);
  const above = from > 0 ? [leftOut(from)] : [];
  const under = to < lines.length ? [leftOut(lines.length - to)] : [];
  return [...above, ...shown, ...under].join("\n") + end;
}

/** The widest stretch of lines, grown in turns to both sides of line `keep`, that joins to at most `room` units. */
function around(lines: readonly string[], keep: number, room: number): readonly [number, number] {
  let from = keep;
  let to = keep + 1;
  let left = room - (lines[keep]?.length ?? 0);
  for (let grown = true; grown; ) {
    grown = false;
    const before = lines[from - 1];
    if (before !== undefined && before.length + 1 <= left) {
      from -= 1;
      left -= before.length + 1;
      grown = true;
    }
    const after = lines[to];
    if (after !== undefined && after.length + 1 <= left) {
      to += 1;
      left -= after.length + 1;
      grown = true;
    }
  }
  return [from, to];
}

function leftOut(count: number): string {
  return `[… ${count} ${count === 1 ? "line" : "lines"} left out]`;
}

/** Free text that is too long: cut at its end by a sentence that says so, links kept. */
function clip(text: string, room: number): string {
  if (text.length <= room) return text;
  const space = room - CUT_SENTENCE.length - 1;
  if (space < 0) return links(text, room);
  const lines: (string | undefined)[] = text.split("\n");
  let over = text.length - space;
  const replace = (test: (line: string) => boolean, by: (line: string) => string | undefined) => {
    for (let index = lines.length - 1; index >= 0 && over > 0; index -= 1) {
      const line = lines[index];
      if (line === undefined || !test(line)) continue;
      const other = by(line);
      over -= line.length - (other === undefined ? -1 : other.length);
      lines[index] = other;
    }
  };
  replace(
    (line) => !hasLink(line),
    (line) => (line.length - over > 20 ? cutText(line, line.length - over) : undefined),
  );
  replace(hasLink, (line) => line.match(LINK)?.join(" "));
  const kept = lines.filter((line) => line !== undefined).join("\n");
  return `${kept.length <= space ? kept : links(kept, space)}\n${CUT_SENTENCE}`;
}

function hasLink(line: string): boolean {
  return line.search(LINK) >= 0;
}

/** As many links of the text as fit, in order, one a line. */
function links(text: string, room: number): string {
  let found = "";
  for (const link of new Set(text.match(LINK))) {
    const more = found === "" ? link : `${found}\n${link}`;
    if (more.length <= room) found = more;
  }
  return found;
}
