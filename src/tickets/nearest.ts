const LONGEST_WORD = 64;
const SHORTEST_PREFIX = 3;

/**
 * The candidate a person most likely meant when they wrote `word`, for "did you mean" in messages. Letter case, `-` and `_` do not count.
 * A word matches by at most a few slips (a letter missing, added, wrong or swapped; about one in three letters), or when one of the two begins with the other.
 * Returns `undefined` when nothing is near. Ties go to the earlier candidate.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = plain(word);
  if (wanted === "" || wanted.length > LONGEST_WORD) return undefined;
  let best: { readonly candidate: string; readonly slips: number } | undefined;
  for (const candidate of candidates) {
    const other = plain(candidate);
    const slips = distance(wanted, other);
    const allowed = Math.floor(Math.max(wanted.length, other.length) / 3);
    if (slips <= allowed && slips < (best?.slips ?? Number.POSITIVE_INFINITY)) best = { candidate, slips };
  }
  return best?.candidate ?? candidates.find((candidate) => begins(plain(candidate), wanted));
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, "");
}

function begins(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= SHORTEST_PREFIX && long.startsWith(short);
}

/** Optimal string alignment: Levenshtein distance where two swapped neighbours count as one slip. */
function distance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const wrong = (last[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      const added = (current[column - 1] ?? 0) + 1;
      const missing = (last[column] ?? 0) + 1;
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current.push(Math.min(wrong, added, missing, swapped ? (beforeLast[column - 2] ?? 0) + 1 : wrong));
    }
    beforeLast = last;
    last = current;
  }
  return last[other.length] ?? 0;
}
