/** Whether the workflow run that started this one was of a tag, which then names the release. */
import type { GitHub } from "../github/types.ts";
import { oneLine } from "../tickets/text.ts";
import { versionOf } from "./versions.ts";
import type { EndedRun, KnownRelease } from "./which-release.ts";

/**
 * Looks for a tag of the name that the run has. Whoever may push can call a branch like a version, so it counts only where it is at the commit of the
 * run. What is no tag, and what GitHub does not tell, leaves nothing to do.
 */
export async function tagOfRun(github: GitHub, { name, sha }: EndedRun): Promise<KnownRelease> {
  const answer = await github.tag(name);
  if (answer.ok && answer.value === sha) return { kind: "list", wanted: { version: versionOf(name), tag: name, sha, named: name } };
  const shown = oneLine(name, 200);
  if (answer.ok) return skip(`The workflow run that has ended is of another commit than tag ${shown}, so it belongs to no release.`);
  if (answer.why === "missing")
    return skip(`The workflow run that has ended is of ${shown}, which is no tag, so it belongs to no release.`);
  const { permission, detail } = answer;
  const first = permission === undefined ? "Run this step again" : `Add \`${permission}\` under \`permissions:\` of the job`;
  return skip(`It is not known whether ${shown} is the tag of a release. ${detail} ${first}, or set the input \`version\`.`, permission);
}

function skip(reason: string, permission?: string): KnownRelease {
  return { kind: "skip", reason, ...(permission === undefined ? {} : { permissions: [permission] }) };
}
