/** What is left on an issue once its ticket is there: a label, and a comment with the ticket's link, each once. */
import type { Deadline, Deps } from "../deps.ts";
import type { Aftermath } from "../errand.ts";
import type { GitHub } from "../github/types.ts";
import { httpUrl, upper } from "../tickets/text.ts";
import type { Changes, Existing, Operation, Outcome } from "../tickets/types.ts";
import { dueMarks, MARKS, type Mark, settled } from "./due.ts";
import type { Scene } from "./scene.ts";
import { createSender, MOST_MARKS, type Sender } from "./sender.ts";
import { issueCount } from "./sentences.ts";
import { issueName, type Markable } from "./subjects.ts";

/** Of the time that is left, marks get this part: what is written to the tickets then takes less. */
const SHARE = 0.7;
/** A comment of another run about the same ticket is not older than the ticket, but clocks differ. */
const SINCE_MS = 3_600_000;

/** What marks are made with. */
export interface Marking {
  readonly github: GitHub;
  readonly deps: Deps;
  readonly scene: Scene;
  readonly markables: readonly Markable[];
  /** When the last request to Gleap must have ended. */
  readonly deadline: Deadline;
}

/** A ticket at the end of the run: its link, and what it says now. */
interface TicketNow {
  readonly ticket: NonNullable<Outcome["ticket"]>;
  readonly existing: Existing;
}

/**
 * Leaves the marks that tickets still wait for, comments first. Answers what is to be written to the tickets: which of their marks are there. What a person
 * takes off an issue later is not put on again.
 */
export async function leaveMarks(marking: Marking, outcomes: readonly Outcome[]): Promise<Aftermath> {
  const { github, deps, scene, markables, deadline } = marking;
  const { mark } = scene.config;
  github.extend({ at: deps.now() + (deadline.at - deps.now()) * SHARE });
  const tickets = ticketsAfter(outcomes, scene);
  const sender = createSender(deps);
  const there = new Map<string, readonly Mark[]>();
  for (const wanted of MARKS.filter((one) => (one === "label" ? mark.label !== "" : mark.comment))) {
    for (const markable of markables) {
      const found = tickets.get(markable.key);
      if (found === undefined || !dueMarks(found.existing).includes(wanted)) continue;
      const isThere = await (wanted === "label" ? leaveLabel : leaveComment)(marking, sender, markable, found);
      if (isThere) there.set(markable.key, [...(there.get(markable.key) ?? []), wanted]);
    }
  }
  const operations = markables.flatMap(({ key, number }): readonly Operation[] => {
    const existing = tickets.get(key)?.existing;
    const left = there.get(key) ?? [];
    const changes = existing === undefined ? undefined : settled(existing, left);
    if (existing === undefined || changes === undefined) return [];
    const label = issueName(number);
    return [{ kind: "update", key, label, on: existing, changes, reason: `${upper(label)} has its ${left.join(" and its ")} now.` }];
  });
  return { operations, ...sender.said(mark.label) };
}

/** What a run that writes would leave on issues, as a sentence; none where there is nothing. */
export function marksInPlan(
  operations: readonly Operation[],
  markables: readonly Markable[],
  { config: { mark } }: Scene,
): readonly string[] {
  const due = new Map<string, readonly Mark[]>();
  for (const one of operations) {
    if (one.kind === "leave" && one.as === "skipped") continue;
    const ticket = one.kind === "create" ? one.ticket : one.on;
    if (ticket !== undefined && one.kind !== "fold") due.set(one.key, dueMarks(ticket));
  }
  const wanted = (which: Mark) => markables.filter(({ key }) => due.get(key)?.includes(which) === true);
  const labels = mark.label === "" ? 0 : wanted("label").filter(({ lacksLabel }) => lacksLabel).length;
  const comments = mark.comment ? wanted("comment").filter(({ locked }) => !locked).length : 0;
  const deeds = [
    ...(labels === 0 ? [] : [`set the label \`${mark.label}\` on ${issueCount(labels)}`]),
    ...(comments === 0 ? [] : [`comment on ${issueCount(comments)}`]),
  ];
  const bound = labels + comments > MOST_MARKS ? `, ${MOST_MARKS} marks in a run` : "";
  return deeds.length === 0 ? [] : [`Would ${deeds.join(" and ")}${bound}.`];
}

/** Whether the label is there. */
async function leaveLabel({ github, scene }: Marking, sender: Sender, { number, lacksLabel }: Markable): Promise<boolean> {
  return !lacksLabel || sender.send("label", number, () => github.issues.addLabel(number, scene.config.mark.label));
}

/** Whether the comment is there. */
async function leaveComment(
  { github, scene }: Marking,
  sender: Sender,
  { key, number, locked }: Markable,
  { ticket, existing }: TicketNow,
) {
  if (locked) {
    sender.hold();
    return false;
  }
  const created = Date.parse(existing.createdAt) || scene.now;
  const known = { marker: markerOf(key), since: new Date(created - SINCE_MS).toISOString() };
  return sender.send("comment", number, () => github.issues.comment(number, commentText(ticket, known.marker), known));
}

/** By key, the tickets that stand now: made by this run and not folded, or there before, with what was last written to them. */
function ticketsAfter(outcomes: readonly Outcome[], scene: Scene): ReadonlyMap<string, TicketNow> {
  const folded = new Set(outcomes.flatMap(({ operation }) => (operation.kind === "fold" ? [operation.on.id] : [])));
  const tickets = new Map<string, TicketNow>();
  for (const { operation, outcome, ticket } of outcomes) {
    if (ticket === undefined || outcome === "failed" || outcome === "skipped") continue;
    if (operation.kind === "fold" || folded.has(ticket.id)) continue;
    const before =
      tickets.get(operation.key)?.existing ?? (operation.kind === "create" ? asSent(operation, ticket.id, scene) : operation.on);
    if (before === undefined) continue;
    tickets.set(operation.key, { ticket, existing: "changes" in operation ? changed(before, operation.changes) : before });
  }
  return tickets;
}

function changed(existing: Existing, { description, formData }: Changes): Existing {
  return { ...existing, ...(description === undefined ? {} : { description }), ...(formData === undefined ? {} : { formData }) };
}

/** A ticket as it was sent. */
function asSent({ ticket }: Extract<Operation, { readonly kind: "create" }>, id: string, { now }: Scene): Existing {
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
