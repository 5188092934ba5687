/** The groups of a run: one ticket for the workflow, or one per failed job or step, each with its draft and its note. */
import { jobKey, type Place, scopeKey, stepKey } from "../tickets/identity.ts";
import { type ErrorSource, hashList, writeSignature } from "../tickets/state.ts";
import { cutText, httpUrl } from "../tickets/text.ts";
import type { Group, Inline, NoteText } from "../tickets/types.ts";
import { firstErrorOf, type Told } from "./body.ts";
import { type Drafting, writeDraft } from "./draft.ts";
import type { Excerpt } from "./excerpt.ts";
import type { FailureFacts } from "./facts.ts";
import { stableForm } from "./firsterror.ts";
import type { ReportedRun } from "./reported.ts";
import type { ShownJob, ShownStep } from "./shown.ts";

export type GroupBy = "workflow" | "job" | "step";

export interface Grouping {
  readonly by: GroupBy;
  /** `failure.after`: failures in a row before there is a ticket. */
  readonly after: number;
  /** How drafts are made for the whole workflow, and how for one job or step (their titles tell them apart). */
  readonly drafting: Readonly<Record<GroupBy, Drafting>>;
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

/**
 * Groups what failed. Without a list of the jobs there is one ticket for the workflow, whatever `by` says. What is green or unknown needs no group
 * of its own: the state line of a ticket names its jobs.
 */
export function groupFailures(facts: FailureFacts<unknown>, jobs: readonly ShownJob[], grouping: Grouping): Grouped {
  const { run } = facts;
  const place = placeOf(run);
  const notes = new Set<string>();
  const scope = { key: scopeKey(place), label: `workflow ${run.workflow.file} on ${cutText(run.ref.name, 100)}` };
  if (facts.color !== "red") {
    const workflow: Group = { ...scope, color: facts.color, failedJobs: [], signature: "" };
    return { groups: [workflow], workflow, notes: [] };
  }
  const make = (named: Pick<Group, "key" | "label">, told: Told, by: GroupBy): Group => {
    const { draft, skip, notes: said } = writeDraft(told, grouping.drafting[by]);
    for (const note of said) notes.add(note);
    return {
      ...named,
      color: "red",
      failedJobs: hashList(told.jobs.map(({ hash }) => hash)),
      draft,
      ...signed(told),
      ...hold(facts, skip, grouping.after),
    };
  };
  const workflow = make(scope, { facts, jobs }, "workflow");
  const by = facts.listed && jobs.length > 0 ? grouping.by : "workflow";
  const groups =
    by === "workflow" ? [workflow] : split(jobs, by, place).map(({ named, members }) => make(named, { facts, jobs: members }, by));
  return { groups, workflow, notes: [...notes] };
}

interface Part {
  readonly named: Pick<Group, "key" | "label">;
  readonly members: readonly ShownJob[];
}

/** The failed jobs by the key of their ticket. A job that failed in several steps is in the group of each, with that step alone. */
function split(jobs: readonly ShownJob[], by: "job" | "step", place: Place): readonly Part[] {
  const parts = new Map<string, { named: Part["named"]; members: ShownJob[] }>();
  const put = (key: string, label: string, member: ShownJob) => {
    const part = parts.get(key) ?? { named: { key, label }, members: [] };
    part.members.push(member);
    parts.set(key, part);
  };
  for (const job of jobs) {
    if (by === "job") put(jobKey(place, job.keyName), `job ${job.keyName}`, job);
    else if (job.steps.length === 0) put(stepKey(place, job.keyName), `job ${job.keyName}`, job);
    else
      for (const step of job.steps) put(stepKey(place, job.keyName, step.name), `step ${job.keyName} / ${step.name}`, onlyStep(job, step));
  }
  return [...parts.values()];
}

/** The excerpt is of the first failed step. */
function onlyStep(job: ShownJob, step: ShownStep): ShownJob {
  const { excerpt: _excerpt, whyNoExcerpt: _why, ...rest } = job;
  return step === job.steps[0] ? { ...job, steps: [step] } : { ...rest, steps: [step] };
}

const SOURCES: Readonly<Record<Excerpt["source"], ErrorSource>> = { log: "log", file: "log-file", annotations: "annotation" };

function signed(told: Told): Pick<Group, "signature" | "note"> {
  const { facts, jobs } = told;
  const first = firstErrorOf(jobs);
  const source = first?.job.excerpt === undefined ? "none" : SOURCES[first.job.excerpt.source];
  const what = jobs.flatMap(({ keyName, steps, class: kind }) =>
    steps.length === 0 ? [`${keyName}|${kind}`] : steps.map((step) => `${keyName}|${step.name}|${kind}`),
  );
  return { signature: writeSignature([facts.class ?? "failure", ...what], stableForm(first?.text ?? ""), source), note: noteOf(told) };
}

/** What a note on the ticket says of this failure; `run N.M: ` is put before it. */
function noteOf({ facts, jobs }: Told): NoteText {
  const first = firstErrorOf(jobs);
  const shown: (readonly Inline[])[] = jobs.slice(0, 5).map(({ name, class: kind, steps, url }, index) => {
    const step = steps[0];
    const where = step === undefined ? name : `${name}, step "${step.name}"`;
    const lead = index === 0 ? [{ text: kind === "timeout" ? "ran out of time in " : "failed in " }] : [];
    return [...lead, linked(where, step?.url ?? url)];
  });
  const more = jobs.length > shown.length ? [[{ text: `and ${jobs.length - shown.length} more.` }]] : [];
  const { commit } = facts;
  return [
    ...(shown.length === 0 ? [[{ text: facts.class === "startup" ? "could not start: the run has no jobs." : "failed." }]] : shown),
    ...more,
    ...(first === undefined ? [] : [[{ text: `First error: ${first.text}` }]]),
    ...(commit === undefined ? [] : [[{ text: "Commit " }, linked(commit.sha.slice(0, 10), commit.url), { text: ` ${commit.subject}` }]]),
  ];
}

function linked(text: string, url: string): Inline {
  const href = httpUrl(url);
  return href === undefined ? { text } : { text, href };
}

/** Why there is no new ticket although it is red. A count that GitHub did not tell keeps no ticket back. */
function hold({ consecutive }: FailureFacts<unknown>, skip: boolean, after: number): Pick<Group, "hold"> {
  if (skip) return { hold: { reason: "A rule of the config file skips it (`skip: true`).", silent: true } };
  if (consecutive === undefined || consecutive >= after) return {};
  const times = consecutive === 1 ? "failure" : "failures in a row";
  return { hold: { reason: `${consecutive} ${times}; \`failure.after: ${after}\` asks for more.`, silent: false } };
}
