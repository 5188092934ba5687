/** What a checklist file may ask of the parser, whose time grows with the square of some things: `mode: check` reads the file of any pull request. */
import type { FileProblem } from "./front.ts";

/** UTF-16 units and lines of a file; a list that people work through is far below. */
const FILE_LENGTH = 100_000;
const FILE_LINES = 2_000;

/**
 * Of all paragraphs together, the squares of what stands in each: such signs, and UTF-16 units. Either takes the parser about a second. Code, comments and
 * tables, which it goes through more quickly, count as well: to tell them apart it would have to be asked.
 */
const MOST_SIGNS = 16_000_000;
const MOST_LENGTH = 400_000_000;

const SIGNS = /[*_~\]]/g;
/** A quote goes on with its paragraph, and so does all that is indented, or not quite a list or a heading. */
const QUOTE = /^(?: {0,3}>)+/;
const OPENS = /^ {0,3}(?:[-+*][ \t]|1[.)][ \t]|#{1,6}[ \t])/;

/** The first thing of which there is too much in a file, if there is one. */
export function excessIn(source: string): FileProblem | undefined {
  if (source.length > FILE_LENGTH) return { line: 1, column: 1, what: `the checklist is longer than ${FILE_LENGTH} characters` };
  const lines = source.split("\n");
  if (lines.length > FILE_LINES) return { line: FILE_LINES + 1, column: 1, what: `the checklist is longer than ${FILE_LINES} lines` };
  const [signs, length] = [tally(MOST_SIGNS), tally(MOST_LENGTH)];
  for (const [index, line] of lines.entries()) {
    const text = line.replace(QUOTE, "");
    const opens = text.trim() === "" || OPENS.test(text);
    const much = [
      ...(signs(text.match(SIGNS)?.length ?? 0, opens) ? ["too many of the signs `* _ ~ ]`"] : []),
      ...(length(text.length, opens) ? ["too much text"] : []),
    ];
    if (much.length > 0)
      return {
        line: index + 1,
        column: 1,
        what: `${much.join(" and ")} without empty lines between, up to here; put some between the parts`,
      };
  }
  return undefined;
}

/** Adds up the squares of what stands in each paragraph, line by line; answers whether it is more than `most` by now. */
function tally(most: number): (count: number, opens: boolean) => boolean {
  let [before, paragraph] = [0, 0];
  return (count, opens) => {
    if (opens) [before, paragraph] = [before + paragraph ** 2, 0];
    paragraph += count;
    return before + paragraph ** 2 > most;
  };
}
