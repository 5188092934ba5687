/** The log of a job: the API says where it lies, the storage there serves it. Two origins, one credential, and it stays with the first. */

import type { IncomingMessage } from "node:http";
import { HttpClient } from "@actions/http-client";
import { hindranceOf } from "../network.ts";
import { hinderedDetail, saying } from "./refusal.ts";
import type { Answer, Refused } from "./types.ts";
import { bodyText, type Connection, type Reply, type Wire } from "./wire.ts";

type Bytes = AsyncIterable<Uint8Array>;

/** GitHub stores the log when the job ends; it can take a few seconds until it is served. */
const PAUSE_MS = 3000;
const WAITS = 3;

/** A job that ended longer ago has its log or never will. */
const FRESH_MS = 120_000;

const SOCKET_MS = 30_000;

function refused(why: Refused["why"], detail: string): Refused {
  return { ok: false, why, detail };
}

/** A redirect from an encrypted API leads to encrypted storage or nowhere. */
function storageUrl(location: string | undefined, apiUrl: string): string | undefined {
  if (location === undefined || !URL.canParse(location)) return undefined;
  const allowed = apiUrl.startsWith("https:") ? ["https:"] : ["https:", "http:"];
  return allowed.includes(new URL(location).protocol) ? location : undefined;
}

/** Ends the stream at the deadline, whether it is read, left lying or stuck. */
function bounded(message: IncomingMessage, ms: number): IncomingMessage {
  const timer = setTimeout(() => message.destroy(new Error("the time for reading the log is used up")), ms);
  timer.unref();
  message.once("close", () => clearTimeout(timer));
  return message;
}

/**
 * Reads the log of a job as a stream.
 *
 * The second request is made with `@actions/http-client`, which honours the proxy variables and is given no credential at all: storage
 * answers 403 to a request that carries the token (https://github.com/octokit/app.js/issues/519).
 */
export async function readJobLog(wire: Wire, connection: Connection, id: number, completedAt: string | null): Promise<Answer<Bytes>> {
  const { deps, apiUrl, userAgent } = connection;
  const what = `the log of job ${id}`;
  if (completedAt === null) return refused("missing", `GitHub serves ${what} only when the job has ended.`);

  /** `stored`: the storage itself did not serve it this time. */
  async function fetchLog(url: string): Promise<Answer<Bytes> & { readonly stored?: boolean }> {
    const client = new HttpClient(userAgent, [], {
      allowRetries: false,
      maxRedirects: 3,
      socketTimeout: Math.max(1, Math.min(wire.left(), SOCKET_MS)),
    });
    try {
      const { message } = await client.get(url);
      if (message.statusCode === 200) return { ok: true, value: bounded(message, Math.max(1, wire.left())) };
      message.destroy();
      const why = message.statusCode === 404 ? "missing" : "unavailable";
      return { ...refused(why, `The log storage did not serve ${what} (${message.statusCode ?? "no status"}).`), stored: true };
    } catch (error) {
      const said = error instanceof Error ? error.message : "";
      const hindrance = hindranceOf(error);
      if (hindrance !== undefined) return refused("unavailable", hinderedDetail(hindrance, said, "GitHub's log storage"));
      return { ...refused("unavailable", `The log storage could not be asked for ${what} (${saying(said)}).`), stored: true };
    }
  }

  async function take(reply: Reply): Promise<{ readonly location: string | undefined } | { readonly inline: Bytes } | undefined> {
    if (reply.status === 200 && reply.body !== undefined) return { inline: reply.body };
    await bodyText(reply);
    return { location: storageUrl(reply.headers.location, apiUrl) };
  }

  async function once(): ReturnType<typeof fetchLog> {
    const found = await wire.ask({
      path: `/actions/jobs/${id}/logs`,
      what,
      permission: "actions: read",
      redirect: "storage",
      slow: true,
      take,
    });
    if (!found.ok) return found;
    if ("inline" in found.value) return { ok: true, value: found.value.inline };
    if (found.value.location === undefined) return refused("unavailable", `GitHub named no usable place for ${what}.`);
    return fetchLog(found.value.location);
  }

  const age = deps.now() - Date.parse(completedAt);
  for (let waits = 0; ; waits += 1) {
    const answer = await once();
    // The link lives for about a minute, so a storage that faltered is asked through a new one.
    const again = !answer.ok && (answer.why === "missing" ? age < FRESH_MS : answer.stored === true);
    if (!again || waits === WAITS || wire.left() < 2 * PAUSE_MS) return answer;
    await deps.sleep(PAUSE_MS);
  }
}
