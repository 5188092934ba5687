/** The questions about releases, milestones and issues that only this mode asks of GitHub. What is refused comes back as an answer. */
import type { Answer, GitHub } from "../github/types.ts";
import { countOf, fieldsAt, listOf, numberOf, textOf } from "../payload.ts";
import { type ReleaseFacts, releaseOf } from "./release-facts.ts";
import type { Tag } from "./versions.ts";

const PAGE = 100;
const CONTENTS = "contents: read";
const ISSUES = "issues: read";

/** A list that may go on: `whole` says that its end was seen. */
export interface Pages<T> {
  readonly items: readonly T[];
  readonly whole: boolean;
}

export interface Milestone {
  readonly title: string;
  readonly open: number;
  readonly url: string;
}

/** An open issue; `pull` where it is a pull request. */
export interface OpenIssue {
  readonly number: number;
  readonly pull: boolean;
}

/** Reads pages until a short one, at most `most`. */
async function pages<T>(most: number, page: (number: number) => Promise<Answer<readonly (T | undefined)[]>>): Promise<Answer<Pages<T>>> {
  const items: T[] = [];
  for (let number = 1; number <= most; number += 1) {
    const answer = await page(number);
    if (!answer.ok) return answer;
    items.push(...answer.value.filter((item) => item !== undefined));
    if (answer.value.length < PAGE) return { ok: true, value: { items, whole: true } };
  }
  return { ok: true, value: { items, whole: false } };
}

/** Entries that have not the shape still count for the length of a page. */
function entries<T>(shape: (entry: unknown) => T | undefined) {
  return (data: unknown) => (Array.isArray(data) ? data.map((entry: unknown) => shape(entry)) : undefined);
}

/** https://docs.github.com/rest/repos/repos#list-repository-tags; at most 1,000. */
export function readTags(github: GitHub): Promise<Answer<Pages<Tag>>> {
  const shape = entries((entry): Tag | undefined => {
    const [name, sha] = [textOf(fieldsAt(entry)["name"]), textOf(fieldsAt(entry, "commit")["sha"])];
    return name === undefined || sha === undefined ? undefined : { name, sha };
  });
  return pages(10, (page) =>
    github.read({ path: "/tags", query: { per_page: PAGE, page }, what: "the tags", permission: CONTENTS, shape }),
  );
}

/** The published release of a tag (https://docs.github.com/rest/releases/releases#get-a-release-by-tag-name). */
export function readReleaseOf(github: GitHub, tag: string): Promise<Answer<ReleaseFacts>> {
  const path = `/releases/tags/${encodeURIComponent(tag)}`;
  return github.read({ path, what: `the release of tag ${tag}`, permission: CONTENTS, shape: releaseOf });
}

/** The newest 100 releases, drafts among them where the token may write contents. */
export function readReleases(github: GitHub): Promise<Answer<readonly ReleaseFacts[]>> {
  const shape = (data: unknown) => listOf(data, releaseOf);
  return github.read({ path: "/releases", query: { per_page: PAGE }, what: "the releases", permission: CONTENTS, shape });
}

/** Open and closed ones, at most 500 (https://docs.github.com/rest/issues/milestones#list-milestones). */
export function readMilestones(github: GitHub): Promise<Answer<Pages<Milestone>>> {
  const shape = entries((entry): Milestone | undefined => {
    const { title, open_issues, html_url } = fieldsAt(entry);
    const open = countOf(open_issues);
    return typeof title !== "string" || open === undefined ? undefined : { title, open, url: textOf(html_url) ?? "" };
  });
  return pages(5, (page) =>
    github.read({ path: "/milestones", query: { state: "all", per_page: PAGE, page }, what: "the milestones", permission: ISSUES, shape }),
  );
}

/** Open issues with a label, pull requests among them, at most 300 (https://docs.github.com/rest/issues/issues#list-repository-issues). */
export function readOpenIssues(github: GitHub, label: string): Promise<Answer<Pages<OpenIssue>>> {
  const shape = entries((entry): OpenIssue | undefined => {
    const number = numberOf(fieldsAt(entry)["number"]);
    const { pull_request: pull } = fieldsAt(entry);
    return number === undefined ? undefined : { number, pull: pull !== undefined && pull !== null };
  });
  const query = { state: "open", labels: label, per_page: PAGE };
  return pages(3, (page) =>
    github.read({ path: "/issues", query: { ...query, page }, what: `the open issues with label ${label}`, permission: ISSUES, shape }),
  );
}

/** Whether runs may be read at all, which tells a workflow that is not there from one that may not be seen. */
export async function maySeeRuns(github: GitHub): Promise<boolean> {
  const shape = (data: unknown) => (Array.isArray(fieldsAt(data)["workflows"]) ? true : undefined);
  const answer = await github.read({
    path: "/actions/workflows",
    query: { per_page: 1 },
    what: "the workflows",
    permission: "actions: read",
    shape,
  });
  return answer.ok;
}
