/** Which refs get tickets: `failure.refs` of the config file. */
import { matchPattern } from "../tickets/matching.ts";
import { type PatternBudget, parsePattern } from "../tickets/patterns.ts";
import { oneLine } from "../tickets/text.ts";
import type { Ref } from "./ref.ts";

const KINDS: Readonly<Record<string, (ref: Ref) => boolean>> = {
  branches: (ref) => ref.kind === "branch",
  default: (ref) => ref.isDefault === true,
  tags: (ref) => ref.kind === "tag",
  pulls: (ref) => ref.kind === "pull",
  queue: (ref) => ref.kind === "queue",
};

/** Whether a ref gets tickets. */
export interface RefJudgement {
  /** Where it gets none: one sentence that says why and names the key that decides. */
  readonly unwanted?: string;
  /** Patterns that ran out of time, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Judges a ref: it gets tickets if some entry without `!` matches (or there is none), and none with `!` does. An entry is one of the words above or
 * a pattern of branch names. A pattern that runs out of time matches nothing, and is named.
 */
export function judgeRef(ref: Ref, entries: readonly string[], budget: PatternBudget): RefJudgement {
  const notes: string[] = [];
  const matches = (entry: string): boolean => {
    const body = entry.startsWith("!") ? entry.slice(1) : entry;
    const kind = Object.hasOwn(KINDS, body) ? KINDS[body] : undefined;
    if (kind !== undefined) return kind(ref);
    const pattern = parsePattern(body);
    if (ref.kind !== "branch" || "problem" in pattern) return false;
    const found = matchPattern(pattern, [ref.name], true, budget);
    if (found === undefined) notes.push(`The pattern \`${oneLine(entry, 100)}\` of \`failure.refs\` ran out of time and matched nothing.`);
    return found === true;
  };
  const positive = entries.filter((entry) => !entry.startsWith("!"));
  if (positive.length > 0 && !positive.some(matches)) return { unwanted: unnamed(ref), notes };
  const excluded = entries.find((entry) => entry.startsWith("!") && matches(entry));
  return excluded === undefined ? { notes } : { unwanted: refused(ref, excluded), notes };
}

/** Refs as a sentence speaks of them. */
function refText({ kind, name }: Ref): string {
  const shown = oneLine(name, 200);
  return { branch: `the branch ${shown} gets`, tag: "tags get", pull: "pull requests get", queue: `the merge queue of ${shown} gets` }[
    kind
  ];
}

function unnamed(ref: Ref): string {
  const word = { branch: "`branches` or a pattern that matches it", tag: "`tags`", pull: "`pulls`", queue: "`queue`" }[ref.kind];
  return `No ticket: ${refText(ref)} none (add ${word} to \`failure.refs\` in the config file to change that).`;
}

function refused(ref: Ref, entry: string): string {
  return `No ticket: ${refText(ref)} none (\`${oneLine(entry, 100)}\` of \`failure.refs\` in the config file says so).`;
}
