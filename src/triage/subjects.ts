/** What a ticket should be, as far as its issue says so. */
import type { Issue } from "../github/issues.ts";
import { groupBy } from "../tickets/group.ts";
import { hash } from "../tickets/identity.ts";
import { survey, type Ticket } from "../tickets/ours.ts";
import { writeSignature } from "../tickets/state.ts";
import type { Subject, SubjectPolicy } from "../tickets/subject.ts";
import { type Course, courseOf, type Deciding, standing } from "../tickets/subject-course.ts";
import { variablesOf } from "../tickets/templates.ts";
import { upper } from "../tickets/text.ts";
import type { Existing } from "../tickets/types.ts";
import type { Scene } from "./scene.ts";
import { closedTurn, reopenedSentence } from "./sentences.ts";
import { labelsOf, type Verdict } from "./verdict.ts";

/** An open issue that is to have our marks, if it has a ticket in the end. */
export interface Markable {
  readonly key: string;
  readonly number: number;
  /** It takes no comments. */
  readonly locked: boolean;
  readonly lacksLabel: boolean;
}

/** The tickets that there are, as far as issues are about them. */
export interface Known {
  /** By key, oldest first. */
  readonly tickets: ReadonlyMap<string, readonly Ticket[]>;
  /** The one that stands for a key. */
  readonly of: (key: string) => Ticket | undefined;
  /** How they are treated. */
  readonly policy: SubjectPolicy;
  /** What the plan will do about an issue. */
  readonly courseOf: (subject: Deciding) => Course;
}

/** Looks through the listed tickets. `keys`: beside the scope, whose tickets count. */
export function knownTickets(existing: readonly Existing[], scene: Scene, keys: readonly string[], closed: readonly string[]): Known {
  const tickets = groupBy(survey(existing, scene.scope, keys, closed), ({ key }) => key);
  const policy = policyOf(scene, closed);
  return { tickets, of: (key) => standing(tickets.get(key) ?? []), policy, courseOf: (subject) => courseOf(subject, tickets, policy) };
}

function policyOf({ config }: Scene, closed: readonly string[]): SubjectPolicy {
  return {
    closed,
    maxTickets: config["max-tickets"],
    priority: "follows",
    newFor: "open",
    closes: config["close-with-issue"],
    learnsWhileClosed: true,
  };
}

/** An issue in messages. */
export function issueName(number: number): string {
  return `issue #${number}`;
}

/** What does not depend on filter and rules. */
export function common(issue: Issue, key: string, scene: Scene): Omit<Subject, "draft" | "stale"> {
  return {
    key,
    label: issueName(issue.number),
    is: issue.state,
    signature: signatureOf(issue, scene),
    turn: { ...closedTurn(issue), open: reopenedSentence(issue.number) },
  };
}

/** Of what the ticket's text says: numbers that change all the time do not count. */
function signatureOf(issue: Issue, scene: Scene): string {
  const template = scene.ticket.description ?? "";
  const parts = [
    `title ${issue.title}`,
    ...labelsOf(issue, scene).map((label) => `label ${label}`),
    `milestone ${issue.milestone ?? ""}`,
    `text ${hash(issue.body, 12)}`,
    `template ${hash(template, 12)}`,
    ...(variablesOf(template).includes("state") ? [`state ${issue.state}`] : []),
  ];
  return writeSignature(parts, "", "none");
}

/** Why the ticket that is there is left alone, if filter or rules do not want one; `undefined` where they do. */
export function whyHeld({ unsure, unwanted }: Verdict, label: string): string | undefined {
  if (unsure) return `A pattern ran out of time, so it is not known what the ticket of ${label} should be.`;
  if (unwanted === undefined) return undefined;
  const why =
    unwanted === "filter" ? `${upper(label)} does not match \`triage.issues\` any more` : `Rule ${unwanted} wants no ticket for ${label}`;
  return `${why}; the one that is there is left as it is.`;
}

/** Why filter or rules want no ticket, or perhaps none; `undefined` where they do. */
export function whyNone({ perhapsSkipped, unwanted }: Verdict, label: string): string | undefined {
  if (unwanted === "filter") return `${upper(label)} is not what \`triage.issues\` asks for.`;
  if (unwanted !== undefined) return `Rule ${unwanted} wants no ticket for ${label}.`;
  if (!perhapsSkipped) return undefined;
  return `It is not known whether a rule with \`skip\` is about ${label}, since its pattern ran out of time.`;
}

/** What is to be left on an issue. */
export function markableOf(issue: Issue, key: string, { config }: Scene): Markable {
  const label = config.mark.label.toLowerCase();
  const lacksLabel = label !== "" && !issue.labels.some((one) => one.toLowerCase() === label);
  return { key, number: issue.number, locked: issue.locked, lacksLabel };
}
