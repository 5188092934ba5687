/** Keeps of a step's lines, while they pass, what an excerpt may need: the neighbourhood of the best candidates and the end. */
import { IS_ERROR, isWithinTraceback, opensTraceback, SAYS_SOMETHING, scoreLine } from "./firsterror.ts";
import type { Shaped } from "./shape.ts";

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

/** Takes the lines of a step in order. */
export interface Collector {
  readonly add: (number: number, line: Shaped) => void;
  /** What came so far belongs to another step. */
  readonly restart: () => void;
  readonly finish: () => Selection;
}

interface Candidate {
  readonly key: string;
  readonly score: number;
  readonly line: LogLine;
  readonly above: readonly LogLine[];
  readonly below: LogLine[];
  count: number;
}

/** Candidates kept at a time; each holds at most twice the wanted lines. */
const CANDIDATES = 8;

/** An earlier line is preferred to one that scores up to so much more: what comes later is often a consequence. */
const BAND = 15;

/** A collector for an excerpt of `wanted` lines. */
export function createCollector(wanted: number): Collector {
  let recent: LogLine[] = [];
  let candidates: Candidate[] = [];
  let byKey = new Map<string, Candidate>();
  let total = 0;
  let exitCode: number | undefined;
  let traceback = false;
  let wasBlank = true;

  const consider = (line: LogLine, score: number): void => {
    const key = line.text.replace(/\d+/g, "0").trim();
    const known = byKey.get(key);
    if (known !== undefined) {
      known.count++;
      return;
    }
    const candidate: Candidate = { key, score, line, above: recent.slice(-wanted), below: [], count: 1 };
    candidates = keepBest([...candidates, candidate]);
    if (candidates.includes(candidate)) byKey = new Map(candidates.map((each) => [each.key, each]));
  };

  const add = (number: number, { text, marked }: Shaped): void => {
    total++;
    const isBlank = text.trim() === "";
    if (isBlank && wasBlank) return;
    wasBlank = isBlank;
    if (marked) exitCode = readExitCode(text) ?? exitCode;
    const line = { number, text };
    for (const { below } of candidates) if (below.length < wanted) below.push(line);
    const ends = traceback && !isWithinTraceback(text);
    const score = scoreLine(text, marked, ends);
    traceback = opensTraceback(text) || (traceback && !ends);
    if (score >= SAYS_SOMETHING) consider(line, score);
    recent.push(line);
    if (recent.length >= 2 * wanted + 64) recent = recent.slice(-wanted);
  };

  const restart = (): void => {
    recent = [];
    candidates = [];
    byKey = new Map();
    total = 0;
    exitCode = undefined;
    traceback = false;
    wasBlank = true;
  };

  const finish = (): Selection => {
    const winner = first(candidates);
    const chosen = winner === undefined ? { lines: recent.slice(-wanted) } : around(winner, wanted);
    return { ...chosen, ...(exitCode === undefined ? {} : { exitCode }), total };
  };

  return { add, restart, finish };
}

/** The candidates that can still win, at most as many as are kept; they come and stay in the order of the log. */
function keepBest(candidates: Candidate[]): Candidate[] {
  if (candidates.length <= CANDIDATES) return candidates;
  const best = Math.max(...candidates.map((each) => each.score));
  const behind = candidates.filter((each) => each.score < best - BAND);
  // Without one out of the running, the latest that is neither the first nor the best can no longer win.
  const loser =
    behind.length > 0
      ? behind.reduce((low, each) => (each.score <= low.score ? each : low))
      : (candidates.findLast((each, index) => index > 0 && each.score < best) ?? candidates.at(-1));
  return candidates.filter((each) => each !== loser);
}

/** The earliest candidate about as good as the best. A line that comes back often counts a little more: 1 for every doubling, up to 4. */
function first(candidates: readonly Candidate[]): Candidate | undefined {
  const value = (each: Candidate): number => each.score + Math.min(4, Math.floor(Math.log2(each.count)));
  const best = Math.max(...candidates.map(value));
  return candidates.find((each) => value(each) >= (best < IS_ERROR ? best : best - BAND));
}

/** A third of the lines above the error, the rest below, where there are so many. */
function around({ line, above, below }: Candidate, wanted: number): { readonly lines: readonly LogLine[]; readonly first: number } {
  const lead = Math.min(above.length, Math.max(Math.floor(wanted / 3), wanted - 1 - below.length), wanted - 1);
  const head = lead === 0 ? [] : above.slice(-lead);
  return { lines: [...head, line, ...below.slice(0, wanted - 1 - head.length)], first: head.length };
}

function readExitCode(text: string): number | undefined {
  const code = /exit code (-?\d{1,10})\b/.exec(text)?.[1];
  return code === undefined ? undefined : Number(code);
}
