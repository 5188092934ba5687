/** A release and its checklist between both local servers, and what people do to its tickets in Gleap. */
import type { Scenario } from "../../sandbox/github/types.d.mts";
import type { GleapOptions, Ticket } from "../../sandbox/gleap/server.d.mts";
import { checklist } from "../../sandbox/scenarios/index.mjs";
import { textOf } from "../life/life.ts";
import { openWorld, type Ran, told, type World } from "./harness.ts";

export const FILE = ".github/release-checklist.md";
export const KEY = "gh-release-1-10-0-2f04234b70";
export const LISTING = `GET /tickets?tags=${KEY}&sort=createdAt&limit=100`;

export interface ReleaseWorld extends World {
  /** Oldest first. */
  readonly tickets: () => readonly Ticket[];
  /** The ticket whose title ends like this; the list's where none is given. */
  readonly ticket: (title?: string) => Ticket;
  readonly text: (title?: string) => string;
  /** The items of the list's ticket, one line each. */
  readonly boxes: () => readonly string[];
  readonly notes: (title?: string) => readonly string[];
  /** A person changes a ticket in Gleap. */
  readonly change: (changes: (ticket: Ticket) => Partial<Ticket>, title?: string) => Promise<void>;
  /** A person writes an x between the brackets of items. */
  readonly tick: (...items: readonly string[]) => Promise<void>;
  /** Changes the repository as it is now. */
  readonly edit: (change: (scenario: Scenario) => void) => void;
  /** The release gets the package that an item of `SHORT_LIST` asks for. */
  readonly attach: () => void;
}

export const SHORT_LIST = `## Before

- [ ] The package is attached <!-- auto: asset=*.tgz -->
- [ ] Support knows

## After

- [ ] The forum knows
`;
export const ITEM_TICKETS = "version: 1\nchecklist: { items: tickets }\n";

/** The repository with its release; `change` makes another one of it first. */
export function release(change: (scenario: Scenario) => void = () => {}): Scenario {
  const scenario = checklist();
  change(scenario);
  return scenario;
}

/** Opens both servers with the release. */
export async function openRelease(change: (scenario: Scenario) => void = () => {}, options: GleapOptions = {}): Promise<ReleaseWorld> {
  const world = await openWorld(release(change), { internalOnly: true, ...options });
  const { gleap } = world;
  const tickets = () => gleap.tickets();
  const ticket = (title = "") => {
    const found = tickets().find((one) => (title === "" ? one.tags[0] === KEY || !one.tags.includes(KEY) : one.title.endsWith(title)));
    if (found === undefined)
      throw new Error(
        `no ticket ${title} among ${tickets()
          .map((one) => one.title)
          .join(", ")}`,
      );
    return found;
  };
  const text = (title?: string) => String(ticket(title).formData["description"]);
  const put = async (id: string, changes: unknown) => {
    const headers = { authorization: `Bearer ${gleap.apiKey}`, project: gleap.projectId, "content-type": "application/json" };
    const answer = await fetch(`${gleap.url}/tickets/${id}`, { method: "PUT", headers, body: JSON.stringify(changes) });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const edit: ReleaseWorld["edit"] = (edited) => {
    const next = structuredClone(world.github.scenario);
    edited(next);
    world.github.load(next);
  };
  return {
    ...world,
    close: async () => {
      await world.close();
      if (gleap.violations.length > 0) throw new Error("a message was no internal note");
    },
    tickets,
    ticket,
    text,
    boxes: () =>
      text()
        .split("\n")
        .filter((line) => /^\s*- \[.\] /.test(line)),
    notes: (title) => gleap.messages(ticket(title).id).map(({ data }) => textOf(data.content).trimEnd()),
    change: (changes, title) => put(ticket(title).id, changes(ticket(title))),
    tick: (...items) => {
      const description = items.reduce((all, item) => all.replace(`- [ ] ${item}`, () => `- [x] ${item}`), text());
      return put(ticket().id, { description, formData: { ...ticket().formData, description } });
    },
    edit,
    attach: () => edit((scenario) => void (releaseOf(scenario).assets = [{ id: 1, name: "widget.tgz", size: 1 }])),
  };
}

/** What was written to Gleap. */
export function writes(ran: Ran): readonly string[] {
  return told(ran.gleap).filter((line) => !line.startsWith("GET "));
}

/** The repository's checklist, config and release, for `openRelease` and `edit`. */
export const withFile = (file: string) => (scenario: Scenario) => void (scenario.contents[FILE] = file);
export const withConfig = (config: string) => (scenario: Scenario) => void (scenario.contents[".github/gleap.yml"] = config);

/** The release that is being made. */
export function releaseOf(scenario: Scenario): Scenario["releases"][number] {
  const found = scenario.releases.find(({ tag_name }) => tag_name === "v1.10.0");
  if (found === undefined) throw new Error("no release");
  return found;
}
