/** Whether a file holds a text: a version is not found inside a longer one. */

const WORD = String.raw`[\p{L}\p{N}_]`;
/** What may not stand before a digit: part of a word or number, also one that a dot or a hyphen joins to it. */
const JOINED_BEFORE = new RegExp(`${WORD}[.-]?$`, "u");
const JOINED_BEHIND = new RegExp(String.raw`^(?:${WORD}|\.\d|-${WORD})`, "u");
/** More than any of the two looks at, in UTF-16 units. */
const NEAR = 8;

/**
 * Looks for a text. One that begins or ends with a digit is found only where number, version or word end there too: `1.10.0` stands in `v1.10.0`,
 * `[1.10.0]` and `1.10.0.` at the end of a sentence, and not in `11.10.0`, `1.10.0.1` or `1.10.0-rc.1`.
 */
export function holds(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const begins = !/^\d/.test(wanted) || standsFree(text.slice(Math.max(0, at - NEAR), at));
    if (begins && (!/\d$/.test(wanted) || !JOINED_BEHIND.test(text.slice(end, end + NEAR)))) return true;
  }
  return false;
}

/** Whether a version may begin behind this; one `v` belongs to it. */
function standsFree(before: string): boolean {
  return !JOINED_BEFORE.test(before.replace(/v$/i, ""));
}
