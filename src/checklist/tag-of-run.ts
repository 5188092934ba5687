/** Whether the workflow run that started this one was of a tag, which then names the release. */
import { GateError, nextAfter, TicketError } from "../errors.ts";
import type { GitHub, Refused } from "../github/types.ts";
import type { Start } from "../start.ts";
import { oneLine } from "../tickets/text.ts";
import { requiresComplete } from "./gate.ts";
import { versionOf } from "./versions.ts";
import type { EndedRun, KnownRelease } from "./which-release.ts";

/** GitHub did not tell whether there is such a tag. */
interface UntoldRelease {
  readonly kind: "untold";
  /** As it can be shown. */
  readonly name: string;
  readonly refused: Refused;
}

/**
 * Looks for a tag of the name that the run has. Whoever may push can call a branch like a version, so it counts only where it is at the commit of the
 * run. What is no tag leaves nothing to do.
 */
export async function tagOfRun(github: GitHub, { name, sha }: EndedRun): Promise<KnownRelease | UntoldRelease> {
  const answer = await github.tag(name);
  if (answer.ok && answer.value === sha) return { kind: "list", wanted: { version: versionOf(name), tag: name, sha, named: name } };
  const shown = oneLine(name, 200);
  if (answer.ok) return skip(`The workflow run that has ended is of another commit than tag ${shown}, so it belongs to no release.`);
  if (answer.why !== "missing") return { kind: "untold", name: shown, refused: answer };
  return skip(`The workflow run that has ended is of ${shown}, which is no tag, so it belongs to no release.`);
}

/** Nothing to do, unless the step is there to stop a release (`checklist.require-complete`): throws then, for it may be one that is not done. */
export function skipUntold({ name, refused }: UntoldRelease, start: Start): Extract<KnownRelease, { readonly kind: "skip" }> {
  const what = `It is not known whether ${name} is the tag of a release`;
  const next = `${nextAfter(refused)}, or set the input \`version\`.`;
  const { permission, detail } = refused;
  if (requiresComplete(start)) throw new GateError(`${what}, and \`checklist.require-complete\` is set. ${detail}`, next);
  if (mayRequire(start, refused)) {
    const code = permission === undefined ? "UNAVAILABLE" : "PERMISSION";
    throw new TicketError(code, `${what}, nor whether the config file sets \`checklist.require-complete\`. ${detail}`, next);
  }
  return skip(`${what}. ${detail} ${next}`, permission);
}

/** The config file was not read. One that GitHub only does not show is most likely not there, as long as no permission is missing. */
function mayRequire({ credentials, warnings, hiddenConfig }: Start, { permission }: Refused): boolean {
  return credentials.kind === "ready" && (warnings.length > 0 || (hiddenConfig !== undefined && permission !== undefined));
}

function skip(reason: string, permission?: string): Extract<KnownRelease, { readonly kind: "skip" }> {
  return { kind: "skip", reason, ...(permission === undefined ? {} : { permissions: [permission] }) };
}
