// The words after `npm run demo --` and `npm run sandbox --`.
import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readVariants, VARIANTS } from "./gleap/variants.mjs";
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

/** @param {string} name @param {string} text */
function valueOf(name, text) {
  if (Reflect.get(VARIANTS, name)?.values === "text") return text;
  return text === "true" || text === "false" ? text === "true" : /^\d+$/.test(text) ? Number(text) : text;
}

/**
 * Variants of the local Gleap: numbers and booleans are meant as such.
 * @param {readonly string[]} pairs
 * @returns {Partial<import("./gleap/server.d.mts").Variants>}
 */
export function variantsOf(pairs) {
  const given = Object.entries(pairsOf(pairs, "variant"));
  const unknown = given.find(([name]) => !Object.hasOwn(VARIANTS, name));
  if (unknown !== undefined) throw new UsageError(`There is no variant "${unknown[0]}"; --help lists them.`);
  const variants = Object.fromEntries(given.map(([name, text]) => [name, valueOf(name, text)]));
  try {
    readVariants(variants);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
  return variants;
}

const ONE = /** @type {const} */ ({ type: "string" });
const MANY = /** @type {const} */ ({ type: "string", multiple: true });
const FLAG = /** @type {const} */ ({ type: "boolean" });
const OPTIONS = {
  help: { ...FLAG, short: "h" },
  keep: FLAG,
  again: FLAG,
  place: ONE,
  config: ONE,
  checklist: ONE,
  port: ONE,
  input: MANY,
  variant: MANY,
  entry: ONE,
  action: ONE,
};
const PLAYED = ["help", "place", "config", "checklist", "input", "entry", "action"];
/** Which options each command has. @type {Readonly<Record<string, readonly string[]>>} */
const TAKES = {
  demo: [...PLAYED, "keep", "variant"],
  sandbox: ["help", "port", "variant"],
  "sandbox -- play": [...PLAYED, "again", "port"],
};

/** @param {readonly string[]} words */
function parsed(words) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    const [first] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    throw new UsageError(`${first?.replace(/\.$/, "")}; --help lists what there is.`);
  }
}

/**
 * The words after the program's name.
 * @param {"demo" | "sandbox"} program
 * @param {readonly string[]} words
 * @throws {UsageError} for words that the program does not have
 */
export function readWords(program, words) {
  const { values, positionals } = parsed(words);
  const plays = program === "demo" || positionals[0] === "play";
  const [scenario = "failed-run", ...more] = program === "demo" ? positionals : positionals.slice(1);
  if (!plays && positionals.length > 0)
    throw new UsageError(`Not known: ${positionals[0]}. There is: npm run sandbox, and npm run sandbox -- play [scenario]`);
  if (more.length > 0) throw new UsageError(`One scenario at a time: "${more[0]}" is one too many.`);
  const command = program === "sandbox" && plays ? "sandbox -- play" : program;
  const foreign = Object.keys(values).find((name) => TAKES[command]?.includes(name) === false);
  if (foreign !== undefined) throw new UsageError(`npm run ${command} has no --${foreign}; --help lists what there is.`);
  const { help = false, keep = false, again = false, place = "workflow_run", port = "4310", input = [], variant = [] } = values;
  const { config, checklist, entry, action } = values;
  return { plays, scenario, help, keep, again, place, port, input, variant, config, checklist, entry, action };
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

/** Files of the repository that a word can put another one in place of, and one to copy. */
const FILES = {
  config: { path: ".github/gleap.yml", what: "config file", example: "sandbox/example.yml" },
  checklist: { path: ".github/release-checklist.md", what: "checklist", example: "examples/release-checklist.md" },
};

/**
 * The files that the words put into the repository: text by path.
 * @param {{ config?: string | undefined, checklist?: string | undefined }} words
 * @returns {Readonly<Record<string, string>>}
 */
export function filesOf({ config, checklist }) {
  const texts = [fileText(config, FILES.config), fileText(checklist, FILES.checklist)];
  return Object.assign({}, ...texts);
}

/**
 * npm runs a program in the folder of package.json, wherever it was called: a file is looked for here, then there.
 * @param {string | undefined} given
 * @param {{ path: string, what: string, example: string }} file
 */
function fileText(given, { path, what, example }) {
  if (given === undefined) return {};
  const found = [given, resolve(process.env.INIT_CWD ?? ".", given)].find((each) => existsSync(each) && statSync(each).isFile());
  if (found === undefined) throw new UsageError(`The ${what} ${given} is not there; ${example} is one to copy.`);
  return { [path]: readFileSync(found, "utf8") };
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
  // Whoever reads only the first lines, `| head` say, closes the pipe; that is no fault.
  process.stdout.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
