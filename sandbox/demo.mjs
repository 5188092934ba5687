// npm run demo: a local GitHub with a failed run, a local Gleap, the committed Action in between, and the ticket it made. No dependencies.
import { once } from "node:events";
import { configText, pairsOf, placeNamed, readWords, requireBuilt, runMain, scenarioNamed, variantsOf } from "./arguments.mjs";
import { startGitHub } from "./github/server.mjs";
import { startGleap } from "./gleap/server.mjs";
import { play, recently, withConfig } from "./play.mjs";
import { heading, paint, readableLog, readableOutputs, readableTicket } from "./terminal.mjs";

const FIRST_RUN = 128;

/** What has to have happened before a scenario shows anything. @type {Readonly<Record<string, readonly string[]>>} */
const BEFORE = { "green-run": ["failed-run"] };

/**
 * @param {readonly string[]} words
 * @returns {Promise<number>} The exit code: 0 if there is a ticket.
 */
async function demo(words) {
  const { positionals, keep, place, config, input, variant, entry, action } = readWords(words);
  const name = positionals[0] ?? "failed-run";
  const names = [...(BEFORE[name] ?? []), name];
  const [where, text, inputs, variants] = [placeNamed(place), configText(config), pairsOf(input, "input"), variantsOf(variant)];
  const makers = names.map((scene) => ({ scene, make: scenarioNamed(scene) }));
  requireBuilt(entry);

  const scenes = makers.map(({ scene, make }, index) =>
    withConfig(make({ place: where, run: FIRST_RUN + index, at: recently(scene) }), text),
  );
  const [first] = scenes;
  if (first === undefined) return 1;
  const gleap = await startGleap({ variants });
  const github = await startGitHub(first);
  try {
    /** @type {import("./github/types.d.mts").StepResult | undefined} */
    let result;
    for (const scenario of scenes) {
      github.load(scenario);
      await result?.remove();
      result = await play({
        scenario,
        github,
        gleap,
        inputs,
        ...(entry === undefined ? {} : { entry }),
        ...(action === undefined ? {} : { action }),
      });
      print(`\n${paint("Scenario", "bold")} ${scenario.name}: ${scenario.about} (${scenario.position.place})\n`);
      print(`${heading("The step's log, as GitHub shows it")}${readableLog(result.log)}`);
    }
    if (result === undefined) return 1;
    print(`${heading("Outputs")}${readableOutputs(result.outputs)}`);
    const tickets = gleap.tickets();
    for (const ticket of tickets)
      print(`${heading("The ticket, as Gleap has stored it")}${readableTicket(ticket, gleap.messages(ticket._id))}`);
    const requests = `${github.requests.length} requests to GitHub, ${github.logRequests.length} to its log storage, ${gleap.requests.length} to Gleap`;
    print(`\nThe step took ${Math.round(result.ms)} ms and ended with ${result.conclusion}; ${requests}.\n`);
    await result.remove();
    print(`Inbox: ${gleap.pageUrl}${keep ? "  (Ctrl-C ends it)" : "  (gone when this ends; npm run demo -- --keep leaves it up)"}\n`);
    if (tickets.length === 0) print(paint("\nNo ticket was stored. The log above says why.\n", "red"));
    if (keep) await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    return tickets.length === 0 ? 1 : 0;
  } finally {
    await Promise.all([github.close(), gleap.close()]);
  }
}

/** @param {string} text */
function print(text) {
  process.stdout.write(text);
}

await runMain(() => demo(process.argv.slice(2)));
