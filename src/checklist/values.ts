/** The template variables of a checklist: one value for every name of `VARIABLES.checklist` that is plain text. */
import type { OwnRun } from "../own-run.ts";
import { oneLine } from "../tickets/text.ts";
import type { Release } from "./release.ts";
import { webUrl } from "./shown.ts";

const LONGEST = 300;

/** Values by name, each one line. `date`: of the release, else of its commit; empty where neither is known. */
export function checklistValues(release: Release, run: OwnRun, date: string): Readonly<Record<string, string>> {
  const { version, tag, earlier, facts, sha } = release;
  const values = {
    version,
    tag,
    previous: earlier?.version ?? "",
    previous_tag: earlier?.tag ?? "",
    compare: compareUrl(release, run.repositoryUrl),
    date: date.slice(0, 10),
    prerelease: release.prerelease === true ? "true" : "",
    draft: release.draft === true ? "true" : "",
    repository: run.repository,
    url: releaseUrl(release, run.repositoryUrl),
    sha,
    short_sha: sha.slice(0, 7),
    actor: facts?.author ?? run.actor,
    event: run.event,
    workflow: run.workflow,
    run_url: run.runUrl,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, oneLine(value, LONGEST)]));
}

/** When the release was made, as GitHub says it: a draft is not published yet. */
export function releaseDate({ facts }: Release): string | undefined {
  return facts?.published ?? facts?.created;
}

/** The page of the release or tag; a draft has an address of its own until it is published. */
export function releaseUrl({ tag, facts }: Release, repositoryUrl: string): string {
  if (facts?.draft === true) return webUrl(facts.url ?? "");
  return webUrl(`${repositoryUrl}/releases/tag/${encoded(tag)}`);
}

/** Where one can look at what changed; empty where there is no earlier release. */
export function compareUrl({ earlier, tag, tagged, sha }: Release, repositoryUrl: string): string {
  if (earlier === undefined) return "";
  return webUrl(`${repositoryUrl}/compare/${encoded(earlier.tag)}...${encoded(tagged === true ? tag : sha)}`);
}

function encoded(name: string): string {
  return name.split("/").map(encodeURIComponent).join("/");
}
