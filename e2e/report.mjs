// One line for everything that is tried, and a count at the end.
import { isLack } from "./tools.mjs";

/**
 * Something that can be tried: `run` resolves if all is well, and throws what is wrong, or what is lacking to try it.
 * @typedef {{ name: string, about: string, run: () => Promise<void> }} Trial
 */

/** @param {string} text */
export const print = (text) => void process.stdout.write(`${text}\n`);

/** @param {Trial} trial @returns {Promise<"passed" | "failed" | "lacking">} */
async function tried({ name, about, run }) {
  const began = performance.now();
  try {
    await run();
    print(`ok    ${name}: ${about} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    return "passed";
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    print(isLack(error) ? `-     ${name}: not tried. ${message}` : `FAIL  ${name}: ${about}\n${message.replaceAll(/^/gm, "      ")}`);
    return isLack(error) ? "lacking" : "failed";
  }
}

/**
 * Tries one after the other.
 * @param {readonly Trial[]} trials
 * @returns {Promise<0 | 1 | 2>} Exit code. 0: all is well; 1: something is wrong; 2: nothing is wrong, but something is lacking to try all of them.
 */
export async function tryAll(trials) {
  const count = { passed: 0, failed: 0, lacking: 0 };
  for (const trial of trials) count[await tried(trial)] += 1;
  print(`\n${count.passed} passed, ${count.failed} failed${count.lacking === 0 ? "" : `, ${count.lacking} not tried`}`);
  return count.failed > 0 ? 1 : count.lacking > 0 ? 2 : 0;
}

/** Ends the program once what was printed is out; what someone left open must not keep it waiting. @param {number} code */
export const exit = (code) => void process.stdout.write("", () => process.exit(code));
