/** A list in front of a Gleap in memory: what the tests of the plan share. */
import { defaultBody } from "../../src/checklist/body.ts";
import type { Changes } from "../../src/checklist/changes.ts";
import type { Evidence } from "../../src/checklist/evidence.ts";
import { readChecklist } from "../../src/checklist/file.ts";
import type { Making } from "../../src/checklist/ground.ts";
import { linesOf } from "../../src/checklist/items.ts";
import { planChecklist } from "../../src/checklist/plan.ts";
import { createShower } from "../../src/checklist/shown.ts";
import { checklistKey } from "../../src/tickets/identity.ts";
import { createBudget } from "../../src/tickets/patterns.ts";
import { createRedactor } from "../../src/tickets/redact.ts";
import type { Existing } from "../../src/tickets/types.ts";
import { draft, type World } from "../tickets/world.ts";

const PLACE = { repository: "octo-org/widget", file: ".github/release-checklist.md", version: "1.2.0" };
export const SCOPE = checklistKey(PLACE.repository, PLACE.file, PLACE.version);

export const THERE: Extract<Evidence, { readonly is: "there" }> = {
  is: "there",
  what: "run 5 of ci.yml is green",
  url: "https://github.com/octo-org/widget/actions/runs/5",
};
export const MISSING: Evidence = { is: "missing", why: "run 6 of ci.yml failed", url: "https://github.com/octo-org/widget/actions/runs/6" };
export const BUSY: Evidence = { is: "unknown", why: "GitHub could not be asked this time", lasting: false };
export const REFUSED: Evidence = {
  is: "unknown",
  why: "GitHub does not let this workflow read runs (`actions: read` is missing)",
  lasting: true,
};

const NO_CHANGES: Changes = { title: "", lines: [], url: "", refusals: [] };

export interface Given extends Partial<Omit<Making, "evidence">> {
  /** What every check finds. */
  readonly evidence?: Evidence;
  readonly changes?: Changes;
  /** Values of variables; the others but `version` are empty. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What is made of a file. */
export function making(text: string, { evidence = MISSING, values = {}, changes = NO_CHANGES, ...given }: Given = {}, run = 1): Making {
  const read = readChecklist(text);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  const blocks = read.fill((name) => values[name] ?? (name === "version" ? PLACE.version : ""));
  const lines = linesOf(blocks, PLACE, createShower(createRedactor([], createBudget(250))));
  const tickets = given.items === "tickets";
  return {
    scope: SCOPE,
    run: { moment: { run, attempt: 1 }, runUrl: `https://github.com/octo-org/widget/actions/runs/${run}` },
    lines,
    evidence: () => evidence,
    label: "the checklist of release 1.2.0",
    file: PLACE.file,
    items: "inline",
    closed: ["DONE", "WONTFIX"],
    maxTickets: 100,
    requireComplete: false,
    draft: ({ standings, past }) => ({
      ...draft,
      title: "Release 1.2.0",
      body: defaultBody({
        lines,
        standings,
        past,
        changes,
        headline: "This is the checklist of release 1.2.0 of octo-org/widget.",
        links: [],
        tickets,
      }),
    }),
    headline: "An item of the checklist of release 1.2.0 of octo-org/widget.",
    ...given,
  };
}

/** Plans and applies once, then once more as the road does after new tickets; what was planned first. */
export function report(world: World, text: string, given: Given = {}, run = 1) {
  const made = making(text, given, run);
  const plan = () => planChecklist(made, [...world.tickets.values()], { listingInDoubt: false });
  const first = plan();
  world.apply(first.operations);
  const second = first.operations.some(({ kind }) => kind === "create") ? plan() : first;
  if (second !== first) world.apply(second.operations.filter(({ kind }) => kind !== "create"));
  return { ...first, last: second };
}

/** What a run that comes next would do: nothing, in the best case. */
export function writesOf(world: World, text: string, given: Given = {}, run = 9): readonly string[] {
  const { operations } = planChecklist(making(text, given, run), [...world.tickets.values()], { listingInDoubt: false });
  return operations.flatMap(({ kind, label }) => (kind === "leave" ? [] : [`${kind} ${label}`]));
}

/** Our part of a ticket's text. */
export function shownOf(ticket: Existing): string {
  return ticket.description.split("\n\ngleap-ticket/1 ")[0] ?? "";
}

/** The items of the list's ticket as it shows them, one line each. */
export function boxes(ticket: Existing): readonly string[] {
  return shownOf(ticket)
    .split("\n")
    .filter((line) => /^\s*- \[.\] /.test(line))
    .map((line) => line.trim());
}
