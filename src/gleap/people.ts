import { TicketError } from "../errors.ts";
import { idOf, readPage } from "./codec.ts";
import type { Gleap } from "./connect.ts";
import { asFields, asText, cut } from "./json.ts";

/** Who a rule wants a ticket to go to: `assignee` an e-mail address or id, `team` a name or id. */
export interface Wanted {
  readonly assignee?: string;
  readonly team?: string;
}

/** Who gets the ticket is worth a moment, not the ticket. */
const PATIENCE = { tries: 1, ms: 5_000 };

/** The fields for the ticket, and a sentence for each that could not be found. */
export interface Resolved {
  readonly fields: { readonly processingUser?: string; readonly processingTeam?: string };
  readonly warnings: readonly string[];
}

interface Entry {
  readonly id: string;
  readonly names: readonly string[];
}

interface Kind {
  readonly word: string;
  readonly path: string;
  readonly list: string;
  readonly purpose: string;
  readonly names: readonly string[];
}

const USERS: Kind = {
  word: "assignee",
  path: "/projects/users",
  list: "users",
  purpose: "read the users of the project",
  names: ["email"],
};
const TEAMS: Kind = { word: "team", path: "/teams", list: "teams", purpose: "read the teams of the project", names: ["name"] };

/**
 * A look-up of assignees and teams against Gleap. Each list is read once, and only when it is needed. It never throws: someone unknown, or a list that is
 * refused, is a warning, and the ticket goes without.
 */
export function createDirectory(gleap: Gleap): (wanted: Wanted) => Promise<Resolved> {
  const lists = new Map<Kind, Promise<readonly Entry[] | string>>();
  const listOf = (kind: Kind) => {
    const list = lists.get(kind) ?? readEntries(gleap, kind);
    lists.set(kind, list);
    return list;
  };
  return async ({ assignee, team }) => {
    const user = assignee === undefined ? {} : match(await listOf(USERS), USERS, assignee);
    const group = team === undefined ? {} : match(await listOf(TEAMS), TEAMS, team);
    return {
      fields: {
        ...(user.id === undefined ? {} : { processingUser: user.id }),
        ...(group.id === undefined ? {} : { processingTeam: group.id }),
      },
      warnings: [user.warning, group.warning].filter((warning) => warning !== undefined),
    };
  };
}

/** The entries, or the sentences that say why there are none. */
async function readEntries(gleap: Gleap, kind: Kind): Promise<readonly Entry[] | string> {
  try {
    const { json } = await gleap.read(kind.path, kind.purpose, PATIENCE);
    return (readPage(json, kind.list)?.items ?? []).flatMap((item) => entryOf(item, kind));
  } catch (error) {
    return error instanceof TicketError ? `${error.message} ${error.next}` : String(error);
  }
}

function entryOf(item: unknown, kind: Kind): Entry[] {
  const fields = asFields(asFields(item)?.["user"]) ?? asFields(item);
  const id = idOf(fields);
  if (fields === undefined || id === undefined) return [];
  return [{ id, names: kind.names.map((name) => asText(fields[name])?.trim()).filter((name) => name !== undefined) }];
}

function match(list: readonly Entry[] | string, kind: Kind, wanted: string): { readonly id?: string; readonly warning?: string } {
  const shown = cut(wanted, 80);
  if (typeof list === "string") {
    return { warning: `The ${kind.word} “${shown}” could not be looked up, so the ticket goes without: ${list}` };
  }
  const name = wanted.trim();
  const exact = list.find((entry) => entry.id === name || entry.names.includes(name));
  const found = exact ?? list.find((entry) => entry.names.some((one) => one.toLowerCase() === name.toLowerCase()));
  return found === undefined
    ? { warning: `Gleap knows no ${kind.word} “${shown}” in this project, so the ticket goes without.` }
    : { id: found.id };
}
