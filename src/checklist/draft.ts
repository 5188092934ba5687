/** What the ticket of a list says: rules, front matter and templates over the release. */
import { peopleOf, type TicketSettings, ticketValues } from "../settings.ts";
import { dueDate } from "../tickets/duration.ts";
import { TITLE_LENGTH } from "../tickets/managed.ts";
import type { Ruling } from "../tickets/rules.ts";
import { tagExpectation } from "../tickets/tags.ts";
import { renderTemplate } from "../tickets/templates.ts";
import { oneLine } from "../tickets/text.ts";
import type { Draft } from "../tickets/types.ts";
import { defaultBody, templateBody } from "./body.ts";
import type { Changes } from "./changes.ts";
import type { FrontMatter } from "./front.ts";
import type { Line, Merged } from "./items.ts";
import type { Release } from "./release.ts";
import type { Run } from "./run.ts";
import type { Shower } from "./shown.ts";
import { releaseUrl } from "./values.ts";

/** What a draft is made of. */
export interface Drafting {
  readonly settings: TicketSettings;
  readonly matter: FrontMatter;
  readonly run: Run;
  /** Each item has a ticket of its own. */
  readonly tickets: boolean;
  /** Milliseconds since the epoch; what `due-in` counts from. */
  readonly now: number;
  /** Template. */
  readonly title: string;
  readonly ruling: Ruling;
  readonly values: Readonly<Record<string, string>>;
  readonly lines: readonly Line[];
  readonly changes: Changes;
  readonly release: Release;
  readonly shower: Shower;
  /** `the checklist of release 1.2.0`. */
  readonly label: string;
}

/** One line that says of which release something is: `what` begins it. */
export function headlineOf({ label, run }: Pick<Drafting, "label" | "run">, what: string): string {
  return `${what} ${label} of ${run.repository}.`;
}

/** The draft for items that stand like this. Its body is not yet cut to size. */
export function draftOf(drafting: Drafting, { standings, past }: Pick<Merged, "standings" | "past">): Draft {
  const { settings, matter, ruling, now, title, lines, changes, release, run, shower, tickets } = drafting;
  const { effects } = ruling;
  const done = standings.filter((standing) => standing.done).length;
  const texts = Object.entries(drafting.values).map(([name, value]) => [name, shower.line(value, 300)]);
  const values = { ...Object.fromEntries(texts), done, open: standings.length - done, total: standings.length };
  const url = releaseUrl(release, run.repositoryUrl);
  const commit = release.sha === "" ? [] : [`Commit: ${run.repositoryUrl}/commit/${release.sha}`];
  const told = {
    lines,
    standings,
    past,
    changes,
    headline: headlineOf(drafting, "This is"),
    links: [...(url === "" || release.tagged === false ? [] : [`Release: ${url}`]), ...commit],
    tickets,
  };
  const { type, priority, tags, dueIn } = matter;
  const front = { type, priority, tags: tagsOf(tags, values), fields: dueFields(dueIn, now) };
  return {
    ...ticketValues(settings, front, { ...effects, fields: { ...effects.fields, ...dueFields(effects.dueIn, now) } }),
    title: shower.line(renderTemplate(title, values), TITLE_LENGTH),
    body: settings.description === undefined ? defaultBody(told) : templateBody(settings.description, values, told),
    customData: customData(drafting),
    ...peopleOf(settings, effects),
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

function customData({ run, release }: Drafting): Draft["customData"] {
  return {
    repository: run.repository,
    workflow: oneLine(run.workflow, 200),
    version: oneLine(release.version, 200),
    tag: oneLine(release.tag, 200),
    sha: release.sha,
    run_id: run.id,
    run_attempt: String(run.moment.attempt),
    run_url: run.runUrl,
  };
}
