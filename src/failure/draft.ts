/** What one ticket for failed jobs says: rules and templates over the facts. */
import { DEFAULTS } from "../defaults.ts";
import { peopleOf, type TicketSettings, ticketValues, titleOf } from "../settings.ts";
import { dueDate } from "../tickets/duration.ts";
import { TITLE_LENGTH } from "../tickets/managed.ts";
import type { PatternBudget } from "../tickets/patterns.ts";
import { applyRules, type Effects, type Facts, type Rule } from "../tickets/rules.ts";
import { renderPieces, renderTemplate, type Values } from "../tickets/templates.ts";
import { cleanText, cutText, oneLine } from "../tickets/text.ts";
import type { Draft, Piece } from "../tickets/types.ts";
import { commitsPiece, defaultBody, excerptPieces, type Told } from "./body.ts";
import { failureValues } from "./values.ts";

/** How drafts are made, the same for all tickets of a run. */
export interface Drafting {
  readonly ticket: TicketSettings;
  readonly rules: readonly Rule[];
  /** One for all patterns of the run. */
  readonly budget: PatternBudget;
  /** Milliseconds since the epoch; what `due-in` counts from. */
  readonly now: number;
}

/** A draft, and what the rules left to say. */
export interface Drafted {
  readonly draft: Draft;
  /** The place, from 1, of the rule that wants no ticket. */
  readonly skippedBy?: number;
  /** Facts that were not known, patterns that ran out of time. */
  readonly notes: readonly string[];
}

/** Writes the draft. Rules see the jobs of this ticket only. `part`: what tells it from other tickets of the run; empty for the whole workflow. */
export function writeDraft(told: Told, drafting: Drafting, part: string): Drafted {
  const { ticket, now } = drafting;
  const { effects, notes, skippedBy } = applyRules(drafting.rules, rulesFacts(told), drafting.budget);
  const values = failureValues(told);
  const body = ticket.description === undefined ? defaultBody(told) : renderPieces(ticket.description, values, cuttable(told));
  const draft: Draft = {
    ...ticketValues(ticket, { ...effects, fields: withDueDate(effects, now) }),
    title: titleText(titleOf(ticket, effects.title), values, part),
    body: body.map((piece) => ({ ...piece, text: cleanText(piece.text) })),
    customData: customData(told),
    ...peopleOf(ticket, effects),
  };
  return { draft, notes, ...(skippedBy === undefined ? {} : { skippedBy }) };
}

/** The built-in title says of what part it is, however long the names before it are; who wrote a title of their own has seen to that. */
function titleText(template: string, values: Values, part: string): string {
  const title = oneLine(renderTemplate(template, values), TITLE_LENGTH);
  if (part === "" || template !== DEFAULTS.failure.title) return title;
  const suffix = `: ${cutText(part, TITLE_LENGTH / 2)}`;
  return `${cutText(title, TITLE_LENGTH - suffix.length)}${suffix}`;
}

function cuttable(told: Told): Readonly<Record<string, Piece | readonly Piece[]>> {
  return { excerpt: excerptPieces(told.jobs), commits: commitsPiece(told.facts), details: defaultBody(told) };
}

function rulesFacts({ facts, jobs }: Told): Facts {
  const { run } = facts;
  return {
    values: {
      repository: run.repository,
      event: run.event,
      actor: run.actor,
      branch: run.ref.rule,
      base: run.base,
      workflow: [run.workflow.name, run.workflow.path, run.workflow.file],
      class: facts.class,
      attempt: run.attempt,
      consecutive: facts.consecutive,
      path: facts.files,
    },
    jobs: jobs.map(({ name, keyName, steps, class: kind, excerpt }) => ({
      job: name,
      normalised: keyName,
      step: steps.map((step) => step.name),
      class: kind,
      log: excerpt?.lines.map(({ text }) => text),
    })),
  };
}

function withDueDate({ fields, dueIn }: Effects, now: number): Effects["fields"] {
  const due = dueIn === undefined ? undefined : dueDate(dueIn, now);
  return due === undefined ? fields : { ...fields, dueDate: due };
}

function customData({ facts, jobs }: Told): Draft["customData"] {
  const { run } = facts;
  return {
    repository: run.repository,
    workflow: oneLine(run.workflow.name, 200),
    branch: oneLine(run.ref.name, 200),
    sha: run.headSha,
    run_id: String(run.id),
    run_attempt: String(run.attempt),
    run_url: run.attemptUrl,
    failed_jobs: oneLine(jobs.map(({ name }) => name).join(", "), 1000),
  };
}
