/** Keeps of a step's lines, while they pass, what an excerpt may need: the neighbourhood of the best candidates and the end. */
import { hasHint, IS_ERROR, isWithinTraceback, opensTraceback, SAYS_SOMETHING, scoreLine } from "./firsterror.ts";
import { shapeLine } from "./shape.ts";

/** A line and its number in the file, from 1. */
export interface LogLine {
  readonly number: number;
  readonly text: string;
}

/** The lines chosen for an excerpt, in order. */
export interface Selection {
  readonly lines: readonly LogLine[];
  /** Index in `lines` of the first real error. */
  readonly first?: number;
  /** What the step ended with, where it says so. */
  readonly exitCode?: number;
  /** Lines of the step, blank ones included. */
  readonly total: number;
}

/** Takes the lines of a step in order, as they came; `marked`: known to be an error. */
export interface Collector {
  readonly add: (number: number, raw: string, marked: boolean) => void;
  /** What came so far belongs to another step. */
  readonly restart: () => void;
  readonly finish: () => Selection;
}

/** A line that may be shown; most are never shaped. */
interface Kept {
  readonly number: number;
  readonly raw: string;
}

interface Candidate {
  readonly key: string;
  readonly score: number;
  readonly line: Kept;
  readonly above: readonly Kept[];
  readonly below: Kept[];
  count: number;
}

/** Candidates kept at a time; each holds at most twice the wanted lines. */
const CANDIDATES = 8;

/** An earlier line is preferred to one that scores up to so much more: what comes later is often a consequence. */
const BAND = 15;

/** A line up to this length may turn out to be blank; blank lines are not worth a place. */
const SHORT = 24;

/** How a line starts that may be a marker of the kind that is not shown. */
// oxlint-disable-next-line no-control-regex -- a marker may be coloured
const MARKER_START = /^(?:\x1b\[[\d;]*m)*(?:##\[|::)/;

/** A collector for an excerpt of `wanted` lines. */
export function createCollector(wanted: number): Collector {
  let recent: Kept[] = [];
  let candidates: Candidate[] = [];
  let total = 0;
  let exitCode: number | undefined;
  let traceback = false;
  let wasBlank = true;

  const consider = (line: Kept, text: string, score: number): void => {
    const key = text.replace(/\d+/g, "0").trim();
    const known = candidates.find((each) => each.key === key);
    if (known !== undefined) {
      known.count++;
      return;
    }
    candidates = keepBest([...candidates, { key, score, line, above: recent.slice(-wanted, -1), below: [], count: 1 }]);
  };

  const keep = (line: Kept, isBlank: boolean): void => {
    if (isBlank && wasBlank) return;
    wasBlank = isBlank;
    for (const { below } of candidates) if (below.length < wanted) below.push(line);
    recent.push(line);
    if (recent.length >= 2 * wanted + 64) recent = recent.slice(-wanted);
  };

  const add = (number: number, raw: string, known: boolean): void => {
    const line = { number, raw };
    if (!known && !traceback && raw.length > SHORT && !MARKER_START.test(raw) && !hasHint(raw)) {
      total++;
      keep(line, false);
      return;
    }
    const shaped = shapeLine(raw);
    if (shaped === undefined) return;
    total++;
    const { text } = shaped;
    const marked = known || shaped.marked;
    if (marked) exitCode = readExitCode(text) ?? exitCode;
    const ends = traceback && !isWithinTraceback(text);
    const score = marked || ends || hasHint(text) ? scoreLine(text, marked, ends) : 0;
    traceback = opensTraceback(text) || (traceback && !ends);
    keep(line, text.trim() === "");
    if (score >= SAYS_SOMETHING) consider(line, text, score);
  };

  const restart = (): void => {
    recent = [];
    candidates = [];
    total = 0;
    exitCode = undefined;
    traceback = false;
    wasBlank = true;
  };

  const finish = (): Selection => {
    const winner = winnerOf(candidates);
    const chosen = winner === undefined ? recent.slice(-wanted) : around(winner, wanted);
    const lines = shown(chosen);
    const first = lines.findIndex(({ number }) => number === winner?.line.number);
    return { lines, ...(first === -1 ? {} : { first }), ...(exitCode === undefined ? {} : { exitCode }), total };
  };

  return { add, restart, finish };
}

/** The candidates without the one that is least likely to win, where there are more than are kept; they come and stay in the order of the log. */
function keepBest(candidates: Candidate[]): Candidate[] {
  if (candidates.length <= CANDIDATES) return candidates;
  // The earliest that is good enough wins, so one that has its equal before it hardly can.
  const beaten = candidates.filter((each, index) => candidates.slice(0, index).some(({ score }) => score >= each.score));
  const loser = beaten.length > 0 ? beaten.reduce((low, each) => (each.score <= low.score ? each : low)) : leastOfRising(candidates);
  return candidates.filter((each) => each !== loser);
}

/** Of candidates each better than all before it: the first, once it is too far behind; until then it wins, and the last but one would be the last to do so. */
function leastOfRising(candidates: readonly Candidate[]): Candidate | undefined {
  const [first, last] = [candidates[0], candidates.at(-1)];
  const isOut = first !== undefined && last !== undefined && first.score < last.score - BAND;
  return isOut ? first : candidates.at(-2);
}

/** The earliest candidate about as good as the best. A line that comes back often counts a little more: 1 for every doubling, up to 4. */
function winnerOf(candidates: readonly Candidate[]): Candidate | undefined {
  const value = (each: Candidate): number => each.score + Math.min(4, Math.floor(Math.log2(each.count)));
  const most = Math.max(...candidates.map(value));
  return candidates.find((each) => value(each) >= (most < IS_ERROR ? most : most - BAND));
}

/** A third of the lines above the error, the rest below, where there are so many. */
function around({ line, above, below }: Candidate, wanted: number): readonly Kept[] {
  const lead = Math.min(above.length, Math.max(Math.floor(wanted / 3), wanted - 1 - below.length));
  const head = lead === 0 ? [] : above.slice(-lead);
  return [...head, line, ...below.slice(0, wanted - 1 - head.length)];
}

/** The lines as text, without blank ones at the ends and behind one another (long ones that only held colours are still among them). */
function shown(kept: readonly Kept[]): readonly LogLine[] {
  const lines = kept.map(({ number, raw }) => ({ number, text: shapeLine(raw)?.text ?? "" }));
  const isBlank = (line: LogLine | undefined): boolean => line === undefined || line.text.trim() === "";
  const single = lines.filter((line, index) => !isBlank(line) || !isBlank(lines[index - 1]));
  return isBlank(single.at(-1)) ? single.slice(0, -1) : single;
}

function readExitCode(text: string): number | undefined {
  const code = /exit code (-?\d{1,10})\b/.exec(text)?.[1];
  return code === undefined ? undefined : Number(code);
}
