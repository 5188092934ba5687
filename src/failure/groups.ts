/** The groups of a run: one ticket for the workflow, or one per failed job or step, each with its draft and its note. */
import { groupBy } from "../tickets/group.ts";
import { jobKey, jobKeyName, type Place, scopeKey, stepKey, stepKeyName } from "../tickets/identity.ts";
import { linked } from "../tickets/notes.ts";
import { type ErrorSource, hashList, writeSignature } from "../tickets/state.ts";
import { oneLine } from "../tickets/text.ts";
import type { Group, Inline, NoteText } from "../tickets/types.ts";
import { firstErrorOf, type Told } from "./body.ts";
import { type Drafting, writeDraft } from "./draft.ts";
import type { Excerpt } from "./excerpt.ts";
import type { FailureFacts } from "./facts.ts";
import { stableForm } from "./firsterror.ts";
import type { FailureClass } from "./jobs.ts";
import type { ReportedRun } from "./reported.ts";
import type { ShownJob, ShownStep } from "./shown.ts";

export type GroupBy = "workflow" | "job" | "step";

export interface Grouping {
  readonly by: GroupBy;
  /** `failure.after`: failures in a row before there is a ticket. */
  readonly after: number;
  readonly drafting: Drafting;
}

/** The groups of a run, the workflow's own, and what the rules left to say. */
export interface Grouped {
  readonly groups: readonly Group[];
  readonly workflow: Group;
  readonly notes: readonly string[];
}

/** Where the tickets of a run belong. */
export function placeOf(run: ReportedRun): Place {
  return { repository: run.repository, workflowPath: run.workflow.path, refClass: run.ref.refClass };
}

/** The workflow's own group where it is not red. */
export function workflowGroup({ run, color }: FailureFacts<unknown>): Group {
  const label = `workflow ${oneLine(run.workflow.file, 100)} on ${oneLine(run.ref.name, 100)}`;
  return { key: scopeKey(placeOf(run)), label, color, failedJobs: [], signature: "" };
}

/**
 * Groups what failed; facts and jobs are fit to be shown. Without a list of the jobs there is one ticket for the workflow, whatever `by` says. What is
 * green or unknown needs no group of its own: the state line of a ticket names its jobs.
 */
export function groupFailures(facts: FailureFacts<unknown>, jobs: readonly ShownJob[], grouping: Grouping): Grouped {
  const own = workflowGroup(facts);
  if (facts.color !== "red") return { groups: [own], workflow: own, notes: [] };
  const notes = new Set<string>();
  const make = ({ key, label, title, members }: Part): Group => {
    const told = { facts: { ...facts, class: worstClass(members) ?? facts.class ?? "failure" }, jobs: members };
    const { draft, skippedBy, notes: said } = writeDraft(told, grouping.drafting, title);
    for (const note of said) notes.add(note);
    const failedJobs = hashList(members.map(({ hash }) => hash));
    return { key, label, color: "red", failedJobs, draft, ...signed(told), ...hold(facts, skippedBy, grouping.after) };
  };
  const workflow = make({ key: own.key, label: own.label, title: "", members: jobs });
  const by = facts.listed && jobs.length > 0 ? grouping.by : "workflow";
  const groups = by === "workflow" ? [workflow] : split(jobs, by, placeOf(facts.run)).map(make);
  return { groups, workflow, notes: [...notes] };
}

/** What has a ticket of its own. */
interface Part {
  readonly key: string;
  readonly label: string;
  /** What tells its ticket from the others of the run. */
  readonly title: string;
  readonly members: readonly ShownJob[];
}

/** The failed jobs by the key of their ticket. A job that failed in several steps is in the group of each, with the steps of that group alone. */
function split(jobs: readonly ShownJob[], by: "job" | "step", place: Place): readonly Part[] {
  const found = jobs.flatMap((job) => (by === "job" ? [wholeJob(job, place)] : bySteps(job, place)));
  return [...groupBy(found, ({ key }) => key)].map(([key, same]) => {
    const { kind, title } = same[0] ?? { kind: by, title: "" };
    return { key, label: `${kind} ${title}`, title, members: same.map(({ member }) => member) };
  });
}

interface Member {
  readonly member: ShownJob;
  readonly key: string;
  readonly kind: "job" | "step";
  readonly title: string;
}

function wholeJob(job: ShownJob, place: Place): Member {
  return { member: job, key: jobKey(place, job.raw), kind: "job", title: job.keyName };
}

function bySteps(job: ShownJob, place: Place): readonly Member[] {
  if (job.steps.length === 0) return [{ ...wholeJob(job, place), key: stepKey(place, job.raw) }];
  const steps = groupBy(job.steps, ({ raw }) => stepKey(place, job.raw, raw));
  return [...steps].map(([key, own]) => ({
    member: withSteps(job, own),
    key,
    kind: "step",
    title: `${job.keyName}, ${own[0]?.name ?? ""}`,
  }));
}

/** The job with some of its failed steps. Excerpt and first error are of the first one. */
function withSteps(job: ShownJob, steps: readonly ShownStep[]): ShownJob {
  const { excerpt: _excerpt, whyNoExcerpt: _why, firstError: _first, ...rest } = job;
  return { ...(steps[0] === job.steps[0] ? job : rest), steps };
}

/** The class that says most of what became of several jobs. */
function worstClass(jobs: readonly ShownJob[]): FailureClass | undefined {
  return (["failure", "timeout", "startup", "cancelled"] as const).find((kind) => jobs.some((job) => job.class === kind));
}

const SOURCES: Readonly<Record<Excerpt["source"], ErrorSource>> = { log: "log", file: "log-file", annotations: "annotation" };

function signed(told: Told): Pick<Group, "signature" | "note"> {
  const { facts, jobs } = told;
  const first = firstErrorOf(jobs);
  const source = first === undefined ? "none" : SOURCES[first.source];
  const what = jobs.flatMap(({ raw, steps, class: kind }) => {
    const names = steps.length === 0 ? [""] : steps.map((step) => stepKeyName(step.raw));
    return names.map((step) => JSON.stringify([jobKeyName(raw), step, kind]));
  });
  const groups = what.length === 0 ? [facts.class ?? "failure"] : what;
  return { signature: writeSignature(groups, stableForm(first?.text ?? ""), source), note: noteOf(told) };
}

const IN_NOTES: Readonly<Record<FailureClass, string>> = {
  failure: "failed in",
  timeout: "ran out of time in",
  cancelled: "was cancelled in",
  startup: "could not start",
};

const WITHOUT_JOBS: Readonly<Record<FailureClass, string>> = {
  failure: "failed.",
  timeout: "ran out of time.",
  cancelled: "was cancelled.",
  startup: "could not start: the run has no jobs.",
};

/** What a note on the ticket says of this failure; `run N.M: ` is put before it. */
function noteOf({ facts, jobs }: Told): NoteText {
  const first = firstErrorOf(jobs);
  const shown: (readonly Inline[])[] = jobs.slice(0, 5).map(({ name, class: kind, steps, url }) => {
    const step = steps[0];
    return [{ text: `${IN_NOTES[kind]} ` }, linked(step === undefined ? name : `${name}, step "${step.name}"`, step?.url ?? url)];
  });
  const more = jobs.length > shown.length ? [[{ text: `and ${jobs.length - shown.length} more.` }]] : [];
  const { commit } = facts;
  return [
    ...(shown.length === 0 ? [[{ text: WITHOUT_JOBS[facts.class ?? "failure"] }]] : shown),
    ...more,
    ...(first === undefined ? [] : [[{ text: `First error: ${first.text}` }]]),
    ...(commit === undefined ? [] : [[{ text: "Commit " }, linked(commit.sha.slice(0, 10), commit.url), { text: ` ${commit.subject}` }]]),
  ];
}

/** Why there is no new ticket although it is red. A count that GitHub did not tell keeps no ticket back. */
function hold({ consecutive }: FailureFacts<unknown>, skippedBy: number | undefined, after: number): Pick<Group, "hold"> {
  if (skippedBy !== undefined) return { hold: { reason: `Rule ${skippedBy} of the config file says \`skip: true\`.`, silent: true } };
  if (consecutive === undefined || consecutive >= after) return {};
  const times = consecutive === 1 ? "failure" : "failures in a row";
  return { hold: { reason: `${consecutive} ${times}; \`failure.after: ${after}\` asks for more.`, silent: false } };
}
