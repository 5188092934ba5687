/** What to do when GitHub does not answer with what was asked for. Pure: a failure goes in, words and a waiting time come out. */

import type { Hindrance } from "../network.ts";
import type { Refused } from "./types.ts";

/** How a request failed. */
export interface Failure {
  /** HTTP status; 0 when there was no usable answer (network, time, a body that is not what GitHub sends). */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** What the server or the network said; hostile. */
  readonly message: string;
  /** What kept the request from the server; then there is no status. */
  readonly hindrance?: Hindrance | "redirect";
}

/** What is known beside the failure itself. */
export interface Circumstances {
  readonly deed: "read" | "write";
  readonly what: string;
  readonly permission: string | undefined;
  /** A request that needs the same permission succeeded before, or the repository is public. */
  readonly proven: boolean;
  /** Zero for the first try. */
  readonly tries: number;
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
}

/** The words for the reader, and how many milliseconds to wait before asking again; no `wait` means that asking again is no use. */
export interface Judgement {
  readonly refused: Refused;
  readonly wait?: number;
  /** A limit that is not waited for: milliseconds for which nothing at all should be asked. */
  readonly rest?: number;
}

/** A rate limit that lasts longer is not waited for: the ticket goes out with what is known. */
const SHORT_WAIT_MS = 10_000;

/** Without any word from the server a secondary limit lasts a minute: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const SECONDARY_LIMIT_MS = 60_000;

/** A stranger's sentence, fit for a log line: one line, no control or bidirectional characters, 200 characters. */
export function saying(message: string): string {
  const clean = message
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/ +/g, " ")
    .trim();
  return clean.length > 200 ? `${clean.slice(0, 199).toWellFormed()}…` : clean;
}

const HINDRANCES: Readonly<Record<NonNullable<Failure["hindrance"]>, readonly [what: string, next: string]>> = {
  tls: [
    "its certificate is not trusted here",
    "set NODE_EXTRA_CA_CERTS to the file of the CA certificate of the company or of its proxy for the step",
  ],
  "proxy-login": ["the proxy wants a user name and a password, or others than it got", "check HTTPS_PROXY of this runner"],
  "proxy-refused": ["the proxy did not open the way to it", "have the proxy of HTTPS_PROXY allow GitHub's hosts, or name them in NO_PROXY"],
  "proxy-gone": ["the proxy could not be reached, or does not reach it", "check HTTPS_PROXY and NO_PROXY of this runner"],
  redirect: [
    "its API redirects out of itself or round in circles, and the token is not sent on",
    "check what stands between this runner and GitHub",
  ],
};

/** What keeps every request from its server is said once and not of each thing that could not be read. `who`: GitHub, or its log storage. */
export function hinderedDetail(hindrance: NonNullable<Failure["hindrance"]>, message: string, who = "GitHub"): string {
  const [what, next] = HINDRANCES[hindrance];
  return `${who} cannot be asked from here: ${what} (${saying(message)}); ${next}.`;
}

/** Milliseconds that `retry-after` (seconds or date) or a spent rate limit asks for; `undefined` when neither is there. */
function askedPause(failure: Failure, now: number): number | undefined {
  const after = failure.headers["retry-after"];
  if (after !== undefined) {
    const ms = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now;
    if (!Number.isNaN(ms)) return Math.max(ms, 0);
  }
  if (failure.headers["x-ratelimit-remaining"] !== "0") return undefined;
  const reset = Number(failure.headers["x-ratelimit-reset"]) * 1000 - now;
  return Number.isNaN(reset) ? SECONDARY_LIMIT_MS : Math.max(reset, 0);
}

function limited(failure: Failure, about: Circumstances): Judgement | undefined {
  const pause = askedPause(failure, about.now);
  const secondary = /secondary rate limit|abuse detection/i.test(failure.message);
  if (failure.status !== 429 && !(failure.status === 403 && (pause !== undefined || secondary))) return undefined;
  const wait = pause ?? SECONDARY_LIMIT_MS;
  const detail = `GitHub's rate limit kept us from ${about.deed === "read" ? "reading" : "writing"} ${about.what} (${failure.status}, free again in ${Math.ceil(wait / 1000)} s).`;
  const refused: Refused = { ok: false, why: "limited", detail };
  return wait <= SHORT_WAIT_MS ? { refused, wait } : { refused, rest: wait };
}

/** For a reader who never saw the API: the step may not do it, and what is missing. A 403 for another reason says that reason too. */
function forbidden({ status }: Failure, { deed, what, permission }: Circumstances, said: string): Judgement {
  if (permission === undefined) {
    return {
      refused: { ok: false, why: "forbidden", detail: `GitHub refused to ${deed} ${what} (${status}${said === "" ? "" : `: ${said}`}).` },
    };
  }
  const missing = `\`${permission}\` is missing`;
  const other = said === "" || /^Resource not accessible by/i.test(said) ? missing : `${missing}, or: ${said}`;
  const detail =
    status === 404 ? `GitHub does not show ${what}: nothing is there, or ${missing}.` : `The step may not ${deed} ${what} (${other}).`;
  return { refused: { ok: false, why: "forbidden", permission, detail } };
}

/**
 * Judges one failed request.
 *
 * | answer | reading | again? |
 * | --- | --- | --- |
 * | 429, 403 with a spent limit, `retry-after` or "secondary rate limit" | `limited` | after the time asked for, if that is at most 10 s |
 * | 401 | `forbidden`: no permission helps, the token itself is bad | no |
 * | 403 to a write, "locked" | `missing`: this one thing takes no comment | no |
 * | 403 | `forbidden` | no |
 * | 404 | `missing` where access is proven, else `forbidden`: GitHub hides what a token may not see | no |
 * | 408, 5xx, no usable answer | `unavailable` | yes, with jitter |
 * | a certificate, a proxy, a redirect elsewhere | `unavailable` | no: the same again would end the same |
 * | other 4xx | `missing`: GitHub has nothing under these words (409 empty repository, 410 expired, 422 no such commit) | no |
 * | 3xx to a write | `missing`: it is not sent to another address | no |
 */
export function judge(failure: Failure, about: Circumstances): Judgement {
  const { refused, ...times } = reading(failure, about);
  return { refused: failure.status === 0 ? refused : { ...refused, status: failure.status }, ...times };
}

function reading(failure: Failure, about: Circumstances): Judgement {
  if (failure.hindrance !== undefined)
    return { refused: { ok: false, why: "unavailable", detail: hinderedDetail(failure.hindrance, failure.message) } };
  const limit = limited(failure, about);
  if (limit !== undefined) return limit;
  const said = saying(failure.message);
  if (failure.status === 401) {
    const detail = `GitHub did not accept the token for ${about.what} (401); check the input \`github-token\`.`;
    return { refused: { ok: false, why: "forbidden", detail } };
  }
  const isLocked = about.deed === "write" && /\blocked\b/i.test(said);
  if (failure.status === 403 && !isLocked) return forbidden(failure, about, said);
  if (failure.status === 404 && !about.proven) return forbidden(failure, about, "nothing is there, or this token may not see it");
  if (failure.status >= 300 && failure.status < 500 && failure.status !== 408) {
    return {
      refused: {
        ok: false,
        why: "missing",
        detail: `GitHub ${about.deed === "read" ? "has not got" : "did not take"} ${about.what} (${failure.status}${said === "" ? "" : `: ${said}`}).`,
      },
    };
  }
  const status = failure.status === 0 ? "" : `${failure.status}: `;
  const refused: Refused = {
    ok: false,
    why: "unavailable",
    detail: `GitHub could not be asked ${about.deed === "read" ? "for" : "to write"} ${about.what} (${status}${said}).`,
  };
  const pause = askedPause(failure, about.now) ?? 500 * 2 ** about.tries * (0.5 + about.random);
  return pause <= SHORT_WAIT_MS ? { refused, wait: pause } : { refused };
}
