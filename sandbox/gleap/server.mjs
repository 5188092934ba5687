/** A local Gleap: the API below `/v3`, an inbox page at `/`, and `/__sandbox` to steer it. */
import { createServer } from "node:http";
import { apiOf } from "./api.mjs";
import { control } from "./control.mjs";
import { newFault } from "./faults.mjs";
import { send } from "./http.mjs";
import { inbox } from "./inbox.mjs";
import { API_KEY, PROJECT_ID, TEAMS, USERS } from "./state.mjs";
import { openStore } from "./store.mjs";
import { seedTicket } from "./tickets.mjs";
import { isId } from "./validate.mjs";
import { readVariants } from "./variants.mjs";

/** @typedef {import("./server.d.mts").GleapOptions} GleapOptions */
/** @typedef {import("./server.d.mts").Gleap} Gleap */
/** @typedef {import("./state.mjs").State} State */

/** @param {GleapOptions} options @returns {State} */
function stateOf({
  apiKey = API_KEY,
  projectId = PROJECT_ID,
  file,
  variants: given,
  users = USERS,
  teams = TEAMS,
  now = Date.now,
  internalOnly = false,
  play,
}) {
  if (!isId(projectId)) throw new RangeError("projectId must be 24 hexadecimal digits.");
  const store = openStore({ file, now, maker: projectId });
  const variants = readVariants(given);
  /** @type {State} */
  const state = {
    store,
    variants,
    apiKey,
    projectId,
    users,
    teams,
    now,
    internalOnly,
    play,
    requests: [],
    faults: [],
    violations: [],
    reset: () => {},
  };
  state.reset = () => {
    store.clear();
    for (const list of [state.requests, state.faults, state.violations]) list.length = 0;
    Object.assign(variants, readVariants(given));
  };
  return state;
}

/**
 * A page that a browser has open must not steer the sandbox, neither by a form of its own nor by a name that it points at this machine.
 * @param {import("node:http").IncomingHttpHeaders} headers
 */
function isForeign({ host = "", origin, "sec-fetch-site": site }) {
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i.test(host)) return true;
  return (origin !== undefined && origin !== `http://${host}`) || site === "cross-site";
}

/** @param {State} state @param {AbortSignal} signal @returns {import("node:http").RequestListener} */
function listener(state, signal) {
  const api = apiOf(state, signal);
  /** @type {(request: import("./http.mjs").Request, response: import("./http.mjs").Response) => Promise<void>} */
  const answer = async (request, response) => {
    const [path = "/", rawQuery = ""] = (request.url ?? "/").split(/\?(.*)/s);
    if (path === "/v3" || path.startsWith("/v3/")) return api(request, response, path, rawQuery);
    if (isForeign(request.headers)) return send(response, { status: 403, body: "This page is only for the machine it runs on." });
    return path.startsWith("/__sandbox/") ? control(state, request, response, path) : inbox(state, request, response, path, rawQuery);
  };
  return (request, response) => {
    answer(request, response).catch((/** @type {unknown} */ error) => {
      // Whoever went away, or a server that closes while a fault waits: nobody is left to answer.
      if (response.headersSent || response.destroyed || signal.aborted) response.destroy();
      else send(response, { status: 500, body: error instanceof Error ? error.message : "Internal Server Error" });
    });
  };
}

/** @param {import("node:http").Server} server @param {number} port @param {string} host @returns {Promise<number>} the port it got */
const listen = (server, port, host) =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });

/**
 * @param {GleapOptions} [options]
 * @returns {Promise<Gleap>}
 * @throws {RangeError} for an unknown variant or a malformed project id
 * @throws {Error} when the port is taken or the file is not one of ours
 */
export async function startGleap(options = {}) {
  const { port = 0, host = "127.0.0.1" } = options;
  const state = stateOf(options);
  const { store, variants, apiKey, projectId, requests, violations } = state;
  const stop = new AbortController();
  const server = createServer(listener(state, stop.signal));
  const taken = await listen(server, port, host);
  const base = `http://${host.includes(":") ? `[${host}]` : host}:${taken}`;
  return {
    url: `${base}/v3`,
    pageUrl: `${base}/`,
    apiKey,
    projectId,
    requests,
    violations,
    variants,
    reset: state.reset,
    tickets: () => structuredClone(store.content.tickets),
    messages: (ticketId) => structuredClone(store.content.messages.filter((message) => message.ticket === ticketId)),
    seed: (ticket) => structuredClone(seedTicket(store, ticket, variants, projectId)),
    fault: (spec) => {
      const fault = newFault(spec);
      state.faults.push(fault);
      return fault;
    },
    close: () =>
      new Promise((resolve) => {
        stop.abort();
        // An error would say that it is closed already, which is what was asked for.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
