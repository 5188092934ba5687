/** What is left on an issue once its ticket is there: a label, and once a comment with the ticket's link. */
import type { Deps } from "../deps.ts";
import type { Aftermath } from "../errand.ts";
import type { Answer, GitHub, Refused } from "../github/types.ts";
import { httpUrl } from "../tickets/text.ts";
import type { Changes, Existing, Operation, Outcome } from "../tickets/types.ts";
import { commented } from "./due.ts";
import type { Scene } from "./scene.ts";
import type { Markable } from "./subjects.ts";

/** GitHub asks for a second between requests that make something: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const APART_MS = 1_000;
/** Marks of one run. GitHub allows about 500 such requests an hour. */
const MOST_MARKS = 200;
/** A comment of another run about the same ticket is not older than the ticket, but clocks differ. */
const SINCE_MS = 3_600_000;

/** What marks are made with. */
export interface Marking {
  readonly github: GitHub;
  readonly deps: Deps;
  readonly scene: Scene;
  readonly markables: readonly Markable[];
}

/** A ticket at the end of the run: its link, and what it says now. */
interface Stood {
  readonly ticket: NonNullable<Outcome["ticket"]>;
  readonly existing: Existing;
}

/**
 * Leaves the marks: comments first, since a ticket waits for them, then labels. The first refusal ends it, and a later run goes on. Answers what is to be
 * written to the tickets: that their comment is there.
 */
export async function leaveMarks(marking: Marking, outcomes: readonly Outcome[]): Promise<Aftermath> {
  const { scene, markables } = marking;
  const stood = stoodAfter(outcomes, scene);
  const tracer = createTracer(marking);
  const operations: Operation[] = [];
  for (const { key, number } of scene.config.mark.comment ? markables : []) {
    const found = stood.get(key);
    const changes = found === undefined ? undefined : commented(found.existing);
    if (found === undefined || changes === undefined || !(await tracer.comment(number, key, found))) continue;
    const { existing: on } = found;
    operations.push({ kind: "update", key, label: `issue #${number}`, on, changes, reason: "The comment on the issue is there." });
  }
  for (const { key, number, lacksLabel } of markables) if (lacksLabel && stood.has(key)) await tracer.label(number);
  return { operations, ...tracer.said() };
}

/** Sends marks one after the other, until one is refused. */
function createTracer({ github, deps, scene }: Marking) {
  const { label } = scene.config.mark;
  const count = { labels: 0, comments: 0, left: 0 };
  let refused: Refused | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const send = async <T>(ask: () => Promise<Answer<T>>): Promise<Answer<T> | undefined> => {
    if (refused !== undefined || count.labels + count.comments >= MOST_MARKS) {
      count.left += 1;
      return undefined;
    }
    const wait = last + APART_MS - deps.now();
    if (wait > 0) await deps.sleep(wait);
    const answer = await ask();
    last = deps.now();
    // An issue that is gone by now says nothing about the others.
    if (!answer.ok && answer.why !== "missing" && answer.status !== 404) refused = answer;
    if (!answer.ok) count.left += 1;
    return answer;
  };
  return {
    label: async (number: number) => {
      const answer = await send(() => github.issues.addLabel(number, label));
      if (answer?.ok === true) count.labels += 1;
    },
    /** Whether the comment is there. */
    comment: async (number: number, key: string, { ticket, existing }: Stood): Promise<boolean> => {
      const created = Date.parse(existing.createdAt) || scene.now;
      const known = { marker: markerOf(key), since: new Date(created - SINCE_MS).toISOString() };
      const answer = await send(() => github.issues.comment(number, commentText(ticket, known.marker), known));
      if (answer?.ok === true && answer.value) count.comments += 1;
      return answer?.ok === true;
    },
    said: () => saidOf(count, label, refused),
  };
}

function saidOf(
  { labels, comments, left }: Readonly<Record<"labels" | "comments" | "left", number>>,
  label: string,
  refused: Refused | undefined,
): Omit<Aftermath, "operations"> {
  const issues = (count: number) => `${count} ${count === 1 ? "issue" : "issues"}`;
  const rest = left === 0 ? [] : [`${left} more ${left === 1 ? "mark is" : "marks are"} to be left on issues; a later run goes on.`];
  return {
    warnings: refused === undefined ? [] : [`Not every issue could be marked. ${refused.detail}`],
    notes: [
      ...(labels === 0 ? [] : [`The label \`${label}\` was set on ${issues(labels)}.`]),
      ...(comments === 0 ? [] : [`${issues(comments)} got a comment with the link of the ticket.`]),
      ...rest,
    ],
    permissions: refused?.permission === undefined ? [] : [refused.permission],
  };
}

/** By key, the tickets that stand now: made by this run and not folded, or there before, with what was last written to them. */
function stoodAfter(outcomes: readonly Outcome[], scene: Scene): ReadonlyMap<string, Stood> {
  const folded = new Set(outcomes.flatMap(({ operation }) => (operation.kind === "fold" ? [operation.on.id] : [])));
  const stood = new Map<string, Stood>();
  for (const { operation, outcome, ticket } of outcomes) {
    if (ticket === undefined || outcome === "failed" || outcome === "skipped") continue;
    if (operation.kind === "fold" || folded.has(ticket.id)) continue;
    const before = stood.get(operation.key)?.existing ?? (operation.kind === "create" ? bornOf(operation, ticket.id, scene) : operation.on);
    if (before === undefined) continue;
    stood.set(operation.key, { ticket, existing: "changes" in operation ? changed(before, operation.changes) : before });
  }
  return stood;
}

function changed(existing: Existing, { description, formData }: Changes): Existing {
  return { ...existing, ...(description === undefined ? {} : { description }), ...(formData === undefined ? {} : { formData }) };
}

/** A ticket as it was sent. */
function bornOf({ ticket }: Extract<Operation, { readonly kind: "create" }>, id: string, { now }: Scene): Existing {
  const { title, type, status, priority, tags, description, fields } = ticket;
  const form = fields["formData"];
  const formData = typeof form === "object" && form !== null ? (form as Existing["formData"]) : {};
  return {
    id,
    title,
    type,
    status,
    priority,
    tags,
    description,
    formData: { ...formData, description },
    createdAt: new Date(now).toISOString(),
    archived: false,
    spam: false,
    hasSession: false,
    tracker: false,
    linked: [],
  };
}

/** Hidden in the comment: by it the comment is known again. */
function markerOf(key: string): string {
  return `<!-- gleap-ticket ${key} -->`;
}

function commentText({ number, url }: NonNullable<Outcome["ticket"]>, marker: string): string {
  const name = number === undefined ? "a ticket" : `ticket #${number}`;
  const address = httpUrl(url);
  // `#1042` alone would be a link to an issue of this repository.
  return `This issue is followed in Gleap${address === undefined ? "." : ` as [${name.replace("#", "\\#")}](${address}).`}\n\n${marker}`;
}
