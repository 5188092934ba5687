// One line for everything that is tried, and a count at the end.
import { isLack } from "./tools.mjs";

/**
 * Something that can be tried: `run` resolves if all is well, and throws what is wrong, or what is lacking to try it.
 * @typedef {{ name: string, about: string, run: () => Promise<void> }} Trial
 */

/** @param {string} text */
export const print = (text) => void process.stdout.write(`${text}\n`);

/** @param {Trial} trial @returns {Promise<"passed" | "failed" | Error>} An error: what is lacking. */
async function tried({ name, about, run }) {
  const began = performance.now();
  try {
    await run();
    print(`ok    ${name}: ${about} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    return "passed";
  } catch (error) {
    if (isLack(error)) {
      print(`-     ${name}: not tried`);
      return error;
    }
    const message = error instanceof Error ? error.message : String(error);
    print(`FAIL  ${name}: ${about}\n${message.replaceAll(/^/gm, "      ")}`);
    return "failed";
  }
}

/**
 * Tries one after the other.
 * @param {readonly Trial[]} trials
 * @returns {Promise<0 | 1 | 2>} Exit code. 0: all is well; 1: something is wrong; 2: nothing is wrong, but something is lacking to try all of them.
 */
export async function tryAll(trials) {
  /** @type {Awaited<ReturnType<typeof tried>>[]} */
  const ends = [];
  for (const trial of trials) ends.push(await tried(trial));
  const [passed, failed] = ["passed", "failed"].map((kind) => ends.filter((end) => end === kind).length);
  const lacks = ends.flatMap((end) => (end instanceof Error ? [end.message] : []));
  print("");
  for (const sentence of new Set(lacks)) print(sentence);
  print(`${passed} passed, ${failed} failed${lacks.length === 0 ? "" : `, ${lacks.length} not tried`}`);
  if (failed !== 0) return 1;
  return lacks.length === 0 ? 0 : 2;
}

/** Ends the program once what was printed is out; what someone left open must not keep it waiting. @param {number} code */
export const exit = (code) => void process.stdout.write("", () => process.exit(code));
