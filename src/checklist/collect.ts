/** Finds out what the list of a release looks like now, and hands on how to plan its tickets. */
import type { Collected } from "../errand.ts";
import { TicketError } from "../errors.ts";
import type { Answer, GitHub, Refused } from "../github/types.ts";
import { type TicketSettings, ticketValues, titleOf } from "../settings.ts";
import type { Start } from "../start.ts";
import { dueDate } from "../tickets/duration.ts";
import { workflowPath } from "../tickets/identity.ts";
import { TITLE_LENGTH } from "../tickets/managed.ts";
import { createBudget } from "../tickets/patterns.ts";
import { createRedactor } from "../tickets/redact.ts";
import { applyRules, type Facts, type Ruling } from "../tickets/rules.ts";
import { tagExpectation } from "../tickets/tags.ts";
import { renderTemplate, variablesOf } from "../tickets/templates.ts";
import { oneLine } from "../tickets/text.ts";
import type { Draft, RunRef } from "../tickets/types.ts";
import { defaultBody, templateBody, wantsChanges } from "./body.ts";
import { type Changes, readChanges } from "./changes.ts";
import { gatherEvidence } from "./evidence.ts";
import type { ChecklistFile } from "./file.ts";
import { type Line, linesOf, type Standing } from "./items.ts";
import { fieldsAt, numberOf, textOf } from "./payload.ts";
import type { Place } from "./place.ts";
import { planChecklist } from "./plan.ts";
import { findRelease, type Release } from "./release.ts";
import { createShower, type Shower } from "./shown.ts";
import { checklistValues, compareUrl, type OwnRun, releaseDate, releaseUrl } from "./values.ts";

/** What the mode works with. */
export interface Collecting {
  readonly start: Start;
  readonly place: Place;
  readonly file: ChecklistFile;
  readonly settings: TicketSettings;
  readonly scope: string;
  readonly run: Run;
}

/** Our own run. */
export interface Run extends OwnRun {
  readonly ref: RunRef;
  readonly id: string;
  readonly sha: string;
  readonly branch: string;
  readonly workflowPath: string;
}

/** Milliseconds that all patterns of one run may take together. */
const PATTERN_MS = 250;

/** Our own run, as the environment tells it (https://docs.github.com/actions/reference/workflows-and-actions/variables). */
export function ownRun(env: Readonly<Record<string, string | undefined>>): Run {
  const repository = env["GITHUB_REPOSITORY"] ?? "";
  const repositoryUrl = `${env["GITHUB_SERVER_URL"] || "https://github.com"}/${repository}`;
  const id = env["GITHUB_RUN_ID"] ?? "";
  const moment = { run: numberOf(env["GITHUB_RUN_NUMBER"]) || 1, attempt: numberOf(env["GITHUB_RUN_ATTEMPT"]) || 1 };
  const runUrl = `${repositoryUrl}/actions/runs/${id}`;
  return {
    repository,
    repositoryUrl,
    event: env["GITHUB_EVENT_NAME"] ?? "",
    actor: env["GITHUB_ACTOR"] ?? "",
    workflow: env["GITHUB_WORKFLOW"] ?? "",
    workflowPath: workflowPath(env["GITHUB_WORKFLOW_REF"] ?? "", repository),
    branch: (env["GITHUB_REF"] ?? "").replace(/^refs\/(?:heads|tags|pull)\//, ""),
    sha: env["GITHUB_SHA"] ?? "",
    id,
    runUrl: moment.attempt > 1 ? `${runUrl}/attempts/${moment.attempt}` : runUrl,
    ref: { moment, runUrl },
  };
}

/** Asks GitHub for release, changes and evidence, independent questions side by side. */
export async function collectChecklist(collecting: Collecting): Promise<Collected> {
  const { start, place, file, settings, scope, run } = collecting;
  const { github, config } = start;
  const budget = createBudget(PATTERN_MS);
  const shower = createShower(createRedactor([], budget));
  const release = await findRelease(github, place, run);
  refuseGuesses(file, release.refusals);
  const ruling = applyRules(config.checklist.rules, rulesFacts(release, run, start.payload), budget);
  const title = titleOf(settings, ruling.effects.title ?? file.matter.title);
  const date = await dateOf(github, release, [...file.uses, ...[title, settings.description ?? ""].flatMap(variablesOf)]);
  if (!date.ok) refuseGuesses(file, [date]);
  const values = checklistValues(release, run, date.ok ? date.value : "");
  const blocks = file.fill((name) => values[name] ?? "");
  const lines = linesOf(blocks, { repository: run.repository, file: config.checklist.file, version: place.version }, shower);
  const checks = lines.flatMap((line) => (line.kind === "item" && line.check !== undefined ? [line.check] : []));
  const [evidence, changes] = await Promise.all([
    gatherEvidence(checks, { github, release, repository: run.repository, repositoryUrl: run.repositoryUrl, shower, budget }),
    wantsChanges(settings.description) ? readChanges(github, release, compareUrl(release, run.repositoryUrl), shower) : NO_CHANGES,
  ]);
  const label = `the checklist of release ${shower.line(place.version, 100)}`;
  const drafting: Drafting = { ...collecting, title, ruling, values, lines, changes, release, shower, label };
  const { checklist } = config;
  const refusals = [...release.refusals, ...(date.ok ? [] : [date]), ...evidence.refusals, ...changes.refusals];
  // Without a key nobody knows what people have ticked.
  const mayGate = start.credentials.kind === "ready";
  const ungated =
    checklist["require-complete"] && !mayGate
      ? ["`checklist.require-complete` stops nothing here: without a key it is not known what people have ticked."]
      : [];
  return {
    plan: (existing, options) =>
      planChecklist(
        {
          scope,
          run: run.ref,
          lines,
          evidence: evidence.of,
          label,
          file: checklist.file,
          items: checklist.items,
          closed: config.ticket.closed,
          maxTickets: checklist["max-tickets"],
          requireComplete: checklist["require-complete"] && mayGate,
          ...(ruling.skippedBy === undefined ? {} : { hold: `Rule ${ruling.skippedBy} wants no ticket.` }),
          draft: (standings) => draftOf(drafting, standings),
          headline: headlineOf(drafting, "An item of"),
        },
        existing,
        options,
      ),
    run: { ...run.ref, jobs: [] },
    failedJobs: [],
    warnings: [],
    notes: [...new Set([...release.notes, ...refusals.map(({ detail }) => detail), ...ruling.notes, ...ungated])],
    permissions: permissionsOf(refusals),
    redacted: shower.redacted(),
  };
}

const NO_CHANGES: Changes = { title: "", lines: [], url: "", refusals: [] };

function permissionsOf(refusals: readonly Refused[]): readonly string[] {
  return [...new Set(refusals.flatMap(({ permission }) => permission ?? []))].toSorted();
}

/** Variables whose values GitHub has to tell. */
const TOLD_BY_GITHUB = ["tag", "previous", "previous_tag", "compare", "date", "prerelease", "draft", "url", "sha", "short_sha", "actor"];

/**
 * An item is known by its text. Where GitHub could not be asked this time for what stands in it, the list would hold another item in its place, and what
 * people ticked would be gone. Throws then.
 */
function refuseGuesses({ uses }: ChecklistFile, refusals: readonly Refused[]): void {
  const busy = refusals.find(({ why }) => why === "limited" || why === "unavailable");
  const lacks = TOLD_BY_GITHUB.filter((name) => uses.includes(name));
  if (busy === undefined || lacks.length === 0) return;
  const names = lacks.map((name) => `{{${name}}}`).join(", ");
  throw new TicketError(
    "UNAVAILABLE",
    `${busy.detail} So it is not known what ${names} in the list stands for.`,
    "Nothing was written; run this step again.",
  );
}

/** The date of the release; that of its commit only where something shows it. Empty where a permission is missing. */
async function dateOf(github: GitHub, release: Release, uses: readonly string[]): Promise<Answer<string>> {
  const known = releaseDate(release);
  if (known !== undefined || !uses.includes("date")) return { ok: true, value: known ?? "" };
  const commit = await github.commit(release.sha);
  return commit.ok ? { ok: true, value: commit.value.date ?? "" } : commit;
}

function rulesFacts(release: Release, run: Run, payload: unknown): Facts {
  const pull = fieldsAt(payload, "pull_request");
  const [owner, head] = [textOf(fieldsAt(pull, "head", "repo", "owner")["login"]), textOf(fieldsAt(pull, "head")["ref"])];
  return {
    values: {
      repository: run.repository,
      event: run.event,
      actor: run.actor,
      // A fork's `main` is not `main`.
      branch: head === undefined ? run.branch : `pr:${owner ?? "unknown"}:${head}`,
      base: textOf(fieldsAt(pull, "base")["ref"]),
      workflow: [run.workflow, run.workflowPath, run.workflowPath.slice(run.workflowPath.lastIndexOf("/") + 1)],
      version: release.version,
      prerelease: release.prerelease,
      draft: release.draft,
    },
  };
}

/** What a draft is made of. */
interface Drafting extends Collecting {
  readonly title: string;
  readonly ruling: Ruling;
  readonly values: Readonly<Record<string, string>>;
  readonly lines: readonly Line[];
  readonly changes: Changes;
  readonly release: Release;
  readonly shower: Shower;
  readonly label: string;
}

function headlineOf({ label, run }: Drafting, what: string): string {
  return `${what} ${label} of ${run.repository}.`;
}

function draftOf(drafting: Drafting, standings: readonly Standing[]): Draft {
  const { settings, ruling, file, start, title, lines, changes, release, run, shower } = drafting;
  const { effects } = ruling;
  const done = standings.filter((standing) => standing.done).length;
  const texts = Object.entries(drafting.values).map(([name, value]) => [name, shower.line(value, 300)]);
  const values = { ...Object.fromEntries(texts), done, open: standings.length - done, total: standings.length };
  const url = releaseUrl(release, run.repositoryUrl);
  const commit = release.sha === "" ? [] : [`Commit: ${run.repositoryUrl}/commit/${release.sha}`];
  const told = {
    lines,
    standings,
    changes,
    headline: headlineOf(drafting, "This is"),
    links: [...(url === "" || release.tagged === false ? [] : [`Release: ${url}`]), ...commit],
    tickets: start.config.checklist.items === "tickets",
  };
  const { type, priority, tags, dueIn } = file.matter;
  const now = start.deps.now();
  const front = { type, priority, tags: tagsOf(tags, values), fields: dueFields(dueIn, now) };
  return {
    ...ticketValues(settings, front, { ...effects, fields: { ...effects.fields, ...dueFields(effects.dueIn, now) } }),
    title: shower.line(renderTemplate(title, values), TITLE_LENGTH),
    body: settings.description === undefined ? defaultBody(told) : templateBody(settings.description, values, told),
    customData: customData(drafting),
    ...people(effects, settings.inputs.fields ?? {}),
  };
}

function dueFields(dueIn: string | undefined, now: number): Readonly<Record<string, unknown>> {
  const due = dueIn === undefined ? undefined : dueDate(dueIn, now);
  return due === undefined ? {} : { dueDate: due };
}

/** Tags of the front matter are templates too; what comes out must still be a tag. */
function tagsOf(tags: readonly string[] | undefined, values: Readonly<Record<string, string | number>>): readonly string[] {
  const filled = (tags ?? []).map((tag) => oneLine(renderTemplate(tag, values), 100).replaceAll(",", " ").trim());
  return filled.filter((tag) => tagExpectation(tag) === undefined);
}

/** Whom the rules name, unless an input says who it is. */
function people({ assignee, team }: Ruling["effects"], given: Readonly<Record<string, unknown>>): Pick<Draft, "people"> {
  const wanted = {
    ...(assignee === undefined || "processingUser" in given ? {} : { assignee }),
    ...(team === undefined || "processingTeam" in given ? {} : { team }),
  };
  return Object.keys(wanted).length === 0 ? {} : { people: wanted };
}

function customData({ run, release }: Drafting): Draft["customData"] {
  return {
    repository: run.repository,
    workflow: oneLine(run.workflow, 200),
    version: oneLine(release.version, 200),
    tag: oneLine(release.tag, 200),
    sha: release.sha,
    run_id: run.id,
    run_attempt: String(run.ref.moment.attempt),
    run_url: run.runUrl,
  };
}
