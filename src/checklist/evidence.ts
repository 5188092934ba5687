/** Whether what an item waits for is there: one answer for each check, and a link that shows it. */
import type { GitHub, Refused, Run } from "../github/types.ts";
import { matchGlob } from "../tickets/globs.ts";
import type { PatternBudget } from "../tickets/patterns.ts";
import { maySeeRuns, readMilestones, readOpenIssues } from "./asks.ts";
import type { Check } from "./auto.ts";
import { holds } from "./holds.ts";
import { once } from "./once.ts";
import type { Release } from "./release.ts";
import { type Shower, webUrl } from "./shown.ts";

/**
 * What a check found. `there`: what it is and the link that shows it. `missing`: why not (yet), as a phrase. `unknown`: the check could not be made;
 * `lasting` where the next run will not be able to either.
 */
export type Evidence =
  | { readonly is: "there"; readonly what: string; readonly url: string }
  | { readonly is: "missing"; readonly why: string; readonly url: string }
  | { readonly is: "unknown"; readonly why: string; readonly lasting: boolean };

export interface Asking {
  readonly github: GitHub;
  readonly release: Release;
  /** `owner/name`, and the repository on the web without a slash at the end. */
  readonly repository: string;
  readonly repositoryUrl: string;
  readonly shower: Shower;
  readonly budget: PatternBudget;
}

/** The evidence of many checks. */
export interface Gathered {
  readonly of: (check: Check) => Evidence;
  readonly refusals: readonly Refused[];
}

const NAME = 200;
const RUNS = 20;
/** GitHub frowns on many requests at the same time. */
const AT_ONCE = 6;

/** Makes every check once, some side by side. It does not throw for a refusal. */
export async function gatherEvidence(checks: readonly Check[], asking: Asking): Promise<Gathered> {
  const refusals: Refused[] = [];
  const wanted = new Map(checks.map((check) => [JSON.stringify(check), check]));
  const milestones = once(() => readMilestones(asking.github));
  const found = new Map<string, Evidence>();
  const ask = async ([key, check]: readonly [string, Check]) => {
    const evidence = await evidenceOf(check, { ...asking, milestones, refused: (refused) => refusals.push(refused) });
    // A tick of ours is known by the link behind it, so there is always one.
    found.set(key, evidence.is === "there" && evidence.url === "" ? { ...evidence, url: asking.repositoryUrl } : evidence);
  };
  const waiting = wanted.entries();
  const lane = async () => {
    for (const entry of waiting) await ask(entry);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const none: Evidence = { is: "unknown", why: "nobody has looked", lasting: false };
  return { of: (check) => found.get(JSON.stringify(check)) ?? none, refusals };
}

interface One extends Asking {
  readonly milestones: () => ReturnType<typeof readMilestones>;
  readonly refused: (refused: Refused) => void;
}

function evidenceOf(check: Check, one: One): Promise<Evidence> {
  switch (check.kind) {
    case "workflow":
      return workflowEvidence(check.file, one);
    case "milestone":
      return milestoneEvidence(one);
    case "asset":
      return assetEvidence(check.glob, one);
    case "file":
      return fileEvidence(check, one);
    default:
      return issuesEvidence(check.label, one);
  }
}

/**
 * What was refused is not known; that goes by itself where GitHub was busy, and stays where a permission is missing. `things`: what was asked for, for
 * people who read tickets; what exactly GitHub said stands in log and summary.
 */
function unknown(refused: Refused, things: string, one: One): Evidence {
  one.refused(refused);
  const lasting = (why: string): Evidence => ({ is: "unknown", why, lasting: true });
  if (refused.why === "limited" || refused.why === "unavailable")
    return { is: "unknown", why: "GitHub could not be asked this time", lasting: false };
  if (refused.why === "missing") return lasting(`GitHub has no ${things} for this repository`);
  // Without a status GitHub was not asked.
  if (refused.permission === undefined && refused.status === undefined) return lasting("the step has no token (`github-token` is empty)");
  if (refused.permission === undefined) return lasting("GitHub does not accept the token of this workflow");
  return lasting(`GitHub does not let this workflow read ${things} (\`${refused.permission}\` is missing)`);
}

/** The newest run on this commit; that of a fork's pull request is none of ours. */
async function workflowEvidence(file: string, one: One): Promise<Evidence> {
  const { github, release, repository, shower } = one;
  const name = shower.line(file, NAME);
  const answer = await github.workflowRuns(file, { head_sha: release.sha, per_page: RUNS });
  if (!answer.ok) {
    const isNone = answer.why === "missing" || (answer.status === 404 && (await maySeeRuns(github)));
    return isNone ? { is: "missing", why: `there is no workflow ${name}`, url: "" } : unknown(answer, "runs", one);
  }
  const ours = answer.value.filter(
    ({ head_repository: home }) => home === null || home === undefined || home.full_name.toLowerCase() === repository.toLowerCase(),
  );
  const run = ours.toSorted((a, b) => b.run_number - a.run_number)[0];
  if (run === undefined) return { is: "missing", why: `${name} has not run on commit ${release.sha.slice(0, 10)}`, url: "" };
  const url = webUrl(run.html_url);
  if (run.conclusion === "success") return { is: "there", what: `run ${run.run_number} of ${name} is green`, url };
  return { is: "missing", why: `run ${run.run_number} of ${name} ${becameOf(run)}`, url };
}

const ENDED: ReadonlyMap<string, string> = new Map([
  ["failure", "failed"],
  ["cancelled", "was cancelled"],
  ["skipped", "was skipped"],
  ["timed_out", "ran out of time"],
  ["startup_failure", "could not start"],
  ["action_required", "waits for an approval"],
]);

function becameOf({ status, conclusion }: Run): string {
  if (status !== "completed") return "has not ended";
  return ENDED.get(conclusion ?? "") ?? "is not green";
}

/** GitHub counts open pull requests of a milestone among its open issues, and so does this. */
async function milestoneEvidence(one: One): Promise<Evidence> {
  const { release, shower } = one;
  const answer = await one.milestones();
  if (!answer.ok) return unknown(answer, "milestones", one);
  const names = [release.version, release.tag].map((name) => name.toLowerCase());
  const found = answer.value.items.filter(({ title }) => names.includes(title.trim().toLowerCase()));
  const [first] = found;
  if (first === undefined) {
    const among = answer.value.whole ? "" : ` among the first ${answer.value.items.length}`;
    return { is: "missing", why: `there is no milestone ${shower.line(release.version, NAME)}${among}`, url: "" };
  }
  const open = found.find((milestone) => milestone.open > 0);
  const title = shower.line(first.title, NAME);
  if (open === undefined) return { is: "there", what: `nothing is open in milestone ${title}`, url: webUrl(first.url) };
  return { is: "missing", why: `${open.open} open in milestone ${shower.line(open.title, NAME)}`, url: webUrl(open.url) };
}

async function assetEvidence(glob: string, one: One): Promise<Evidence> {
  const { release, shower } = one;
  const answer = await release.current();
  if (!answer.ok && answer.why !== "missing") return unknown(answer, "releases", one);
  const tag = shower.line(release.tag, NAME);
  if (!answer.ok) return { is: "missing", why: `there is no release ${tag}`, url: "" };
  const { assets, url = "" } = answer.value;
  const asset = assets.find(({ name }) => matchGlob(glob, [name], false, one.budget) === true);
  if (asset === undefined) return { is: "missing", why: `release ${tag} has no file ${shower.line(glob, NAME)}`, url: webUrl(url) };
  return { is: "there", what: `${shower.line(asset.name, NAME)} is attached`, url: webUrl(asset.url) || webUrl(url) };
}

async function fileEvidence({ path, contains }: Extract<Check, { readonly kind: "file" }>, one: One): Promise<Evidence> {
  const { github, release, repositoryUrl, shower } = one;
  const name = shower.line(path, NAME);
  const text = shower.line(contains, NAME);
  if (contains.trim() === "") return { is: "unknown", why: `there is no text to look for in ${name}`, lasting: true };
  const answer = await github.file(path, { ref: release.sha, certain: true });
  if (!answer.ok && answer.why !== "missing") return unknown(answer, "files", one);
  if (!answer.ok) return { is: "missing", why: `there is no file ${name} in commit ${release.sha.slice(0, 10)}`, url: "" };
  const url = webUrl(`${repositoryUrl}/blob/${release.sha}/${path.split("/").map(encodeURIComponent).join("/")}`);
  if (holds(answer.value, contains)) return { is: "there", what: `${name} holds ${text}`, url };
  return { is: "missing", why: `${name} does not hold ${text}`, url };
}

/** Pull requests carry labels too, and are no issues. */
async function issuesEvidence(label: string, one: One): Promise<Evidence> {
  const answer = await readOpenIssues(one.github, label);
  if (!answer.ok) return unknown(answer, "issues", one);
  const name = one.shower.line(label, NAME);
  const open = answer.value.items.filter(({ pull }) => !pull);
  const query = encodeURIComponent(`is:issue is:open label:"${label}"`);
  const url = webUrl(`${one.repositoryUrl}/issues?q=${query}`);
  if (open.length === 0 && answer.value.whole) return { is: "there", what: `no open issue has the label ${name}`, url };
  const sorted = open.map(({ number }) => number).toSorted((a, b) => a - b);
  const numbers = sorted.slice(0, 5).map((number) => `#${number}`);
  const which = open.length > numbers.length ? `${numbers.join(", ")} and more` : numbers.join(", ");
  if (open.length === 0) return { is: "unknown", why: `more than 300 open pull requests have the label ${name}`, lasting: true };
  return { is: "missing", why: `open with the label ${name}: ${which}`, url };
}
