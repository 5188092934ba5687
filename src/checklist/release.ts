/** What is known of the release: its tag and commit, the one before it, whether it is a draft or a prerelease, when it was made. */
import type { Answer, GitHub, Refused } from "../github/types.ts";
import { readReleaseOf, readReleases, readTags } from "./asks.ts";
import { once } from "./once.ts";
import type { ReleaseFacts } from "./release-facts.ts";
import { type Earlier, earlierOf, isPrerelease, likelyTag, otherForm, type Tag } from "./versions.ts";
import type { NamedRelease } from "./which-release.ts";

/** The release, as far as it is known. */
export interface Release {
  readonly version: string;
  readonly tag: string;
  /** The tag is there. `undefined`: the tags could not be read. */
  readonly tagged: boolean | undefined;
  readonly sha: string;
  readonly earlier?: Earlier;
  /** Why there is no earlier one: one sentence. */
  readonly whyNoEarlier?: string;
  /** `undefined`: not known. */
  readonly prerelease: boolean | undefined;
  readonly draft: boolean | undefined;
  readonly facts?: ReleaseFacts;
  /** The release, read anew where it was in the event already: whether files are attached changes after the event. Asked once. */
  readonly current: () => Promise<Answer<ReleaseFacts>>;
  /** What was refused on the way. */
  readonly refusals: readonly Refused[];
  /** What was assumed: sentences. */
  readonly notes: readonly string[];
}

export interface Surroundings {
  /** The commit of this run. */
  readonly sha: string;
}

/** Finds out about the release. It does not throw for a refusal. */
export async function findRelease(github: GitHub, wanted: NamedRelease, { sha }: Surroundings): Promise<Release> {
  // First, and alone: what it proves of the token's rights, the answers to the other questions are judged by.
  const tags = await readTags(github);
  const names = tags.ok ? tags.value.items.map(({ name }) => name) : [];
  const found = await findTag(github, wanted, tags.ok ? tags.value : { items: [], whole: false });
  const tag = found?.name ?? wanted.tag ?? guessed(wanted, names);
  const isKnown = found !== undefined || wanted.tag !== undefined;
  const tagged = isKnown ? true : tags.ok ? false : undefined;
  const current = once(() => readCurrent(github, tag));
  const answer = wanted.release === undefined ? await current() : { ok: true as const, value: wanted.release };
  const facts = answer.ok ? answer.value : undefined;
  const earlier = earlierOf(wanted.version, names);
  const notes = [
    ...(tagged === false
      ? [`There is no tag ${tag} yet: the release is taken to be called ${tag}, and its commit to be that of this run.`]
      : []),
    ...(tagged === undefined && !isKnown ? [`Whether the tag is ${tag} is not known; the commit is that of this run.`] : []),
    ...(tags.ok && !tags.value.whole
      ? [`There are more than ${names.length} tags: the release before this one was looked for among these.`]
      : []),
  ];
  return {
    version: wanted.version,
    tag,
    tagged,
    sha: found?.sha ?? wanted.sha ?? sha,
    ...(earlier === undefined ? { whyNoEarlier: whyNone(wanted.version, tags) } : { earlier }),
    // Who forgot to mark `1.0.0-rc.1` as a prerelease has made one all the same.
    prerelease: isPrerelease(wanted.version) === true || (facts?.prerelease ?? isPrerelease(wanted.version)),
    draft: answer.ok ? answer.value.draft : answer.why === "missing" ? false : undefined,
    ...(facts === undefined ? {} : { facts }),
    current,
    refusals: [tags, answer].filter((each) => !each.ok).filter(({ why }) => why !== "missing"),
    notes,
  };
}

/** The tag among those that were listed; where that is not all of them GitHub is asked for it by name. */
async function findTag(
  github: GitHub,
  { tag, named }: NamedRelease,
  { items, whole }: { readonly items: readonly Tag[]; readonly whole: boolean },
): Promise<Tag | undefined> {
  const wanted = tag === undefined ? [named, otherForm(named)].filter((name) => name !== undefined) : [tag];
  const listed = wanted.map((name) => items.find((one) => one.name === name)).find((one) => one !== undefined);
  if (listed !== undefined || whole || items.length === 0) return listed;
  const answers = await Promise.all(wanted.map(async (name) => ({ name, answer: await github.tag(name) })));
  return answers.map(({ name, answer }) => (answer.ok ? { name, sha: answer.value } : undefined)).find((one) => one !== undefined);
}

/** A version that is written with its `v` is tagged so; else it is as the other tags are. */
function guessed({ version, named }: NamedRelease, names: readonly string[]): string {
  return named === version ? likelyTag(version, names) : named;
}

/** The published release of the tag, else a draft that is to get it. */
async function readCurrent(github: GitHub, tag: string): Promise<Answer<ReleaseFacts>> {
  const published = await readReleaseOf(github, tag);
  if (published.ok || published.why !== "missing") return published;
  const all = await readReleases(github);
  const draft = all.ok ? all.value.find((release) => release.tag === tag) : undefined;
  return draft === undefined ? published : { ok: true, value: draft };
}

function whyNone(version: string, tags: Answer<unknown>): string {
  if (!tags.ok) return "Which release came before is not known, since the tags could not be read.";
  if (isPrerelease(version) === undefined) return `${version} is no semantic version, so no release is known to come before it.`;
  return "There is no earlier release to compare with.";
}
