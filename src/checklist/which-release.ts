/** Which release the list is for, as inputs, environment and payload tell it. Pure. */
import { fieldsAt, textOf } from "../payload.ts";
import { type ReleaseFacts, releaseOf } from "./release-facts.ts";
import { versionOf } from "./versions.ts";

/** The release that the list is for. */
export interface NamedRelease {
  readonly version: string;
  /** The tag, where the event names it. */
  readonly tag?: string;
  /** What the tag may be called, where the event does not: as it was written, then the other way. */
  readonly named: string;
  /** The release in the payload, if it is of this version. */
  readonly release?: ReleaseFacts;
}

/** A list to work on, nothing to do (`reason`: one sentence), or no version at all. */
export type WhichRelease =
  | { readonly kind: "list"; readonly wanted: NamedRelease }
  | { readonly kind: "skip"; readonly reason: string; readonly version?: string }
  | { readonly kind: "none"; readonly what: string };

export interface Around {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly payload: unknown;
  /** The input `version`. */
  readonly version?: string;
}

const TAGS = "refs/tags/";

/** Decides which release it is: the input `version`, else the release or tag of the event. */
export function whichRelease(around: Around): WhichRelease {
  const { env, payload } = around;
  const gone = goneOf(env, payload);
  if (gone !== undefined) return gone;
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

/** A release that is no more asks for nothing: its ticket is left to people. */
function goneOf(env: Around["env"], payload: unknown): Extract<WhichRelease, { readonly kind: "skip" }> | undefined {
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
  const examples = new Map([
    ["workflow_dispatch", "${{ inputs.version }}"],
    ["workflow_run", "${{ github.event.workflow_run.head_branch }}"],
  ]);
  const example = examples.get(event) ?? "1.2.0";
  return `expected the release that the list is for, since the event \`${event}\` on ${env["GITHUB_REF"] ?? "no ref"} names none; set \`version: ${example}\`, or run on \`release\` or on a pushed tag`;
}
