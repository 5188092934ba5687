/** One request to the GitHub API: headers, time, tries, and the reading of refusals. */

import type { Deadline, Deps } from "../deps.ts";
import { hindranceOf, mayCarryCredentials } from "../network.ts";
import { headersOf, openExchange, saidIn, unless } from "./exchange.ts";
import { type Failure, judge } from "./refusal.ts";
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
  /** `manual`: a redirect is an answer; `storage`: one to a place that is no part of the API is. Others are followed within the origin of the API. */
  readonly redirect?: "manual" | "storage";
  /** The answer is a stream that may take until the deadline. */
  readonly slow?: boolean;
  /** Makes it a write: a POST with this as JSON. Never sent on by a redirect. */
  readonly body?: unknown;
  /** A write that does more when it is sent twice: it is sent again only where it is certain that nothing was done. */
  readonly once?: boolean;
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
  /** From now on there is time until then. */
  readonly extend: (deadline: Deadline) => void;
}

const TRIES = 3;

/** A single answer that takes longer is given up, and asked for again while there is time. */
const ANSWER_MS = 20_000;

const MOST_REDIRECTS = 3;

const UNSAFE = "GitHub is not asked: GITHUB_API_URL is no https address, and over plain http the token could be read on its way.";

/** A repository's own address, by its name or its number: where GitHub redirects to when it was renamed. What lies beside it is no part of the API. */
function isOfApi(target: URL | null, apiUrl: string): boolean {
  return ["repos", "repositories"].some((part) => target?.href.startsWith(`${new URL(apiUrl).href.replace(/\/$/, "")}/${part}/`));
}

/** The whole body as text; throws when it breaks off. */
export async function bodyText(reply: Reply): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of reply.body ?? []) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

/** The whole body as JSON; throws when it is none. */
export async function bodyJson(reply: Reply): Promise<unknown> {
  return JSON.parse(await bodyText(reply));
}

function queryOf(query: Question<unknown>["query"]): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? "" : `?${search.toString()}`;
}

/** Opens the wire; nothing is sent before the first question. */
export function openWire(connection: Connection): Wire {
  const { deps, token } = connection;
  let { deadline } = connection;
  const proof = new Set<string>();
  let sent = 0;
  const exchange = openExchange(connection);

  // What keeps one request from GitHub keeps all of them: a certificate or a proxy to the end, a limit until it is over. Who goes on asking then may be
  // shut out: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
  let closed: { readonly failure: Failure; readonly until: number } | undefined;

  const home = URL.parse(connection.apiUrl);
  const left = () => deadline.at - deps.now();
  const proven = (permission: string | undefined) =>
    connection.publicRepository === true || permission === undefined || proof.has(permission);

  async function send<T>(question: Raw<T>): Promise<{ readonly value: T } | { readonly failure: Failure }> {
    const nothing = { status: 0, headers: {} } as const;
    const patience = question.slow === true ? left() : Math.min(left(), ANSWER_MS);
    const signal = AbortSignal.timeout(Math.max(1, Math.round(patience)));
    let url = `${connection.apiUrl}/repos/${connection.repository}${question.path}${queryOf(question.query)}`;
    try {
      for (let hops = 0; ; hops += 1) {
        sent += 1;
        const message = await unless(signal, exchange(url, question, signal));
        const [status, headers] = [message.statusCode ?? 0, headersOf(message)];
        // Whatever stands between could quote the request.
        if (status >= 400)
          return { failure: { status, headers, message: (await unless(signal, saidIn(message))).replaceAll(token, "***") } };
        const target = headers["location"] ? URL.parse(headers["location"], url) : null;
        const leaves = question.redirect === "manual" || (question.redirect === "storage" && !isOfApi(target, connection.apiUrl));
        if (leaves || status < 300) {
          const value = await unless(signal, question.take({ status, headers, body: message as AsyncIterable<Uint8Array> }));
          return value === undefined ? { failure: { ...nothing, message: "the answer is not what GitHub sends" } } : { value };
        }
        message.resume();
        if (question.body !== undefined)
          return { failure: { status, headers: {}, message: "it was sent on to another address, and a write is not" } };
        // On a server of one origin other pages than its API may be anybody's.
        if (target === null || !isOfApi(target, connection.apiUrl) || hops === MOST_REDIRECTS)
          return {
            failure: { ...nothing, message: target === null ? "no address" : `${target.origin}${target.pathname}`, hindrance: "redirect" },
          };
        url = target.href;
      }
    } catch (error) {
      const hindrance = hindranceOf(error);
      const failure = { ...nothing, message: error instanceof Error ? error.message : "no answer" };
      return { failure: hindrance === undefined ? failure : { ...failure, hindrance } };
    }
  }

  async function ask<T>(question: Raw<T>): Promise<Answer<T>> {
    if (home === null || !mayCarryCredentials(home)) return { ok: false, why: "unavailable", detail: UNSAFE };
    const deed = question.body === undefined ? "read" : "write";
    if (token === "")
      return {
        ok: false,
        why: "forbidden",
        detail: `There is no token to ${deed} ${question.what} with; set the input \`github-token\`.`,
      };
    for (let tries = 0; ; tries += 1) {
      if (left() <= 0) return { ok: false, why: "unavailable", detail: `No time was left to ${deed} ${question.what}.` };
      const result = closed !== undefined && deps.now() < closed.until ? closed : await send(question);
      if ("value" in result) {
        if (question.permission !== undefined) proof.add(question.permission);
        return { ok: true, value: result.value };
      }
      const { what, permission } = question;
      const verdict = judge(result.failure, {
        deed,
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
      const unclear = question.once === true && verdict.refused.why !== "limited";
      if (unclear || verdict.wait === undefined || tries + 1 >= TRIES || verdict.wait >= left()) return verdict.refused;
      await deps.sleep(verdict.wait);
    }
  }

  const extend = (later: Deadline) => {
    deadline = later;
  };
  return { ask, count: () => sent, hasRead: (permission) => proof.has(permission), left, extend };
}
