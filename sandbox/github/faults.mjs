// What can go wrong on the way, on demand.
import { primaryLimit, secondaryLimit } from "./replies.mjs";

/** @typedef {import("./types.d.mts").FaultSpec} FaultSpec */

/**
 * A list of faults; each is used up after `times` requests.
 * @returns {import("./types.d.mts").State["faults"]}
 */
export function createFaults() {
  /** @type {{ spec: FaultSpec, left: number }[]} */
  const waiting = [];
  return {
    add: (spec) => void waiting.push({ spec, left: spec.times ?? 1 }),
    take: (origin, method, path) => {
      const hit = waiting.find(({ spec, left }) => left > 0 && (spec.origin ?? "api") === origin && matches(spec, method, path));
      if (hit === undefined) return undefined;
      hit.left -= 1;
      return hit.spec;
    },
  };
}

/** @param {FaultSpec} spec @param {string} method @param {string} path */
function matches(spec, method, path) {
  if (spec.method !== undefined && spec.method !== method) return false;
  if (spec.path === undefined) return true;
  return typeof spec.path === "string" ? path.includes(spec.path) : spec.path.test(path);
}

/**
 * The answer of a fault that answers; `undefined` for those that only disturb (`drop`, `cut`, `slow`).
 * @param {FaultSpec} spec
 * @param {number} now Milliseconds since the epoch.
 * @returns {import("./types.d.mts").Reply | undefined}
 */
export function faultReply(spec, now) {
  if (spec.kind === "limit") return primaryLimit(Math.ceil(now / 1000) + 3600);
  if (spec.kind === "secondary-limit") {
    const reply = secondaryLimit();
    return { ...reply, status: spec.status ?? reply.status, headers: { ...reply.headers, ...spec.headers } };
  }
  if (spec.kind !== "status") return undefined;
  const status = spec.status ?? 502;
  const page = `<!DOCTYPE html>\n<html><head><title>Unicorn! &middot; GitHub</title></head><body><p>${status}: This page is taking too long to load.</p></body></html>\n`;
  return { status, body: spec.body ?? page, headers: { "Content-Type": "text/html; charset=utf-8", ...spec.headers } };
}
