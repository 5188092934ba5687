/** Issues: the list page by page, one of them, and the two marks that are left on one. https://docs.github.com/rest/issues */

import { fieldsOf, listOf } from "../payload.ts";
import { marksOf } from "./issue-marks.ts";
import { count, text } from "./shapes.ts";
import type { Answer } from "./types.ts";
import { bodyJson, type Connection, type Reply, type Wire } from "./wire.ts";

/** An issue, cut to what is used. Nothing of it is cleaned. */
export interface Issue {
  readonly number: number;
  readonly title: string;
  /** Markdown; empty where there is none. */
  readonly body: string;
  readonly state: "open" | "closed";
  /** `completed`, `not_planned`, `duplicate`, `reopened`, or whatever comes next. */
  readonly stateReason?: string;
  readonly url: string;
  /** Login; absent where the account is gone. */
  readonly author?: string;
  readonly labels: readonly string[];
  readonly milestone?: string;
  readonly assigned: boolean;
  /** Its conversation is locked: GitHub takes no comment. */
  readonly locked: boolean;
  readonly comments: number;
  readonly reactions: number;
  /** ISO times. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt?: string;
  /** It is a pull request, which GitHub lists among the issues. */
  readonly isPull: boolean;
}

/** What the link to the next page asks for. */
export type Cursor = Readonly<Record<string, string>>;

export interface IssuePage {
  /** Pull requests among them. */
  readonly issues: readonly Issue[];
  /** Absent on the last page. */
  readonly next?: Cursor;
}

/** An issue that is in another repository now; `url` is its page there, absent where this token may not see it. */
export interface Moved {
  readonly movedTo: { readonly url?: string };
}

/** What can be asked and left about issues. None of it throws for a refusal. */
export interface Issues {
  /** The issue in an event's payload; `undefined` where there is none. */
  readonly of: (value: unknown) => Issue | undefined;
  /** Issues of any state, oldest first, 100 at a time. */
  readonly page: (cursor?: Cursor) => Promise<Answer<IssuePage>>;
  /** Open issues, newest first, 100 at a time. */
  readonly newest: (cursor?: Cursor) => Promise<Answer<IssuePage>>;
  readonly one: (number: number) => Promise<Answer<Issue | Moved>>;
  /** Puts a label on; one that is there already stays. A label that the repository has not got is made. */
  readonly addLabel: (number: number, label: string) => Promise<Answer<true>>;
  /** Comments, unless a comment that was written since (ISO time) holds the marker; `false`: one did. */
  readonly comment: (number: number, body: string, known: { readonly marker: string; readonly since: string }) => Promise<Answer<boolean>>;
}

const PAGE = 100;
const READ = "issues: read";

/** Issues of one wire. */
export function issuesOf(wire: Wire, connection: Connection): Issues {
  return {
    of: issueOf,
    page: (cursor) => readPage(wire, { state: "all", direction: "asc" }, cursor),
    newest: (cursor) => readPage(wire, { state: "open", direction: "desc" }, cursor),
    one: (number) => readOne(wire, connection, number),
    ...marksOf(wire, connection),
  };
}

function readPage(wire: Wire, { state, direction }: Cursor, cursor: Cursor = { page: "1" }): Promise<Answer<IssuePage>> {
  return wire.ask({
    path: "/issues",
    query: { state, sort: "created", direction, per_page: PAGE, ...cursor },
    what: "the issues",
    permission: READ,
    take: (reply) => takePage(reply, cursor),
  });
}

/**
 * The next page is asked for as GitHub's link says: of long lists it goes on by `after`, and refuses numbers of pages from 100 on
 * (https://github.com/google/go-github/issues/3565). Only these two words are taken from the link. A full page without any link is not believed to be the last.
 */
async function takePage(reply: Reply, cursor: Cursor): Promise<IssuePage | undefined> {
  const data = await bodyJson(reply);
  const issues = listOf(data, issueOf);
  if (issues === undefined) return undefined;
  const { link } = reply.headers;
  const { page } = cursor;
  const isFull = Array.isArray(data) && data.length >= PAGE;
  const unnamed = isFull && page !== undefined ? { page: String(Number(page) + 1) } : undefined;
  const next = link === undefined ? unnamed : nextIn(link);
  return { issues, ...(next === undefined ? {} : { next }) };
}

/** https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
function nextIn(link: string): Cursor | undefined {
  const address = /<([^<>]{1,4000})>\s*;\s*rel="next"/.exec(link)?.[1];
  const query = address === undefined ? undefined : URL.parse(address)?.searchParams;
  const words = ["page", "after"].flatMap((name) => {
    const value = query?.get(name);
    return value ? [[name, value] as const] : [];
  });
  return words.length === 0 ? undefined : Object.fromEntries(words);
}

/** GitHub answers 301 for an issue that was transferred, to an address of its API. It is followed only to learn the new page, and the token goes to that API alone. */
async function readOne(wire: Wire, { apiUrl }: Connection, number: number): Promise<Answer<Issue | Moved>> {
  const question = { path: `/issues/${number}`, what: `issue #${number}`, permission: READ };
  const answer = await wire.ask({
    ...question,
    redirect: "manual",
    take: async (reply): Promise<Issue | { readonly location: string } | undefined> => {
      const data = await bodyJson(reply).catch(() => undefined);
      return reply.status >= 300 ? { location: reply.headers.location ?? "" } : issueOf(data);
    },
  });
  if (!answer.ok) return answer;
  const { value } = answer;
  if ("number" in value) return { ok: true, value };
  const target = URL.parse(value.location, apiUrl);
  if (target?.origin !== new URL(apiUrl).origin) return { ok: true, value: { movedTo: {} } };
  const there = await wire.ask({ ...question, take: async (reply) => issueOf(await bodyJson(reply)) });
  return { ok: true, value: { movedTo: there.ok ? { url: there.value.url } : {} } };
}

/** The REST API and the payloads of events have the same. */
function issueOf(value: unknown): Issue | undefined {
  const issue = fieldsOf(value);
  const number = count(issue?.["number"]);
  const state = issue?.["state"];
  if (issue === undefined || number === undefined || (state !== "open" && state !== "closed")) return undefined;
  const assignees = issue["assignees"];
  return {
    number,
    title: text(issue["title"]) ?? "",
    body: text(issue["body"]) ?? "",
    state,
    ...named("stateReason", issue["state_reason"]),
    url: text(issue["html_url"]) ?? "",
    ...named("author", fieldsOf(issue["user"])?.["login"]),
    labels: listOf(issue["labels"], labelOf) ?? [],
    ...named("milestone", fieldsOf(issue["milestone"])?.["title"]),
    assigned: Array.isArray(assignees) ? assignees.length > 0 : fieldsOf(issue["assignee"]) !== undefined,
    locked: issue["locked"] === true,
    comments: count(issue["comments"]) ?? 0,
    reactions: count(fieldsOf(issue["reactions"])?.["total_count"]) ?? 0,
    createdAt: text(issue["created_at"]) ?? "",
    updatedAt: text(issue["updated_at"]) ?? "",
    ...named("closedAt", issue["closed_at"]),
    isPull: fieldsOf(issue["pull_request"]) !== undefined,
  };
}

function labelOf(value: unknown): string | undefined {
  return text(value) ?? text(fieldsOf(value)?.["name"]);
}

/** A text that is not empty, by its name. */
function named<K extends string>(key: K, value: unknown): { readonly [name in K]?: string } {
  const found = text(value);
  return (found ? { [key]: found } : {}) as { readonly [name in K]?: string };
}
