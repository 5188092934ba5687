/** One GET to the GitHub API: headers, time, tries, and the reading of refusals. The only place that loads `@actions/github`. */

import type { Deadline, Deps } from "../deps.ts";
import { hindranceOf, mayCarryCredentials } from "../network.ts";
import { type Failure, judge } from "./refusal.ts";
import { fieldsOf } from "./shapes.ts";
import type { Answer, Question } from "./types.ts";

/** How to reach GitHub. */
export interface Connection {
  /** May be empty: then every read is refused without a request. */
  readonly token: string;
  /** `GITHUB_API_URL`, without a slash at the end. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The event's payload says that the repository is public, so a 404 means that the thing is not there. */
  readonly publicRepository?: boolean;
  readonly userAgent: string;
  readonly deps: Deps;
  readonly deadline: Deadline;
}

/** A successful answer whose body is not read yet. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: AsyncIterable<Uint8Array> | undefined;
}

/** A question whose answer is read by a function of its own; one that throws or gives `undefined` makes the answer unusable. */
export interface Raw<T> extends Omit<Question<T>, "shape"> {
  readonly accept?: string;
  /** `manual`: a redirect that leaves the API is an answer. Within the API each is followed, as for a repository that was renamed. */
  readonly redirect?: "manual";
  /** The answer is a stream that may take until the deadline. */
  readonly slow?: boolean;
  readonly take: (reply: Reply) => Promise<T | undefined>;
}

/** The wire to one repository. */
export interface Wire {
  readonly ask: <T>(question: Raw<T>) => Promise<Answer<T>>;
  /** Requests sent so far. */
  readonly count: () => number;
  /** Whether a read that needs this permission has succeeded. */
  readonly hasRead: (permission: string) => boolean;
  /** Milliseconds to the deadline. */
  readonly left: () => number;
}

const TRIES = 3;

const MOST_REDIRECTS = 3;

/** A single answer that takes longer is given up, and asked for again while there is time. */
const ANSWER_MS = 20_000;

const UNSAFE = "GitHub is not asked: GITHUB_API_URL is no https address, and over plain http the token could be read on its way.";

/** A repository's own address, by its name or its number: where GitHub redirects to when it was renamed. What lies beside it is no part of the API. */
function isOfApi(target: URL, apiUrl: string): boolean {
  return ["repos", "repositories"].some((part) => target.href.startsWith(`${new URL(apiUrl).href.replace(/\/$/, "")}/${part}/`));
}

/** octokit logs deprecations to the console by itself; a server's header has no business in our log. */
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The whole body as text; throws when it breaks off. */
export async function bodyText(reply: Reply): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of reply.body ?? []) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

function failureOf(error: unknown): Failure {
  const response = fieldsOf(fieldsOf(error)?.response);
  const message = error instanceof Error ? error.message : "no answer";
  if (response === undefined || typeof response.status !== "number") {
    const hindrance = hindranceOf(error);
    return { status: 0, headers: {}, message, ...(hindrance === undefined ? {} : { hindrance }) };
  }
  const said = fieldsOf(response.data)?.message;
  return {
    status: response.status,
    headers: (fieldsOf(response.headers) ?? {}) as Failure["headers"],
    message: typeof said === "string" ? said : "",
  };
}

function queryOf(query: Question<unknown>["query"]): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? "" : `?${search.toString()}`;
}

/** Opens the wire; nothing is loaded or sent before the first question. */
export function openWire(connection: Connection): Wire {
  const { deps, deadline, token } = connection;
  const proof = new Set<string>();
  let sent = 0;
  let octokit: ReturnType<typeof load> | undefined;
  // What keeps one request from GitHub keeps all of them: a certificate or a proxy to the end, a limit until it is over. Who goes on asking then may be
  // shut out: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
  let closed: { readonly failure: Failure; readonly until: number } | undefined;

  async function load() {
    // Loaded on demand: a run that needs nothing of GitHub does not pay for octokit at start-up.
    const { getOctokit } = await import("@actions/github");
    return getOctokit(token, { baseUrl: connection.apiUrl, userAgent: connection.userAgent });
  }

  const home = URL.parse(connection.apiUrl);
  const left = () => deadline.at - deps.now();
  const proven = (permission: string | undefined) =>
    connection.publicRepository === true || permission === undefined || proof.has(permission);

  async function fetchOnce(url: string, question: Raw<unknown>): Promise<Reply> {
    octokit ??= load();
    const { request } = await octokit;
    sent += 1;
    const answer = await request({
      method: "GET",
      url,
      headers: { accept: question.accept ?? "application/vnd.github+json", "x-github-api-version": "2022-11-28" },
      request: {
        signal: AbortSignal.timeout(Math.max(1, Math.round(question.slow === true ? left() : Math.min(left(), ANSWER_MS)))),
        redirect: "manual",
        parseSuccessResponseBody: false,
        log: quiet,
      },
    });
    const { status, headers, data } = answer as { status: number; headers: Reply["headers"]; data: unknown };
    return { status, headers, body: typeof data === "object" && data !== null ? (data as AsyncIterable<Uint8Array>) : undefined };
  }

  async function send<T>(question: Raw<T>): Promise<{ readonly value: T } | { readonly failure: Failure }> {
    const nothing = { status: 0, headers: {} } as const;
    let url = `${connection.apiUrl}/repos/${connection.repository}${question.path}${queryOf(question.query)}`;
    try {
      for (let hops = 0; ; hops += 1) {
        const reply = await fetchOnce(url, question);
        const target = reply.status < 300 ? null : URL.parse(reply.headers.location ?? "", url);
        const within = target !== null && hops < MOST_REDIRECTS && isOfApi(target, connection.apiUrl);
        if (reply.status < 300 || (question.redirect === "manual" && !within)) {
          const value = await question.take(reply);
          return value === undefined ? { failure: { ...nothing, message: "the answer is not what GitHub sends" } } : { value };
        }
        await bodyText(reply);
        if (!within) return { failure: { ...nothing, message: target?.origin ?? "no address", hindrance: "redirect" } };
        // Braces would be read as a template of an address.
        url = target.href.replaceAll("{", "%7B").replaceAll("}", "%7D");
      }
    } catch (error) {
      return { failure: failureOf(error) };
    }
  }

  async function ask<T>(question: Raw<T>): Promise<Answer<T>> {
    if (home === null || !mayCarryCredentials(home)) return { ok: false, why: "unavailable", detail: UNSAFE };
    if (token === "")
      return { ok: false, why: "forbidden", detail: `There is no token to read ${question.what} with; set the input \`github-token\`.` };
    for (let tries = 0; ; tries += 1) {
      if (left() <= 0) return { ok: false, why: "unavailable", detail: `No time was left to read ${question.what}.` };
      const result = closed !== undefined && deps.now() < closed.until ? closed : await send(question);
      if ("value" in result) {
        if (question.permission !== undefined) proof.add(question.permission);
        return { ok: true, value: result.value };
      }
      const { what, permission } = question;
      const verdict = judge(result.failure, {
        what,
        permission,
        proven: proven(permission),
        tries,
        now: deps.now(),
        random: deps.random(),
      });
      const { hindrance } = result.failure;
      if (hindrance !== undefined && hindrance !== "redirect") closed = { ...result, until: Number.POSITIVE_INFINITY };
      if (verdict.rest !== undefined && result !== closed) closed = { ...result, until: deps.now() + verdict.rest };
      if (verdict.wait === undefined || tries + 1 >= TRIES || verdict.wait >= left()) return verdict.refused;
      await deps.sleep(verdict.wait);
    }
  }

  return { ask, count: () => sent, hasRead: (permission) => proof.has(permission), left };
}
