/** Tells runs of tags from runs of branches that are named like tags: GitHub's list of runs gives a name and does not say of what. */

import type { Answer, GitHub, Refused, Run } from "../github/types.ts";
import { isCertainTag } from "./ref.ts";
import type { ReportedRun } from "./reported.ts";

/** Whether a run is of a tag; `undefined` where that is not known. */
export interface TagProof {
  /** Looks at the tag, where that has not been done and a look is left. True only if it points at the commit of the run. */
  readonly ask: (found: Run) => Promise<boolean | undefined>;
  /** What is known without a look. */
  readonly known: (found: Run) => boolean | undefined;
  /** What GitHub said where it refused a look. */
  readonly refused: () => Refused | undefined;
}

/** A proof for runs around `run`, with at most so many looks, one request each. */
export function createTagProof(github: GitHub, run: ReportedRun, looks: number): TagProof {
  const seen = new Map<string, Answer<string>>();
  let left = looks;
  let refused: Refused | undefined;
  const known = (found: Run): boolean | undefined => {
    if (isCertainTag(found, run.ref.name, run.headSha)) return true;
    const answer = seen.get(found.head_branch ?? "");
    if (answer === undefined) return undefined;
    if (answer.ok) return answer.value === found.head_sha;
    return answer.why === "missing" ? false : undefined;
  };
  const ask = async (found: Run): Promise<boolean | undefined> => {
    const name = found.head_branch ?? "";
    if (known(found) === undefined && !seen.has(name) && left > 0) {
      left -= 1;
      const answer = await github.tag(name);
      seen.set(name, answer);
      if (!answer.ok && answer.why !== "missing") refused ??= answer;
    }
    return known(found);
  };
  return { ask, known, refused: () => refused };
}
