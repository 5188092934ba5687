/** Finds out what the list of a release looks like now, and hands on how to plan its tickets. */
import type { Collected } from "../errand.ts";
import { TicketError } from "../errors.ts";
import type { Answer, GitHub, Refused } from "../github/types.ts";
import { type TicketSettings, titleOf } from "../settings.ts";
import type { Start } from "../start.ts";
import { createBudget, type PatternBudget } from "../tickets/patterns.ts";
import { createRedactor } from "../tickets/redact.ts";
import { applyRules } from "../tickets/rules.ts";
import { variablesOf } from "../tickets/templates.ts";
import { wantsChanges } from "./body.ts";
import { type Changes, readChanges } from "./changes.ts";
import { type Drafting, draftOf, headlineOf } from "./draft.ts";
import { type Gathered, gatherEvidence } from "./evidence.ts";
import type { ChecklistFile } from "./file.ts";
import { requiresComplete } from "./gate.ts";
import type { Making } from "./ground.ts";
import { linesOf } from "./items.ts";
import { planChecklist } from "./plan.ts";
import { findRelease, type Release } from "./release.ts";
import { type Run, rulesFacts } from "./run.ts";
import { createShower, type Shower } from "./shown.ts";
import { checklistValues, compareUrl, releaseDate } from "./values.ts";
import type { NamedRelease } from "./which-release.ts";

/** What the mode works with. */
export interface Collecting {
  readonly start: Start;
  readonly wanted: NamedRelease;
  /** Of the list in the repository. */
  readonly path: string;
  readonly file: ChecklistFile;
  readonly settings: TicketSettings;
  readonly scope: string;
  readonly run: Run;
}

/** Asks GitHub for release, changes and evidence, independent questions side by side. */
export async function collectChecklist(collecting: Collecting): Promise<Collected> {
  const { start, settings, run } = collecting;
  const { github, config } = start;
  const budget = createBudget();
  const shower = createShower(createRedactor([], budget));
  const found = await findList(collecting, budget, shower);
  const { release, lines, ruling } = found;
  const checks = lines.flatMap((line) => (line.kind === "item" && line.check !== undefined ? [line.check] : []));
  const [evidence, changes] = await Promise.all([
    gatherEvidence(checks, { github, release, repository: run.repository, repositoryUrl: run.repositoryUrl, shower, budget }),
    wantsChanges(settings.description) ? readChanges(github, release, compareUrl(release, run.repositoryUrl), shower) : NO_CHANGES,
  ]);
  const making = makingOf(collecting, { ...found, evidence, changes, shower });
  const refusals = [...found.refusals, ...evidence.refusals, ...changes.refusals];
  const ungated = config.checklist["require-complete"] && !requiresComplete(start) ? [UNGATED] : [];
  return {
    plan: (existing, options) => planChecklist(making, existing, options),
    run: { ...run, jobs: [] },
    failedJobs: [],
    warnings: [],
    notes: [...new Set([...release.notes, ...refusals.map(({ detail }) => detail), ...ruling.notes, ...ungated])],
    permissions: [...new Set(refusals.flatMap(({ permission }) => permission ?? []))].toSorted(),
    redacted: shower.redacted(),
  };
}

/** The list with its variables filled in, and what it was filled from. */
interface FoundList extends Pick<Drafting, "release" | "ruling" | "title" | "values" | "lines"> {
  readonly refusals: readonly Refused[];
}

async function findList(
  { start, wanted, path, file, settings, run }: Collecting,
  budget: PatternBudget,
  shower: Shower,
): Promise<FoundList> {
  const { github, config, payload } = start;
  const release = await findRelease(github, wanted, run);
  refuseGuesses(file, release.refusals);
  const ruling = applyRules(config.checklist.rules, rulesFacts(release, run, payload), budget);
  const title = titleOf(settings, ruling.effects.title ?? file.matter.title);
  const date = await dateOf(github, release, [...file.uses, ...[title, settings.description ?? ""].flatMap(variablesOf)]);
  if (!date.ok) refuseGuesses(file, [date]);
  const values = checklistValues(release, run, date.ok ? date.value : "");
  const blocks = file.fill((name) => values[name] ?? "");
  const lines = linesOf(blocks, { repository: run.repository, file: path, version: wanted.version }, shower);
  return { release, ruling, title, values, lines, refusals: [...release.refusals, ...(date.ok ? [] : [date])] };
}

interface Known extends FoundList, Pick<Drafting, "changes" | "shower"> {
  readonly evidence: Gathered;
}

function makingOf({ start, wanted, path, file, settings, scope, run }: Collecting, known: Known): Making {
  const { lines, ruling, evidence, shower, refusals } = known;
  const { checklist, ticket } = start.config;
  const label = `the checklist of release ${shower.line(wanted.version, 100)}`;
  const tickets = checklist.items === "tickets";
  const drafting: Drafting = { ...known, settings, matter: file.matter, run, tickets, now: start.deps.now(), label };
  const guess = guessOf(
    file,
    refusals.filter(({ why }) => why === "forbidden"),
  );
  return {
    scope,
    run,
    lines,
    evidence: evidence.of,
    label,
    file: path,
    items: checklist.items,
    closed: ticket.closed,
    maxTickets: checklist["max-tickets"],
    requireComplete: requiresComplete(start),
    ...(guess === undefined ? {} : { guess }),
    ...(ruling.skippedBy === undefined ? {} : { hold: `Rule ${ruling.skippedBy} wants no ticket.` }),
    draft: (merged) => draftOf(drafting, merged),
    headline: headlineOf(drafting, "An item of"),
  };
}

const UNGATED = "`checklist.require-complete` stops nothing here: without a key it is not known what people have ticked.";

const NO_CHANGES: Changes = { title: "", lines: [], url: "", refusals: [] };

/** Variables whose values GitHub has to tell. */
const TOLD_BY_GITHUB = ["tag", "previous", "previous_tag", "compare", "date", "prerelease", "draft", "url", "sha", "short_sha", "actor"];

/**
 * An item is known by its text. Where GitHub could not be asked this time for what stands in it, the list would hold another item in its place, and what
 * people ticked would be gone. Throws then.
 */
function refuseGuesses(file: ChecklistFile, refusals: readonly Refused[]): void {
  const guess = guessOf(
    file,
    refusals.filter(({ why }) => why === "limited" || why === "unavailable"),
  );
  if (guess !== undefined) throw new TicketError("UNAVAILABLE", guess, "Nothing was written; run this step again.");
}

/** Which variables of the items are without a value for one of these reasons; `undefined` where none is. */
function guessOf({ deciding }: ChecklistFile, [first]: readonly Refused[]): string | undefined {
  const lacks = TOLD_BY_GITHUB.filter((name) => deciding.includes(name));
  if (first === undefined || lacks.length === 0) return undefined;
  return `${first.detail} So it is not known what ${lacks.map((name) => `{{${name}}}`).join(", ")} in the items stands for.`;
}

/** The date of the release; that of its commit only where something shows it. Empty where a permission is missing. */
async function dateOf(github: GitHub, release: Release, uses: readonly string[]): Promise<Answer<string>> {
  const known = releaseDate(release);
  if (known !== undefined || !uses.includes("date")) return { ok: true, value: known ?? "" };
  const commit = await github.commit(release.sha);
  return commit.ok ? { ok: true, value: commit.value.date ?? "" } : commit;
}
