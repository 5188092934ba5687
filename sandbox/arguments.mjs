// The words after `npm run demo --` and `npm run sandbox --`.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { scenarios } from "./scenarios/index.mjs";

const PLACES = /** @type {const} */ (["workflow_run", "aggregator", "step", "other"]);

/** A mistake in the words; its message is all a person needs. */
export class UsageError extends Error {}

/**
 * `name=value` pairs as an object.
 * @param {readonly string[]} pairs
 * @param {string} flag
 */
export function pairsOf(pairs, flag) {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw new UsageError(`--${flag} takes name=value, not "${pair}".`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/** @param {string} text */
const valueOf = (text) => (text === "true" || text === "false" ? text === "true" : /^\d+$/.test(text) ? Number(text) : text);

/**
 * Variants of the local Gleap: numbers and booleans are meant as such.
 * @param {readonly string[]} pairs
 * @returns {Partial<import("./gleap/server.d.mts").Variants>}
 */
export function variantsOf(pairs) {
  return Object.fromEntries(Object.entries(pairsOf(pairs, "variant")).map(([name, text]) => [name, valueOf(text)]));
}

/**
 * The scenario's name and the options that demo and play share.
 * @param {readonly string[]} words
 */
export function readWords(words) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        keep: { type: "boolean", default: false },
        again: { type: "boolean", default: false },
        place: { type: "string", default: "workflow_run" },
        config: { type: "string" },
        port: { type: "string", default: "4310" },
        input: { type: "string", multiple: true, default: [] },
        variant: { type: "string", multiple: true, default: [] },
        entry: { type: "string" },
        action: { type: "string" },
      },
    });
    return { ...values, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} name */
export function scenarioNamed(name) {
  const make = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (make === undefined) throw new UsageError(`There is no scenario "${name}". There are: ${Object.keys(scenarios).join(", ")}.`);
  return make;
}

/** @param {string} text */
export function placeNamed(text) {
  const place = PLACES.find((entry) => entry === text);
  if (place === undefined) throw new UsageError(`--place is one of ${PLACES.join(", ")}, not "${text}".`);
  return place;
}

/** @param {string} text */
export function portNamed(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_533) throw new UsageError(`--port is a number from 1 to 65533, not "${text}".`);
  return port;
}

/** @param {string | undefined} path */
export function configText(path) {
  if (path === undefined) return undefined;
  if (!existsSync(path)) throw new UsageError(`The config file ${path} is not there.`);
  return readFileSync(path, "utf8");
}

/** The script that is run, if it has been built. @param {string | undefined} entry */
export function requireBuilt(entry) {
  const script = entry ?? fileURLToPath(new URL("../dist/index.js", import.meta.url));
  if (!existsSync(script)) throw new UsageError(`${script} is not there. Build it first: npm ci && npm run build`);
}

/**
 * Runs a program's main function; a mistake in the words is one line, not a stack.
 * @param {() => Promise<number>} main Resolves to the exit code.
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
