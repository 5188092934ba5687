/** `/__sandbox`: what a test in another process needs to hold the server in its hands. Outside `/v3`, so never mistaken for Gleap. */
import { newFault } from "./faults.mjs";
import { noRoute, readText, send } from "./http.mjs";
import { isObject } from "./validate.mjs";
import { setVariants, VARIANTS } from "./variants.mjs";

/** @typedef {import("./state.mjs").State} State */
/** @typedef {import("./http.mjs").Answer} Answer */

const MAX_BODY = 10_000_000;

/** @type {Record<string, (state: State, body: unknown) => Answer>} */
const ROUTES = {
  "GET /__sandbox/requests": ({ requests, violations }) => ({ status: 200, body: { requests, violations } }),
  "GET /__sandbox/tickets": ({ store }) => ({ status: 200, body: { tickets: store.content.tickets, messages: store.content.messages } }),
  "GET /__sandbox/variants": ({ variants }) => ({ status: 200, body: { variants, table: VARIANTS } }),
  "POST /__sandbox/faults": ({ faults }, body) => {
    const specs = Array.isArray(body) ? body : [body];
    if (!specs.every(isObject)) throw new RangeError("A fault, or a list of faults, is expected.");
    const made = specs.map((spec) => newFault(/** @type {import("./server.d.mts").FaultSpec} */ (/** @type {unknown} */ (spec))));
    faults.push(...made);
    return { status: 200, body: { faults: made.length } };
  },
  "POST /__sandbox/variants": ({ variants }, body) => {
    if (!isObject(body)) throw new RangeError("An object of variants is expected.");
    return { status: 200, body: { variants: setVariants(variants, body) } };
  },
  "POST /__sandbox/reset": ({ reset }) => {
    reset();
    return { status: 204 };
  },
};

/**
 * @param {State} state
 * @param {import("./http.mjs").Request} request
 * @param {import("./http.mjs").Response} response
 * @param {string} path
 */
export async function control(state, request, response, path) {
  const name = `${request.method} ${path}`;
  const handler = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined;
  if (!handler) return send(response, noRoute(request.method ?? "GET", path));
  try {
    const text = await readText(request, MAX_BODY);
    return send(response, handler(state, text ? JSON.parse(text) : undefined));
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    return send(response, { status: 400, body: { error: { message: error.message } } });
  }
}
