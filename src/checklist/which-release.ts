/** Which release the list is for, as inputs, environment and payload tell it. Pure. */
import { fieldsAt, textOf } from "../payload.ts";
import { type ReleaseFacts, releaseOf } from "./release-facts.ts";
import { versionOf } from "./versions.ts";

/** The release that the list is for. */
export interface NamedRelease {
  readonly version: string;
  /** The tag, where the event names it. */
  readonly tag?: string;
  /** The commit of that tag, where it is known. */
  readonly sha?: string;
  /** What the tag may be called, where the event does not: as it was written, then the other way. */
  readonly named: string;
  /** The release in the payload, if it is of this version. */
  readonly release?: ReleaseFacts;
}

/** A list to work on, nothing to do (`reason`: sentences; `permissions`: lines that are missing to find out), or no version at all. */
export type KnownRelease =
  | { readonly kind: "list"; readonly wanted: NamedRelease }
  | { readonly kind: "skip"; readonly reason: string; readonly version?: string; readonly permissions?: readonly string[] }
  | { readonly kind: "none"; readonly what: string };

/** The same, or the run of another workflow, of which GitHub has to be asked whether it was of a tag. */
export type WhichRelease = KnownRelease | { readonly kind: "ask"; readonly run: EndedRun };

/** The run that started this one: the name of its branch or tag, and its commit. */
export interface EndedRun {
  readonly name: string;
  readonly sha: string;
}

export interface Around {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly payload: unknown;
  /** The input `version`. */
  readonly version?: string;
}

const TAGS = "refs/tags/";

/** Decides which release it is: the input `version`, else the release or tag of the event, also that of the run which has ended. */
export function whichRelease(around: Around): WhichRelease {
  const { env, payload } = around;
  const gone = goneOf(env, payload);
  if (gone !== undefined) return gone;
  if (around.version === undefined && env["GITHUB_EVENT_NAME"] === "workflow_run") return ofRun(payload);
  const ref = env["GITHUB_REF"] ?? "";
  const release = releaseOf(fieldsAt(payload)["release"]);
  const tag = (env["GITHUB_EVENT_NAME"] === "release" ? release?.tag : undefined) ?? (ref.startsWith(TAGS) ? ref.slice(TAGS.length) : "");
  const named = (around.version ?? tag).replace(/^refs\/tags\//, "");
  if (named === "") return { kind: "none", what: noVersion(env) };
  const version = versionOf(named);
  const isOfEvent = tag !== "" && versionOf(tag) === version;
  return {
    kind: "list",
    wanted: {
      version,
      named,
      ...(isOfEvent ? { tag } : {}),
      ...(release !== undefined && isOfEvent && release.tag === tag ? { release } : {}),
    },
  };
}

/** A run of a branch and one of a tag look alike, so this only says what to ask for. */
function ofRun(payload: unknown): WhichRelease {
  const { head_branch, head_sha } = fieldsAt(payload, "workflow_run");
  const [name, sha] = [textOf(head_branch), textOf(head_sha)];
  if (name === undefined || sha === undefined)
    return { kind: "skip", reason: "The workflow run that has ended names no tag, so it belongs to no release." };
  return { kind: "ask", run: { name, sha } };
}

/** A release that is no more asks for nothing: its ticket is left to people. */
function goneOf(env: Around["env"], payload: unknown): Extract<KnownRelease, { readonly kind: "skip" }> | undefined {
  const { action, ref, ref_type, deleted } = fieldsAt(payload);
  const event = env["GITHUB_EVENT_NAME"] ?? "";
  const skip = (what: string, tag: string | undefined) =>
    ({
      kind: "skip",
      reason: `${what}; its ticket is left to people.`,
      ...(tag === undefined ? {} : { version: versionOf(tag) }),
    }) as const;
  if (event === "release" && (action === "deleted" || action === "unpublished")) {
    const tag = textOf(fieldsAt(payload, "release")["tag_name"]);
    return skip(`Release${tag === undefined ? "" : ` ${tag}`} was ${action}`, tag);
  }
  const name = textOf(ref)?.replace(/^refs\/tags\//, "");
  if (event === "delete" && ref_type === "tag") return skip(`Tag${name === undefined ? "" : ` ${name}`} was deleted`, name);
  if (event === "push" && deleted === true && textOf(ref)?.startsWith(TAGS) === true) return skip(`Tag ${name ?? ""} was deleted`, name);
  return undefined;
}

function noVersion(env: Around["env"]): string {
  const event = env["GITHUB_EVENT_NAME"] ?? "";
  const example = event === "workflow_dispatch" ? "${{ inputs.version }}" : "1.2.0";
  return `expected the release that the list is for, since the event \`${event}\` on ${env["GITHUB_REF"] ?? "no ref"} names none; set \`version: ${example}\`, or run on \`release\` or on a pushed tag`;
}
