/** The description that a ticket has without a template: plain text, for a person who has never seen a runner. */
import { WHERE_TO_WRITE } from "../tickets/description.ts";
import { groupBy } from "../tickets/group.ts";
import { ordinal } from "../tickets/notes.ts";
import type { Piece } from "../tickets/types.ts";
import type { Excerpt } from "./excerpt.ts";
import type { FailureFacts } from "./facts.ts";
import type { FailureClass } from "./jobs.ts";
import type { Change } from "./regression.ts";
import type { FirstError, ShownJob, ShownStep } from "./shown.ts";

/** Jobs and steps that are named with links; the run's page has the rest. Links are never cut, so they must not fill the description. */
const MOST_JOBS = 15;
const MOST_STEPS = 3;

const WHAT_HAPPENED: Readonly<Record<FailureClass, string>> = {
  failure: "failed",
  timeout: "ran out of time",
  cancelled: "was cancelled",
  startup: "could not start",
};

/** What the description is made of: the facts, and the failed jobs of one ticket. */
export interface Told {
  readonly facts: FailureFacts<unknown>;
  readonly jobs: readonly ShownJob[];
}

/** The whole default description. */
export function defaultBody(told: Told): readonly Piece[] {
  const sections: (readonly Piece[])[] = [
    [fixed(headline(told))],
    [fixed(failedJobsBlock(told.jobs, told.facts.run.attemptUrl))],
    firstErrorSection(told.jobs),
    excerptPieces(told.jobs),
    [fixed(contextBlock(told.facts))],
    regressionPieces(told.facts),
    [fixed(gapsBlock(told))],
    [fixed(lines(WHERE_TO_WRITE))],
  ];
  return joined(sections);
}

/** Sections with a blank line between them; empty ones leave no trace. */
function joined(sections: readonly (readonly Piece[])[]): readonly Piece[] {
  const filled = sections.map((pieces) => pieces.filter(({ text }) => text !== "")).filter((pieces) => pieces.length > 0);
  return filled.flatMap((pieces, index) => (index === 0 ? pieces : [fixed("\n"), ...pieces]));
}

function fixed(text: string): Piece {
  return { text, cut: "never" };
}

/** Each part on a line of its own; an empty one (a link that is not known) takes none. */
function lines(...parts: readonly string[]): string {
  return parts.map((part) => (part === "" ? "" : `${part}\n`)).join("");
}

function headline({ facts, jobs }: Told): string {
  const { run, class: kind = "failure", results } = facts;
  const where = `${run.workflow.name} ${WHAT_HAPPENED[kind]} on ${placeOf(facts)} of ${run.repository}`;
  if (jobs.length === 0 && kind === "startup") {
    return lines(
      `${where}: the run has no jobs.`,
      "GitHub could not start it, mostly because of a mistake in the workflow file or in one that it calls. Only the page of the run says which.",
    );
  }
  if (jobs.length === 0) return lines(`${where}.`);
  const all = Math.max(results.length, jobs.length);
  const counted = `${jobs.length} of ${all} ${all === 1 ? "job" : "jobs"} ${whatBecameOf(jobs)}`;
  return lines(facts.complete ? `${where}: ${counted}.` : `${where}.`);
}

/** Where all jobs failed in the same way, how; "failed" says it of any other. */
function whatBecameOf(jobs: readonly ShownJob[]): string {
  const [kind = "failure", ...others] = new Set(jobs.map((job) => job.class));
  if (others.length > 0) return WHAT_HAPPENED.failure;
  return kind === "cancelled" && jobs.length > 1 ? "were cancelled" : WHAT_HAPPENED[kind];
}

/** `branch main`, `tag v1.2.0`, `pull request #57 (fix-parser)`. */
function placeOf({ run }: FailureFacts<unknown>): string {
  const { name } = run.ref;
  if (run.ref.kind === "tag") return `tag ${name}`;
  if (run.ref.kind === "queue") return `the merge queue of ${name}`;
  if (run.ref.kind === "pull") return run.pull === undefined ? `a pull request (${name})` : `pull request #${run.pull.number} (${name})`;
  return name;
}

/** Failed jobs and steps with their links, one block of lines. A job that nobody listed has no page but that of the run. */
export function failedJobsBlock(jobs: readonly ShownJob[], runUrl: string): string {
  const shown = jobs.slice(0, MOST_JOBS).map((job) => {
    const [first, ...more] = job.steps.slice(0, MOST_STEPS);
    const what = `- ${job.name} ${WHAT_HAPPENED[job.class]}`;
    if (first === undefined) return lines(what, job.url === runUrl ? "" : indented(job.url));
    const others = more.map((step) => lines(`  and in ${stepText(step)}`, indented(step.url))).join("");
    const left = job.steps.length - MOST_STEPS;
    return `${lines(`${what} in ${stepText(first)}`, indented(first.url))}${others}${left > 0 ? lines(`  and in ${left} more`) : ""}`;
  });
  const left = jobs.length - shown.length;
  return `${shown.join("")}${left > 0 ? lines(`- and ${left} more jobs`, indented(runUrl)) : ""}`;
}

function indented(url: string): string {
  return url === "" ? "" : `  ${url}`;
}

function stepText({ name, exitCode }: ShownStep): string {
  return `step "${name}"${exitCode === undefined ? "" : ` (exit code ${exitCode})`}`;
}

/** The first error of the first job that shows one. */
export function firstErrorOf(jobs: readonly ShownJob[]): (FirstError & { readonly job: ShownJob }) | undefined {
  for (const job of jobs) if (job.firstError !== undefined) return { job, ...job.firstError };
  return undefined;
}

function firstErrorSection(jobs: readonly ShownJob[]): readonly Piece[] {
  const first = firstErrorOf(jobs);
  if (first === undefined) return [];
  return [fixed(lines(jobs.length > 1 ? `First error, in ${first.job.name}:` : "First error:", first.text))];
}

/** The excerpts of all jobs that have one, then the sentences that say why there is none of others. */
export function excerptPieces(jobs: readonly ShownJob[]): readonly Piece[] {
  const sections = [
    ...jobs.flatMap((job) => (job.excerpt === undefined ? [] : [excerptSection(job, job.excerpt)])),
    ...[...groupBy(jobs, ({ whyNoExcerpt }) => whyNoExcerpt)].map(([why, same]) =>
      why === undefined ? [] : [fixed(lines(`No log of ${same.map(({ name }) => name).join(", ")}: ${why}`))],
    ),
  ];
  return joined(sections);
}

function excerptSection(job: ShownJob, { source, lines: found, keep }: Excerpt): readonly Piece[] {
  const width = String(found.at(-1)?.number ?? 0).length;
  const text = found.map(({ number, text: line }) =>
    source === "annotations" ? `  ${line}` : `  ${String(number).padStart(width)}  ${line}`.trimEnd(),
  );
  return [fixed(lines(excerptTitle(job))), { text: lines(...text), cut: "excerpt", keep }];
}

function excerptTitle({ name, steps, excerpt }: ShownJob): string {
  const step = steps[0] === undefined ? "" : `, step "${steps[0].name}"`;
  if (excerpt?.source === "annotations") return `What GitHub notes on ${name}:`;
  const what = excerpt?.source === "file" ? "From the log file of" : "Log of";
  const shown = excerpt?.lines.length ?? 0;
  return `${what} ${name}${step} (${shown} of ${excerpt?.total ?? shown} lines):`;
}

function contextBlock({ run, commit, consecutive }: FailureFacts<unknown>): string {
  const parts: string[] = [];
  if (commit !== undefined) parts.push(`Commit: ${changeText(commit)}`, commit.url);
  else if (run.headSha !== "") parts.push(`Commit: ${run.headSha.slice(0, 10)}`, `${run.repositoryUrl}/commit/${run.headSha}`);
  if (run.pull !== undefined) parts.push(`Pull request: #${run.pull.number}`, run.pull.url);
  const by = run.actor === undefined ? "" : `, started by ${run.actor}`;
  parts.push(`Run: ${run.number}, attempt ${run.attempt}, event ${run.event}${by}`, run.attemptUrl);
  if (consecutive !== undefined && consecutive > 1) parts.push(`This is the ${ordinal(consecutive)} failure in a row.`);
  return lines(...parts);
}

function changeText({ sha, subject, author }: Change): string {
  return `${sha.slice(0, 10)} ${subject}${author === undefined ? "" : ` (${author})`}`;
}

/** The commits since the last green run, one a line. */
export function commitsPiece({ regression }: FailureFacts<unknown>): Piece {
  const commits = regression?.commits ?? [];
  const left = (regression?.total ?? 0) - commits.length;
  const more = left > 0 ? [`- and ${left} before these`] : [];
  return { text: lines(...commits.toReversed().map((change) => `- ${changeText(change)}`), ...more), cut: "commits", keep: 0 };
}

function regressionPieces(facts: FailureFacts<unknown>): readonly Piece[] {
  const { regression } = facts;
  if (regression === undefined) return [];
  const { green, compareUrl, sentence, commits, total } = regression;
  const parts: string[] = [];
  if (green !== undefined) parts.push(`Last success: run ${green.number}, commit ${green.sha.slice(0, 10)}`, green.url);
  if (sentence !== undefined) parts.push(sentence);
  if (commits.length > 0) {
    const since = green === undefined ? "Commits of the pull request" : "Commits since then";
    parts.push(`${since} (${total}, newest first):`);
  }
  const after = compareUrl === undefined ? "" : lines(`Compare: ${compareUrl}`);
  return [fixed(lines(...parts)), commitsPiece(facts), fixed(after)];
}

/** What is missing and why, so that nobody takes silence for an answer; what stands beside an excerpt already is not said again. */
function gapsBlock({ facts, jobs }: Told): string {
  const said = jobs.map(({ whyNoExcerpt }) => whyNoExcerpt ?? "");
  const details = new Set(facts.refusals.map(({ detail }) => detail));
  const sentences = [...details].filter((detail) => !said.some((why) => why.includes(detail))).map((detail) => `- ${detail}`);
  const lacks = facts.permissions.length === 0 ? [] : [`- The workflow's \`permissions:\` lack ${facts.permissions.join(", ")}.`];
  const gaps = [...sentences.slice(0, 5), ...lacks];
  return gaps.length === 0 ? "" : lines("What GitHub did not tell:", ...gaps);
}
