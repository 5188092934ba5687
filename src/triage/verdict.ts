/** Which issues get a ticket, and what the rules make of it. */
import type { Issue } from "../github/issues.ts";
import { CONDITIONS } from "../tickets/conditions.ts";
import { parseDuration } from "../tickets/duration.ts";
import { type ConditionValue, type Fact, judge } from "../tickets/matching.ts";
import { foresee, parsePattern } from "../tickets/patterns.ts";
import { applyRules, type Effects, type Facts } from "../tickets/rules.ts";
import type { Scene } from "./scene.ts";

const DAY_MS = 86_400_000;

/** What filter and rules say of one issue. */
export interface Verdict {
  readonly effects: Effects;
  /** Why it gets no ticket: the filter, or a rule by its place from 1. */
  readonly unwanted?: "filter" | number;
  /** A pattern ran out of time, so all of this may be otherwise. */
  readonly unsure: boolean;
  /** One of these was of a rule with `skip`, so it may be that no ticket is wanted. */
  readonly perhapsSkipped: boolean;
  /** Sentences for the summary: what was not known. */
  readonly notes: readonly string[];
}

/** Labels without the one that we set ourselves: it must decide nothing. GitHub's labels are the same in any letter case. */
export function labelsOf({ labels }: Issue, { config }: Scene): readonly string[] {
  const mark = config.mark.label.toLowerCase();
  return mark === "" ? labels : labels.filter((label) => label.toLowerCase() !== mark);
}

/** Tries the regular expressions of filter and rules on all these issues at once. */
export function prepare(issues: readonly Issue[], scene: Scene): void {
  const { config, budget } = scene;
  const asked = [...patternsOf(filterOf(scene)), ...config.rules.flatMap((rule) => patternsOf(Object.entries(rule.when ?? {})))];
  if (asked.length === 0) return;
  const facts = issues.map((issue) => factsOf(issue, scene).values);
  foresee(
    asked.map(([name, regex]) => [regex, [...new Set(facts.flatMap((values) => linesOf(values[name])))]]),
    budget,
  );
}

/** Judges one issue. */
export function judgeIssue(issue: Issue, scene: Scene): Verdict {
  const facts = factsOf(issue, scene);
  const filtered = judgeFilter(issue, facts, scene);
  const { effects, notes, skippedBy, late = false, perhapsSkipped = false } = applyRules(scene.config.rules, facts, scene.budget);
  const unwanted = filtered.holds ? skippedBy : "filter";
  return {
    effects,
    unsure: filtered.late || late,
    perhapsSkipped,
    notes: [...filtered.notes, ...notes],
    ...(unwanted === undefined ? {} : { unwanted }),
  };
}

type Asked = readonly [name: string, value: ConditionValue | undefined];

/** The lists of `triage.issues`, by the condition of rules that asks the same. */
function filterOf({ config: { issues } }: Scene): readonly Asked[] {
  return [
    ["label", issues.labels],
    ["label", issues["exclude-labels"]],
    ["title", issues.title],
    ["milestone", issues.milestone],
    ["author", issues.author],
  ];
}

interface Filtered {
  readonly holds: boolean;
  /** A pattern ran out of time. */
  readonly late: boolean;
  readonly notes: readonly string[];
}

function judgeFilter(issue: Issue, { values }: Facts, scene: Scene): Filtered {
  const { issues } = scene.config;
  const notes: string[] = [];
  let late = false;
  const holds = filterOf(scene).every(([name, patterns], index) => {
    const isExclusion = index === 1;
    const condition = CONDITIONS.triage.find((one) => one.name === name);
    if (condition === undefined || !Array.isArray(patterns) || patterns.length === 0) return true;
    const verdict = judge(condition, patterns, values[name], scene.budget);
    late ||= verdict.late === true;
    if (verdict.holds === undefined) {
      const key = isExclusion ? "exclude-labels" : name === "label" ? "labels" : name;
      notes.push(`Not every issue could be judged: \`triage.issues.${key}\` ${verdict.why}.`);
    }
    return verdict.holds === !isExclusion;
  });
  const age = scene.now - Date.parse(issue.createdAt);
  const idle = scene.now - Date.parse(issue.updatedAt);
  const isOld = issues["min-age"] === undefined || age >= (parseDuration(issues["min-age"]) ?? 0);
  const isFresh = issues["updated-within"] === undefined || idle <= (parseDuration(issues["updated-within"]) ?? 0);
  const isFree = !issues["no-assignee"] || !issue.assigned;
  return { holds: holds && isOld && isFresh && isFree && issue.reactions >= issues["min-reactions"], late, notes };
}

function factsOf(issue: Issue, scene: Scene): Facts {
  const age = Math.floor((scene.now - Date.parse(issue.createdAt)) / DAY_MS);
  const values: Readonly<Record<string, Fact>> = {
    ...scene.facts,
    label: labelsOf(issue, scene),
    title: issue.title,
    author: issue.author ?? "ghost",
    milestone: issue.milestone === undefined ? [] : [issue.milestone],
    "age-days": Number.isNaN(age) ? undefined : age,
    comments: issue.comments,
    reactions: issue.reactions,
  };
  return { values };
}

/** The regular expressions that are asked of a fact. */
function patternsOf(asked: readonly Asked[]): readonly (readonly [name: string, regex: RegExp])[] {
  return asked.flatMap(([name, value]) => {
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    return texts.flatMap((text) => {
      const pattern = typeof text === "string" ? parsePattern(text) : { problem: "" };
      return "problem" in pattern || pattern.kind === "glob" ? [] : [[name, pattern.regex] as const];
    });
  });
}

/** As the patterns get to see a fact. */
function linesOf(fact: Fact): readonly string[] {
  const texts = typeof fact === "object" ? fact : fact === undefined ? [] : [String(fact)];
  return texts.flatMap((text) => text.split(/\r\n|\n|\r/));
}
