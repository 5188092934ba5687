/** What a checklist file may ask of the parser, whose time grows with the square of some things: `mode: check` reads the file of any pull request. */
import type { FileProblem } from "./front.ts";

/** UTF-16 units and lines of a file; a list that people work through is far below. */
const FILE_LENGTH = 100_000;
const FILE_LINES = 2_000;
/** Of lines with no blank one and no new item between them, which the parser reads as one. */
const PARAGRAPH_LENGTH = 5_000;
const PARAGRAPH_SIGNS = 200;

const SIGNS = /[*_~\]]/g;
const OPENS = /^\s*(?:[-+*>#]|\d{1,9}[.)])/;

/** The first thing of which there is too much in a file, if there is one. */
export function excessIn(source: string): FileProblem | undefined {
  if (source.length > FILE_LENGTH) return { line: 1, column: 1, what: `the checklist is longer than ${FILE_LENGTH} characters` };
  const lines = source.split("\n");
  if (lines.length > FILE_LINES) return { line: FILE_LINES + 1, column: 1, what: `the checklist is longer than ${FILE_LINES} lines` };
  let [length, signs] = [0, 0];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "" || OPENS.test(line)) [length, signs] = [0, 0];
    length += line.length;
    signs += line.match(SIGNS)?.length ?? 0;
    const place = { line: index + 1, column: 1 };
    if (length > PARAGRAPH_LENGTH) return { ...place, what: `a paragraph ends here that is longer than ${PARAGRAPH_LENGTH} characters` };
    if (signs > PARAGRAPH_SIGNS) return { ...place, what: `more than ${PARAGRAPH_SIGNS} of the signs \`* _ ~ ]\` in one paragraph` };
  }
  return undefined;
}
