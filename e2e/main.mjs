// npm run e2e: the example workflows, run by act and by @github/local-action against the local servers of the sandbox.
// Exit code 0: all passed; 1: a story failed; 2: nothing failed, but something is lacking that is needed to play all of them.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { playUnderLocalAction } from "./localaction.mjs";
import { CACHE, goTool, isLack, localAction, ROOT } from "./tools.mjs";
import { openWorld } from "./world.mjs";

/** @typedef {import("./types.d.mts").Story} Story */

/** A story that can be played: resolves if it passed, and throws what is wrong. @typedef {{ name: string, about: string, play: () => Promise<void> }} Playable */

/** @param {string} text */
const print = (text) => void process.stdout.write(`${text}\n`);

/** @returns {Promise<Playable[]>} Every file in `stories/`, in the order of their names. */
async function storiesUnderAct() {
  const files = readdirSync(join(ROOT, "e2e", "stories")).toSorted();
  const stories = await Promise.all(files.map(async (file) => /** @type {Story} */ ((await import(`./stories/${file}`)).story)));
  return stories.map((story) => ({ ...story, play: async () => playUnderAct(story, await goTool("act")) }));
}

/** @param {Story} story @param {string} act */
async function playUnderAct({ name, turns }, act) {
  const world = await openWorld(name, act);
  try {
    for (const turn of turns) {
      const played = await world.play(turn);
      try {
        turn.check(played);
      } catch (error) {
        throw new Error(`When ${turn.what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }
    const complaints = world.complaints();
    if (complaints.length > 0) throw new Error(complaints.join("\n"));
  } finally {
    await world.close();
  }
}

/** @param {Playable} story @returns {Promise<"passed" | "failed" | "lacking">} */
async function told({ name, about, play }) {
  const began = performance.now();
  try {
    await play();
    print(`ok    ${name}: ${about} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    return "passed";
  } catch (error) {
    if (isLack(error)) {
      print(`-     ${name}: not played. ${error.message}`);
      return "lacking";
    }
    const message = error instanceof Error ? error.message : String(error);
    print(
      `FAIL  ${name}: ${about}\n${message.replaceAll(/^/gm, "      ")}\n      What the runner printed is in ${join(CACHE, "work", name)}.`,
    );
    return "failed";
  }
}

/** @param {readonly string[]} names The stories to play; all if there are none. */
async function main(names) {
  if (!existsSync(join(ROOT, "dist", "index.js"))) {
    print("dist/ is not there: run `npm run build` first.");
    return 1;
  }
  const all = [
    ...(await storiesUnderAct()),
    {
      name: "local-action",
      about: "a failed run, reported by the sources under @github/local-action",
      play: async () => playUnderLocalAction(await localAction()),
    },
  ];
  const unknown = names.filter((name) => all.every((story) => story.name !== name));
  if (unknown.length > 0) {
    print(`There is no story ${unknown.join(", ")}. There are: ${all.map(({ name }) => name).join(", ")}.`);
    return 1;
  }
  const count = { passed: 0, failed: 0, lacking: 0 };
  for (const story of all) if (names.length === 0 || names.includes(story.name)) count[await told(story)] += 1;
  print(`\n${count.passed} passed, ${count.failed} failed${count.lacking === 0 ? "" : `, ${count.lacking} not played`}`);
  return count.failed > 0 ? 1 : count.lacking > 0 ? 2 : 0;
}

const code = await main(process.argv.slice(2));
// What a story left open must not keep the program waiting.
process.stdout.write("", () => process.exit(code));
