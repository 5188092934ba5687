// npm run sandbox: both servers stay up, tickets are kept; npm run sandbox -- play [scenario] lets a run happen.
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  configText,
  pairsOf,
  placeNamed,
  portNamed,
  readWords,
  requireBuilt,
  runMain,
  scenarioNamed,
  UsageError,
  variantsOf,
} from "./arguments.mjs";
import { SANDBOX_TOKEN, startGitHub } from "./github/server.mjs";
import { startGleap } from "./gleap/server.mjs";
import { play, recently, withConfig } from "./play.mjs";
import { scenarios } from "./scenarios/index.mjs";
import { heading, paint, readableLog, readableOutputs } from "./terminal.mjs";

/** @typedef {import("./github/types.d.mts").RunData} RunData */

const FOLDER = process.env.SANDBOX_FOLDER ?? fileURLToPath(new URL("../.sandbox/", import.meta.url));
const HOST = "127.0.0.1";
const API_KEY = "sandbox-api-key";
const PROJECT_ID = "665f00000000000000000001";
const FIRST_RUN = 128;
/** Commits reach back thirty runs; an older run would have none. */
const KEPT_RUNS = 20;

/** @param {string} text */
const print = (text) => void process.stdout.write(text);

/** @param {number} port Of Gleap; the API and the log storage of GitHub have the next two. */
const addresses = (port) => ({ gleap: `http://${HOST}:${port}/v3`, github: `http://${HOST}:${port + 1}` });

/**
 * Both servers, until Ctrl-C.
 * @param {ReturnType<typeof readWords>} words
 */
async function serve({ port: portText, variant }) {
  const port = portNamed(portText);
  await mkdir(FOLDER, { recursive: true });
  const options = {
    port,
    host: HOST,
    apiKey: API_KEY,
    projectId: PROJECT_ID,
    file: join(FOLDER, "tickets.json"),
    variants: variantsOf(variant),
  };
  const gleap = await startGleap(options).catch(taken(port));
  const first = scenarioNamed("failed-run")();
  const github = await startGitHub(first, { port: port + 1, logsPort: port + 2, host: HOST }).catch(async (error) => {
    await gleap.close();
    return taken(port + 1)(error);
  });
  const flag = port === 4310 ? "" : ` --port ${port}`;
  print(
    `${paint("Gleap", "bold")}   ${gleap.url}\n${paint("Inbox", "bold")}   ${gleap.pageUrl}\n${paint("GitHub", "bold")}  ${github.apiUrl}\n\n`,
  );
  print(`Let a run happen, in a second terminal:\n\n  npm run sandbox -- play failed-run --config .github/gleap.yml${flag}\n\n`);
  print(
    `Scenarios: ${Object.keys(scenarios).join(", ")}\nEach play is a new run; --again plays the last one again. More: --place workflow_run|aggregator|step, --input name=value\n`,
  );
  print(`Tickets are kept in ${join(FOLDER, "tickets.json")}. Ctrl-C ends the sandbox.\n`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await Promise.all([github.close(), gleap.close()]);
  return 0;
}

/**
 * What to say when a port is in use.
 * @param {number} port
 * @returns {(error: unknown) => never}
 */
function taken(port) {
  return (error) => {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    throw new UsageError(
      `Port ${port} or one of the next two is taken. Is a sandbox running already? Another place: npm run sandbox -- --port 4410`,
    );
  };
}

/** What was played before: the number of the newest run, and the runs. @returns {Promise<{ run: number, runs: RunData[] }>} */
async function readPlays() {
  try {
    return JSON.parse(await readFile(join(FOLDER, "plays.json"), "utf8"));
  } catch {
    return { run: FIRST_RUN - 1, runs: [] };
  }
}

/** A run of the past: what became of it, without the logs. @param {RunData} run @returns {RunData} */
function past(run) {
  return { ...run, attempts: run.attempts.map((attempt) => ({ ...attempt, jobs: attempt.jobs.map((job) => ({ ...job, log: null })) })) };
}

/**
 * Lets a scenario happen at the running sandbox: the next run of CI, with those played before as its past.
 * @param {ReturnType<typeof readWords>} words
 */
async function playOne({ positionals, port, place, config, input, entry, action, again }) {
  const make = scenarioNamed(positionals[1] ?? "failed-run");
  const { gleap, github } = addresses(portNamed(port));
  const [where, text, inputs] = [placeNamed(place), configText(config), pairsOf(input, "input")];
  requireBuilt(entry);
  const before = await readPlays();
  const run = again ? Math.max(before.run, FIRST_RUN) : before.run + 1;
  const made = withConfig(make({ place: where, run, at: recently(positionals[1] ?? "failed-run") }), text);
  const own = made.runs.filter((told) => told.number === run);
  const old = before.runs.filter((told) => told.number < run);
  const scenario = {
    ...made,
    runs: [...own, ...old, ...made.runs.filter((told) => ![...own, ...old].some((known) => known.id === told.id))],
  };
  await load(github, scenario);
  const result = await play({
    scenario,
    github: { apiUrl: github, serverUrl: github, token: SANDBOX_TOKEN },
    gleap: { url: gleap, apiKey: API_KEY, projectId: PROJECT_ID },
    inputs,
    ...(entry === undefined ? {} : { entry }),
    ...(action === undefined ? {} : { action }),
  });
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, "plays.json"), JSON.stringify({ run, runs: [...own.map(past), ...old].slice(0, KEPT_RUNS) }));
  print(
    `${paint("Scenario", "bold")} ${scenario.name}, run #${run}: ${scenario.about}\n${heading("The step's log, as GitHub shows it")}${readableLog(result.log)}`,
  );
  print(`${heading("Outputs")}${readableOutputs(result.outputs)}\nInbox: ${new URL("/", gleap).href}\n`);
  await result.remove();
  return result.exitCode ?? 1;
}

/** @param {string} github @param {unknown} scenario */
async function load(github, scenario) {
  const answer = await fetch(`${github}/__sandbox/scenario`, { method: "POST", body: JSON.stringify(scenario) }).catch(() => undefined);
  if (answer?.ok !== true) throw new UsageError(`There is no sandbox at ${github}. Start it first, in another terminal: npm run sandbox`);
}

await runMain(() => {
  const words = readWords(process.argv.slice(2));
  const [first] = words.positionals;
  if (first !== undefined && first !== "play")
    throw new UsageError(`Not known: ${first}. There is: npm run sandbox, and npm run sandbox -- play [scenario]`);
  return first === "play" ? playOne(words) : serve(words);
});
