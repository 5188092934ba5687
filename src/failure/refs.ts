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

/**
 * Whether a ref gets tickets: some entry without `!` matches (or there is none), and none with `!` does. An entry is one of the words above or
 * a pattern of branch names. A pattern that runs out of time matches nothing.
 */
export function wantsRef(ref: Ref, entries: readonly string[], budget: PatternBudget): boolean {
  const matches = (entry: string): boolean => {
    const kind = Object.hasOwn(KINDS, entry) ? KINDS[entry] : undefined;
    if (kind !== undefined) return kind(ref);
    const pattern = parsePattern(entry);
    return ref.kind === "branch" && !("problem" in pattern) && matchPattern(pattern, [ref.name], true, budget) === true;
  };
  const negative = entries.filter((entry) => entry.startsWith("!")).map((entry) => entry.slice(1));
  const positive = entries.filter((entry) => !entry.startsWith("!"));
  return (positive.length === 0 || positive.some(matches)) && !negative.some(matches);
}

/** Why a ref gets no ticket, naming the key that decides. */
export function unwanted({ kind, name }: Ref): string {
  const shown = oneLine(name, 200);
  const [what, word] = (
    {
      branch: [`branch ${shown}`, "branches"],
      tag: [`tag ${shown}`, "tags"],
      pull: [`pull request from ${shown}`, "pulls"],
      queue: [`merge queue of ${shown}`, "queue"],
    } as const
  )[kind];
  const patterns = kind === "branch" ? " or a pattern that matches it" : "";
  return `The run is of the ${what}, which gets no tickets: \`failure.refs\` in the config file decides that; add \`${word}\`${patterns} to change it.`;
}
