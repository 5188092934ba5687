import type { Deadline, Deps } from "../deps.ts";
import { TicketError } from "../errors.ts";
import { errorOf } from "./refusal.ts";
import type { Breakage, Call, Exchange } from "./request.ts";

/** `wait`: send again when Gleap says so. `again`: send again. `look`: find out whether the write arrived, send again if not. `stop`: it is an error. */
type Step = "wait" | "again" | "look" | "stop";

interface Row {
  readonly on: readonly (number | "5xx" | "unreadable" | Breakage)[];
  readonly read: Step;
  readonly write: Step;
  readonly why: string;
}

/** What to do about an exchange that did not end well. The first row that has it counts; what no row has stops. */
export const POLICY: readonly Row[] = [
  { on: [429], read: "wait", write: "wait", why: "Turned away before anything was done; it says itself when to come back." },
  { on: ["dns", "refused", "proxy-gone"], read: "again", write: "again", why: "Nothing reached Gleap, so nothing can be doubled." },
  { on: [408, "timeout", "reset"], read: "again", write: "look", why: "The request may have been carried out although no answer came." },
  { on: [409], read: "again", write: "look", why: "Gleap's database ran out of time (MaxTimeMSExpired); it may have written before." },
  { on: ["5xx"], read: "again", write: "look", why: "A proxy may give up on a request that the server behind it completes." },
  { on: ["unreadable"], read: "again", write: "look", why: "A truncated answer, or a page of something between us and Gleap." },
  {
    on: ["tls", "proxy-login", "proxy-refused", "size", "deadline"],
    read: "stop",
    write: "stop",
    why: "The same again would end the same.",
  },
];

const MAX_TRIES = 3;
const LEAST_WAIT_MS = 250;
const FIRST_WAIT_MS = 1_000;
/** Tries are few, so they are spread further than waits for a limit: a blip of some seconds is common when a service is deployed. */
const SPREAD = 3;
const LONGEST_WAIT_MS = 30_000;

/** What the retry loop needs of its surroundings. */
export interface Road {
  readonly exchange: (call: Call) => Promise<Exchange>;
  readonly deps: Deps;
  readonly deadline: Deadline;
  readonly secrets: readonly string[];
}

/** An answer with a status from 200 to 299. */
export type Answer = Exchange & { readonly kind: "answer" };

/** A write is either answered or found to have arrived. `answer` of a bodiless 2xx has `json: undefined`. */
export type Written<T> = { readonly kind: "answered"; readonly answer: Answer } | { readonly kind: "found"; readonly found: T };

/** Sends a GET until it is answered with JSON. Throws `TicketError` when that is not to be had within three tries and the deadline. */
export async function read(road: Road, call: Call, purpose: string): Promise<Answer> {
  const result = await persist<never>(road, call, purpose, "read", () => Promise.resolve(undefined));
  return result.kind === "answered" ? result.answer : result.found;
}

/**
 * Sends a POST or PUT. When it stays unclear whether it arrived, `look` is asked first (it answers what it found, or `undefined`), and only then it is
 * sent again. Throws `TicketError`; where the look-up fails as well the error says that the outcome is not known, and nothing is sent again.
 */
export function write<T>(road: Road, call: Call, purpose: string, look: () => Promise<T | undefined>): Promise<Written<T>> {
  return persist(road, call, purpose, "write", look);
}

async function persist<T>(
  road: Road,
  call: Call,
  purpose: string,
  kind: "read" | "write",
  look: () => Promise<T | undefined>,
): Promise<Written<T>> {
  const most = call.patience?.tries ?? MAX_TRIES;
  for (let tries = 1, waits = 0; ; ) {
    const exchange = await road.exchange(call);
    if (exchange.kind === "answer" && isUsable(exchange, kind)) return { kind: "answered", answer: exchange };
    const step = stepFor(exchange, kind);
    const failure = errorOf(exchange, purpose, road.secrets);
    if (step === "stop" || (step === "again" && tries >= most)) throw failure;
    const asked = step === "wait" ? retryAfter(exchange, road.deps.now()) : undefined;
    if (!(await pause(road, asked ?? backoff(step === "wait" ? 2 ** waits : SPREAD ** tries, road.deps.random())))) throw failure;
    if (step === "look") {
      const found = await lookAfter(failure, look);
      if (found !== undefined) return { kind: "found", found };
      if (tries >= most) throw failure;
    }
    if (step === "wait") waits += 1;
    else tries += 1;
  }
}

/** A write may be answered with nothing at all: Gleap documents the status, not the body. */
function isUsable(answer: Answer, kind: "read" | "write"): boolean {
  return answer.status >= 200 && answer.status < 300 && (answer.json !== undefined || (kind === "write" && answer.text === ""));
}

function stepFor(exchange: Exchange, kind: "read" | "write"): Step {
  const mark = markOf(exchange);
  return POLICY.find(({ on }) => on.includes(mark))?.[kind] ?? "stop";
}

function markOf(exchange: Exchange): Row["on"][number] {
  if (exchange.kind === "broken") return exchange.how;
  if (exchange.status >= 500) return "5xx";
  return exchange.status >= 200 && exchange.status < 300 ? "unreadable" : exchange.status;
}

async function lookAfter<T>(failure: TicketError, look: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await look();
  } catch (cause) {
    const message = `${failure.message} Looking it up failed as well, so whether it arrived is not known.`;
    throw new TicketError(failure.code, message, "Look into Gleap, then run it again: what is there will be found and not doubled.", {
      cause,
    });
  }
}

async function pause(road: Road, ms: number): Promise<boolean> {
  if (road.deps.now() + ms >= road.deadline.at) return false;
  await road.deps.sleep(ms);
  return true;
}

/** Exponential with full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), but never at once. */
function backoff(factor: number, random: number): number {
  return Math.max(LEAST_WAIT_MS, random * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * factor));
}

/** Milliseconds of a `Retry-After` header, given as seconds or as a date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after); only what lies ahead counts. */
function retryAfter(exchange: Exchange, now: number): number | undefined {
  const header = exchange.kind === "answer" ? exchange.headers["retry-after"]?.trim() : undefined;
  if (header === undefined || header === "") return undefined;
  const ms = /^\d+(?:\.\d+)?$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return ms > 0 ? ms : undefined;
}
