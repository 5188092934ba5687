/** The life of tickets in front of both local servers: runs are reported one after the other, and what Gleap has then is read like a person would. */
import type { Ticket } from "../../sandbox/gleap/server.d.mts";
import { jobHash, jobKey, type Place as KeyPlace, scopeKey } from "../../src/tickets/identity.ts";
import { readState, type State } from "../../src/tickets/state.ts";
import { openWorld, type Ran, type RunOptions, type World } from "../scenarios/harness.ts";
import { scenarioOf, startOf, type Tale } from "./runs.ts";

/** How `scenarioOf` names the place in keys. */
export const PLACE: KeyPlace = { repository: "octo-org/widget", workflowPath: ".github/workflows/ci.yml", refClass: "branch:main" };
export const SCOPE = scopeKey(PLACE);
export const keyOfJob = (name: string): string => jobKey(PLACE, name);
export const hashes = (...names: readonly string[]): readonly string[] => names.map(jobHash).toSorted();

/** A ticket, as far as its life goes. */
export interface Seen {
  readonly number: number;
  readonly status: string;
  readonly tags: readonly string[];
  readonly archived: boolean;
  readonly duplicateOf?: string;
  readonly state: State | undefined;
  readonly notes: readonly string[];
}

export interface Life extends World {
  /** Reports a tale by the built action; Gleap's clock stands a minute after the start of the attempt. */
  readonly report: (tale: Tale, options?: RunOptions) => Promise<Ran>;
  /** Oldest first. */
  readonly seen: () => readonly Seen[];
  /** The only ticket there is. */
  readonly only: () => Seen;
  /** Changes a ticket as a person would, in Gleap itself. */
  readonly change: (number: number, change: (ticket: Ticket) => Partial<Ticket>) => Promise<void>;
}

export const RED: Tale = { run: 11, jobs: { lint: "success", test: "failure" } };

/** Opens both servers. `now` of Gleap follows the tales. Closing it fails if a customer could have read a message. */
export async function openLife(options: Parameters<typeof openWorld>[1] = {}): Promise<Life> {
  let clock = startOf(1);
  const world = await openWorld(scenarioOf(RED), { now: () => clock, internalOnly: true, ...options });
  const seen = () => world.gleap.tickets().map((ticket) => seenOf(world, ticket));
  return {
    ...world,
    close: async () => {
      await world.close();
      if (world.gleap.violations.length > 0) throw new Error(`not an internal note: ${JSON.stringify(world.gleap.violations)}`);
    },
    report: (tale, given = {}) => {
      clock = startOf(tale.run, tale.attempt) + 60_000;
      world.github.load(scenarioOf(tale));
      return world.run({ dist: true, ...given });
    },
    seen,
    only: () => {
      const [ticket, ...more] = seen();
      if (ticket === undefined || more.length > 0) throw new Error(`${seen().length} tickets instead of one`);
      return ticket;
    },
    change: async (number, change) => {
      const ticket = world.gleap.tickets().find(({ bugId }) => bugId === number);
      if (ticket === undefined) throw new Error(`no ticket ${number}`);
      const response = await fetch(`${world.gleap.url}/tickets/${ticket.id}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${world.gleap.apiKey}`, project: world.gleap.projectId, "content-type": "application/json" },
        body: JSON.stringify(change(ticket)),
      });
      if (!response.ok) throw new Error(await response.text());
    },
  };
}

function seenOf({ gleap }: World, ticket: Ticket): Seen {
  return {
    number: ticket.bugId,
    status: ticket.status,
    tags: ticket.tags,
    archived: ticket.archived,
    ...(ticket.duplicateOf === undefined ? {} : { duplicateOf: ticket.duplicateOf }),
    state: readState(String(ticket.formData["description"]))?.state,
    notes: gleap.messages(ticket.id).map(({ data }) => textOf(data.content)),
  };
}

/** The text of a message, paragraphs as lines. */
export function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (typeof content !== "object" || content === null) return "";
  const { text, content: children, type } = content as { text?: unknown; content?: unknown; type?: unknown };
  const inner = typeof text === "string" ? text : Array.isArray(children) ? children.map(textOf).join("") : "";
  return type === "paragraph" ? `${inner}\n` : inner;
}
