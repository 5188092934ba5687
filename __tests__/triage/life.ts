/** The life of issues in front of both local servers; what Gleap has then is read like a person would. */
import type { IssueData, Position, Scenario } from "../../sandbox/github/types.d.mts";
import type { Ticket } from "../../sandbox/gleap/server.d.mts";
import { triage } from "../../sandbox/scenarios/index.mjs";
import { issueKey, triageScopeKey } from "../../src/tickets/identity.ts";
import { readState, type State } from "../../src/tickets/state.ts";
import { CONFIG, openWorld, type Ran, type RunOptions, told, type World } from "../scenarios/harness.ts";

const REPOSITORY = "octo-org/widget";
const DAY = 86_400_000;

export const SCOPE = triageScopeKey(REPOSITORY);
export const keyOf = (number: number): string => issueKey(REPOSITORY, number);
/** The first runs are of this time. */
export const START = Date.parse("2026-03-10T12:00:00Z");

/** A ticket, as far as its life goes. */
export interface Seen {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly status: string;
  readonly priority: string;
  readonly tags: readonly string[];
  readonly archived: boolean;
  readonly duplicateOf?: string;
  readonly text: string;
  readonly state: State | undefined;
  readonly notes: readonly string[];
}

export interface Life extends World {
  /** A scheduled run, unless an event is given. `run` counts up by itself, and so does the time: an hour from run to run. */
  readonly step: (options?: RunOptions & { readonly on?: Position["event"] }) => Promise<Ran>;
  /** The issue of the scenario, to be changed. */
  readonly issue: (number: number) => IssueData;
  /** Oldest first. */
  readonly seen: () => readonly Seen[];
  /** The only ticket of an issue. */
  readonly ticket: (issue: number) => Seen;
  /** Changes the ticket of an issue as a person would, in Gleap itself. */
  readonly change: (issue: number, change: (ticket: Ticket) => Partial<Ticket>) => Promise<void>;
}

/** An issue of `octo-org/widget`; the higher its number, the younger it is. */
export function issue(number: number, more: Partial<IssueData> = {}): IssueData {
  const created = new Date(START - 30 * DAY + number * 60_000).toISOString().replace(".000Z", "Z");
  return {
    number,
    title: `Problem ${number}`,
    body: `Text of **${number}**.`,
    state: "open",
    user: "ada-example",
    labels: ["bug"],
    created_at: created,
    updated_at: created,
    ...more,
  };
}

/** The repository with these issues and no config file. */
export function scenarioWith(issues: readonly IssueData[], config?: string): Scenario {
  const scenario = triage({ at: START });
  const { [CONFIG]: _config, ...contents } = scenario.contents;
  return { ...scenario, issues: [...issues], contents: { ...contents, ...(config === undefined ? {} : { [CONFIG]: config }) } };
}

/** Opens both servers. Closing it fails if a customer could have read a message. */
export async function openTriage(
  issues: readonly IssueData[],
  options: { readonly config?: string } & Parameters<typeof openWorld>[1] = {},
): Promise<Life> {
  const { config, ...gleapOptions } = options;
  let clock = START;
  let run = 0;
  const world = await openWorld(scenarioWith(issues, config), { now: () => clock, internalOnly: true, ...gleapOptions });
  const seen = () => world.gleap.tickets().map((ticket) => seenOf(world, ticket));
  const find = (number: number) => {
    const found = seen().filter(({ key, duplicateOf }) => key === keyOf(number) && duplicateOf === undefined);
    const [ticket, ...more] = found;
    if (ticket === undefined || more.length > 0) throw new Error(`${found.length} tickets of issue ${number} instead of one`);
    return ticket;
  };
  return {
    ...world,
    close: async () => {
      await world.close();
      if (world.gleap.violations.length > 0) throw new Error(`not an internal note: ${JSON.stringify(world.gleap.violations)}`);
    },
    step: ({ on = { name: "schedule", schedule: "0 6 * * *" }, ...given } = {}) => {
      run += 1;
      clock = START + run * 3_600_000;
      const { position } = world.github.scenario;
      Object.assign(position, { event: on, run: { ...position.run, number: run } });
      return world.run({ now: clock, ...given, inputs: { mode: "triage", ...given.inputs } });
    },
    issue: (number) => {
      const found = world.github.scenario.issues.find((one) => one.number === number);
      if (found === undefined) throw new Error(`no issue ${number}`);
      return found;
    },
    seen,
    ticket: find,
    change: async (number, change) => {
      const { id } = find(number);
      const ticket = world.gleap.tickets().find((one) => one.id === id);
      if (ticket === undefined) throw new Error(`no ticket ${id}`);
      const response = await fetch(`${world.gleap.url}/tickets/${id}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${world.gleap.apiKey}`, project: world.gleap.projectId, "content-type": "application/json" },
        body: JSON.stringify(change(ticket)),
      });
      if (!response.ok) throw new Error(await response.text());
    },
  };
}

/** The requests of a step that write. */
export function writesOf({ gleap, github }: Ran): readonly string[] {
  return [...told(gleap), ...told(github)].filter((line) => !line.startsWith("GET "));
}

function seenOf({ gleap }: World, ticket: Ticket): Seen {
  const { description: text } = ticket.formData;
  const description = typeof text === "string" ? text : "";
  const reading = readState(description);
  return {
    id: ticket.id,
    key: ticket.tags[0] ?? "",
    title: ticket.title,
    status: ticket.status,
    priority: ticket.priority ?? "",
    tags: ticket.tags,
    archived: ticket.archived,
    ...(ticket.duplicateOf === undefined ? {} : { duplicateOf: ticket.duplicateOf }),
    text: reading?.above ?? description,
    state: reading?.state,
    notes: gleap.messages(ticket.id).map(({ data }) => textOf(data.content)),
  };
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (typeof content !== "object" || content === null) return "";
  const { text, content: inner } = content as { readonly text?: unknown; readonly content?: unknown };
  if (typeof text === "string") return text;
  return Array.isArray(inner) ? inner.map(textOf).join("") : "";
}
