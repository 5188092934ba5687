import type { IncomingMessage } from "node:http";
import { isNativeError } from "node:util/types";
import { HttpClient } from "@actions/http-client";
import type { Deadline, Deps } from "../deps.ts";
import { type Hindrance, hindranceOf } from "../network.ts";
import { type Fields, parseJson } from "./json.ts";
import { createPacer } from "./pacing.ts";

/** One request, as the plan shows it and the wire sends it. `path` starts with `/` and is relative to the API's URL. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly body?: Fields;
  /** For what the ticket must not wait for long: how many tries, and how many milliseconds each. */
  readonly patience?: { readonly tries: number; readonly ms: number };
}

/** How a request can end without an answer. `deadline`: the step's own time is over; `timeout`: Gleap took too long for this one request. */
export type Breakage = "dns" | "refused" | "reset" | "timeout" | "deadline" | "size" | Hindrance;

/** What came of one request on the wire. `json` is `undefined` when the text is not JSON; `text` is trimmed. */
export type Exchange =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: IncomingMessage["headers"];
      readonly text: string;
      readonly json: unknown;
    }
  | { readonly kind: "broken"; readonly how: Breakage; readonly cause: Error };

export interface WireOptions {
  /** `https://api.gleap.io/v3`, without a slash at the end. */
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly projectId: string;
  /** `gleap-ticket/<version>`. */
  readonly userAgent: string;
  readonly deps: Deps;
  readonly deadline: Deadline;
}

export interface Wire {
  /** Sends one request and waits for the whole answer. It never sends twice, and throws only when the body is no JSON. */
  readonly exchange: (call: Call) => Promise<Exchange>;
  /** How many requests went out. */
  readonly sent: () => number;
  readonly close: () => void;
}

/** A page of 100 tickets is slow at Gleap but ends well below this; three tries must fit into the shortest usual step. */
const REQUEST_TIMEOUT_MS = 20_000;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Opens the connection to Gleap: `@actions/http-client` (proxies honoured, cheaper to start than `fetch`), connections kept alive, paced, each request
 * ended by its own timeout or the step's deadline, whichever comes first. Redirects are answers here: they are not followed, as the key would go along.
 */
export function openWire(options: WireOptions): Wire {
  const { deps, deadline } = options;
  // The library has no way to pass a signal; its handler sees the options of each request before it is sent, in the same tick as the call.
  let signal: AbortSignal | undefined;
  const handler = {
    prepareRequest: (request: object) => void Object.assign(request, { signal }),
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error("no authentication handler")),
  };
  const client = new HttpClient(options.userAgent, [handler], { keepAlive: true, allowRedirects: false, allowRetries: false });
  client.userAgent = options.userAgent;
  const pace = createPacer(deps, deadline);
  let sent = 0;

  const exchange = async (call: Call): Promise<Exchange> => {
    const body = call.body === undefined ? null : JSON.stringify(call.body);
    if (!(await pace())) return { kind: "broken", how: "deadline", cause: new Error("the step's time is over") };
    const left = deadline.at - deps.now();
    const stop = new AbortController();
    const patience = call.patience?.ms ?? REQUEST_TIMEOUT_MS;
    const watch = startWatch(Math.min(left, patience), stop);
    try {
      sent += 1;
      signal = stop.signal;
      const sending = client.request(call.method, options.apiUrl + call.path, body, headersOf(options, body !== null));
      return await Promise.race([sending.then(({ message }) => receive(message)), watch.over]);
    } catch (error) {
      const cause = isNativeError(error) ? error : new Error(String(error));
      const how = watch.rang() ? (left <= patience ? "deadline" : "timeout") : breakageOf(cause);
      return { kind: "broken", how, cause };
    } finally {
      watch.end();
    }
  };
  return { exchange, sent: () => sent, close: () => client.dispose() };
}

function headersOf(options: WireOptions, hasBody: boolean): Record<string, string> {
  return {
    Authorization: `Bearer ${options.apiKey}`,
    Project: options.projectId,
    Accept: "application/json",
    ...(hasBody ? { "Content-Type": "application/json" } : {}),
  };
}

/** Ends a request for good: the signal frees the socket, and the race ends even where a proxy's tunnel has no socket to destroy yet. */
function startWatch(ms: number, stop: AbortController) {
  let rang = false;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      rang = true;
      reject(new Error(`no complete answer within ${Math.round(ms)} ms`));
      stop.abort();
    }, ms);
  });
  over.catch(() => {});
  return { over, rang: () => rang, end: () => clearTimeout(timer) };
}

async function receive(message: IncomingMessage): Promise<Exchange> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) {
      message.destroy();
      return { kind: "broken", how: "size", cause: new Error(`the answer is larger than ${MAX_ANSWER_BYTES} bytes`) };
    }
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8").trim();
  return { kind: "answer", status: message.statusCode ?? 0, headers: message.headers, text, json: parseJson(text) };
}

/** Names follow https://nodejs.org/api/errors.html#common-system-errors. */
function breakageOf(error: Error): Breakage {
  const first = firstOf(error);
  const { code = "", syscall = "" } = first as NodeJS.ErrnoException;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || syscall === "getaddrinfo") return "dns";
  if (code === "ECONNREFUSED" || (syscall === "connect" && /^E(?:HOST|NET)UNREACH$/.test(code))) return "refused";
  if (code === "ETIMEDOUT") return "timeout";
  return hindranceOf(first) ?? "reset";
}

/** A host with several addresses fails with one error for each (https://nodejs.org/api/net.html#netsetdefaultautoselectfamilyvalue). */
function firstOf(error: Error): Error {
  const first: unknown = "errors" in error && Array.isArray(error.errors) ? error.errors[0] : undefined;
  return isNativeError(first) ? first : error;
}
