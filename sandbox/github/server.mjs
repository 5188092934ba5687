// A local GitHub: plays one scenario through GitHub's own endpoints, on an origin of its own for the API and another for the log storage.
import { randomBytes, randomUUID } from "node:crypto";
import { createFaults, faultReply } from "./faults.mjs";
import { pageText } from "./pages.mjs";
import { forbidden, notFound, primaryLimit, refusal } from "./replies.mjs";
import { findRoute } from "./routes.mjs";
import { stableId } from "./shapes.mjs";
import { answerStorage, logAddress } from "./storage.mjs";
import { listen, send } from "./wire.mjs";

/** @typedef {import("./types.d.mts").Scenario} Scenario */
/** @typedef {import("./types.d.mts").RecordedRequest} RecordedRequest */
/** @typedef {import("./types.d.mts").Reply} Reply */

/** The token a scenario is played with unless another is given. It opens nothing. */
export const SANDBOX_TOKEN = "ghs_sandbox";

/**
 * Starts both origins. Besides GitHub's endpoints there are, for other processes: `GET|POST /__sandbox/scenario` (what is played; play another),
 * `GET /__sandbox/requests`, `POST /__sandbox/faults`.
 * @type {typeof import("./server.d.mts").startGitHub}
 */
export async function startGitHub(first, options = {}) {
  const { port = 0, logsPort = 0, host = "127.0.0.1", token = SANDBOX_TOKEN, logSeconds = 60, now = Date.now } = options;
  let scenario = structuredClone(first);
  /** @type {RecordedRequest[]} */
  const requests = [];
  /** @type {RecordedRequest[]} */
  const logRequests = [];
  const faults = createFaults();
  const rate = { limit: 1000, remaining: 1000 };
  /** @type {Map<string, 403 | 404>} */
  let refused = new Map();
  const reset = Math.ceil(now() / 1000) + 3600;

  /** @param {Scenario} next */
  const load = (next) => {
    scenario = structuredClone(next);
    refused = new Map((next.refused ?? []).map((scope) => [scope, 403]));
  };
  load(first);

  const allJobs = () => scenario.runs.flatMap((run) => run.attempts.flatMap((attempt) => attempt.jobs));
  const logs = await listen({
    port: logsPort,
    host,
    requests: logRequests,
    takeFault: (method, path) => faults.take("logs", method, path),
    answer: async (request, response, fault) => {
      const reply = fault === undefined ? undefined : faultReply(fault, now());
      if (reply !== undefined) return send(response, reply.status, reply.headers ?? {}, Buffer.from(String(reply.body ?? "")), false);
      const find = (/** @type {number} */ id) => allJobs().find((job) => job.id === id);
      return answerStorage(request, response, { find, now: now(), cut: fault?.kind === "cut" });
    },
  });

  /**
   * What GitHub says before it looks at the path: who are you, and have you asked too often.
   * @param {RecordedRequest} request
   * @returns {Reply | undefined}
   */
  function guard(request) {
    const given = /^(?:bearer|token) (.+)$/i.exec(request.headers.authorization?.toString() ?? "")?.[1];
    if (given === undefined) return refusal(401, "Requires authentication");
    if (given !== token) return refusal(401, "Bad credentials");
    if (request.headers["user-agent"] === undefined) return refusal(403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.");
    if (rate.remaining <= 0) return primaryLimit(reset);
    rate.remaining -= 1;
    return undefined;
  }

  /** @param {string} scope @returns {Reply | undefined} */
  function refusalOf(scope) {
    const status = refused.get(scope) ?? refused.get(scope.replace(/: write$/, ""));
    return status === undefined ? undefined : status === 404 ? notFound() : forbidden();
  }

  /** @param {RecordedRequest} request @returns {Reply} */
  function answerApi(request) {
    const [, owner = "", name = ""] = scenario.repository.match(/^([^/]+)\/(.+)$/) ?? [];
    const id = stableId(`repository ${scenario.repository}`);
    const stem = /^\/repositories\/(\d+)(?=\/|$)/.exec(request.path)?.[1] === String(id) ? `/repositories/${id}` : undefined;
    const plain = /^\/repos\/([^/]+)\/([^/]+)(?=\/|$)/.exec(request.path);
    const known = stem ?? (plain?.[1]?.toLowerCase() === owner.toLowerCase() && plain[2]?.toLowerCase() === name.toLowerCase() ? plain[0] : undefined);
    const route = known === undefined ? undefined : findRoute(request.method, request.path.slice(known.length).replace(/\/$/, ""));
    if (route === undefined || known === undefined) return notFound();
    const body = parse(request.body);
    if (body === undefined) return refusal(400, "Problems parsing JSON");
    return (
      refusalOf(route.scope) ??
      route.handler({
        scenario,
        params: route.params,
        query: new URLSearchParams(request.query),
        path: `/repos/${scenario.repository}${request.path.slice(known.length)}`,
        headers: request.headers,
        body,
        now: now(),
        apiUrl: api.url,
        serverUrl: github.serverUrl,
        logAddress: (job) => logAddress(logs.url, job, now() + logSeconds * 1000),
      })
    );
  }

  /** Not for pages that a browser has open, nor for a name that points at this machine. @param {RecordedRequest} request @returns {Reply} */
  function control(request) {
    if (request.headers.origin !== undefined || !/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(String(request.headers.host))) return forbidden();
    const wanted = `${request.method} ${request.path}`;
    if (wanted === "GET /__sandbox/scenario") return { status: 200, body: scenario };
    if (wanted === "GET /__sandbox/requests") return { status: 200, body: { requests, logRequests } };
    if (wanted === "POST /__sandbox/scenario") load(JSON.parse(request.body));
    else if (wanted === "POST /__sandbox/faults") faults.add(JSON.parse(request.body));
    else return notFound();
    return { status: 204, body: "" };
  }

  /** @param {RecordedRequest} request @param {import("./types.d.mts").FaultSpec | undefined} fault @returns {Reply} */
  function replyTo(request, fault) {
    if (request.path.startsWith("/__sandbox/")) return control(request);
    const page = request.path === "/" || request.path.startsWith(`/${scenario.repository}`);
    if (page) return { status: 200, body: pageText(scenario, request.path.slice(scenario.repository.length + 1)), headers: { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" } };
    return (fault === undefined ? undefined : faultReply(fault, now())) ?? guard(request) ?? answerApi(request);
  }

  const api = await listen({
    port,
    host,
    requests,
    takeFault: (method, path) => faults.take("api", method, path),
    answer: (request, response, fault) => {
      const reply = replyTo(request, fault);
      const bytes = typeof reply.body === "string" ? Buffer.from(reply.body) : Buffer.from(JSON.stringify(reply.body));
      const headers = { ...commonHeaders(request, rate, reset), ...reply.headers };
      return send(response, reply.status, headers, bytes, fault?.kind === "cut");
    },
  }).catch(async (error) => {
    await logs.close();
    throw error;
  });

  /** @type {import("./types.d.mts").GitHub} */
  const github = {
    apiUrl: api.url,
    serverUrl: options.serverUrl ?? api.url,
    logsUrl: logs.url,
    token,
    get scenario() {
      return scenario;
    },
    requests,
    logRequests,
    rate,
    refuse: (scope, { as = 403 } = {}) => void refused.set(scope, as),
    fault: faults.add,
    load,
    close: async () => void (await Promise.all([api.close(), logs.close()])),
  };
  return github;
}

/**
 * The JSON of a request body; `null` for none, `undefined` if it is broken.
 * @param {string} text
 * @returns {unknown}
 */
function parse(text) {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {RecordedRequest} request
 * @param {{ limit: number, remaining: number }} rate
 * @param {number} reset
 * @returns {Record<string, string>}
 */
function commonHeaders(request, rate, reset) {
  return {
    Server: "github.com",
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "private, max-age=60, s-maxage=60",
    "X-GitHub-Media-Type": "github.v3; format=json",
    "X-GitHub-Api-Version-Selected": String(request.headers["x-github-api-version"] ?? "2022-11-28"),
    "X-RateLimit-Limit": String(rate.limit),
    "X-RateLimit-Remaining": String(Math.max(0, rate.remaining)),
    "X-RateLimit-Used": String(rate.limit - Math.max(0, rate.remaining)),
    "X-RateLimit-Reset": String(reset),
    "X-RateLimit-Resource": "core",
    "X-GitHub-Request-Id": `${randomBytes(2).toString("hex")}:${randomUUID().slice(0, 8)}`.toUpperCase(),
  };
}
