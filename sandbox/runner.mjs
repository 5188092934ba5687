// What the runner does for one `uses:` step: inputs, variables, event file, file commands, a child process, and what it printed.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readAction } from "./github/action-file.mjs";
import { checkedSummary, createStepLog, parsePairs } from "./github/commands.mjs";
import { contexts, evaluate, runVariables } from "./github/context.mjs";
import { eventOf } from "./github/events.mjs";

/** @typedef {import("./github/types.d.mts").StepOptions} StepOptions */
/** @typedef {import("./github/types.d.mts").StepResult} StepResult */

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FILE_COMMANDS = /** @type {const} */ (["OUTPUT", "ENV", "STATE", "PATH", "STEP_SUMMARY"]);
/** The runner reads lines as .NET does: a lone carriage return ends one too. The last of a part may be half of a pair. */
const LINE_END = /\r\n|\n|\r(?!$)/;
/** Of the caller's own environment nothing else gets through. */
const KEPT = ["PATH", "Path", "HOME", "USERPROFILE", "SystemRoot", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG"];

/**
 * Runs the Action's step where the scenario's position says, and gives back everything it left behind.
 * @type {typeof import("./runner.d.mts").runAction}
 */
export async function runAction(options) {
  const tempDir = await mkdtemp(join(tmpdir(), "gleap-ticket-step-"));
  const remove = () => rm(tempDir, { recursive: true, force: true });
  try {
    return { ...(await runIn(tempDir, options)), tempDir, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * @param {string} tempDir
 * @param {StepOptions} options
 */
async function runIn(tempDir, options) {
  const folder = options.action ?? ROOT;
  const action = readAction(await readFile(join(folder, "action.yml"), "utf8"));
  const event = options.event ?? eventOf(options.scenario, options.github);
  const machine = await layOut(tempDir, options, event);
  const variables = { ...runVariables(options.scenario, options.github), ...machine };
  const known = contexts(options.scenario, { token: options.github.token, event, needs: options.needs, env: options.env ?? {} });
  const inputs = inputValues(action.inputs, options, known);
  /** @type {Record<string, string>} */
  const env = { ...inherited(), ...variables, ...inputVariables(inputs), ...options.env };
  const log = createStepLog([options.github.token, ...(options.secrets ?? [])], { debug: env.RUNNER_DEBUG === "1" });
  showHead(log, inputs, Object.keys(action.inputs));
  const entry = options.entry ?? join(folder, action.main);
  const ran = await runChild(
    [...(options.nodeArgs ?? []), entry],
    { env, cwd: machine.GITHUB_WORKSPACE, node: options.node ?? process.execPath, timeoutMs: options.timeoutMs ?? 120_000 },
    log.read,
  );
  const { problems, ...left } = await readFiles(machine, log);
  /** @type {StepResult["conclusion"]} */
  const conclusion = ran.exitCode === 0 && problems === 0 ? "success" : "failure";
  return { ...ran, ...left, conclusion, log: log.text(), annotations: log.annotations, masks: log.masks, env };
}

/**
 * Makes the folders and files of the machine; gives the variables that name them.
 * @param {string} tempDir
 * @param {StepOptions} options
 * @param {unknown} event
 */
async function layOut(tempDir, { scenario, files = {} }, event) {
  const name = scenario.repository.split("/")[1] ?? "repository";
  const temp = join(tempDir, "_temp");
  const workspace = join(tempDir, name, name);
  const eventPath = join(temp, "_github_workflow", "event.json");
  const commands = join(temp, "_runner_file_commands");
  for (const folder of [workspace, dirname(eventPath), commands, join(tempDir, "_tool")]) await mkdir(folder, { recursive: true });
  await writeFile(eventPath, JSON.stringify(event, null, 2));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), text);
  }
  /** @type {Record<string, string>} */
  const named = {};
  for (const command of FILE_COMMANDS) {
    const path = join(commands, `${command.toLowerCase()}_${randomUUID()}`);
    await writeFile(path, "");
    named[`GITHUB_${command}`] = path;
  }
  return {
    ...named,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: join(tempDir, "_tool"),
    RUNNER_WORKSPACE: dirname(workspace),
  };
}

/** @returns {Record<string, string>} */
function inherited() {
  return Object.fromEntries(KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

/**
 * The value of every input: the action's defaults, the position's `with:`, then what was given as it is. Names are alike in any case.
 * @param {Record<string, string>} defaults
 * @param {StepOptions} options
 * @param {Record<string, unknown>} known
 */
function inputValues(defaults, { scenario, inputs = {} }, known) {
  /** @type {Map<string, string>} */
  const values = new Map();
  for (const [name, value] of Object.entries(scenario.position.with)) values.set(name.toLowerCase(), evaluate(value, known));
  for (const [name, value] of Object.entries(inputs)) values.set(name.toLowerCase(), value);
  for (const [name, value] of Object.entries(defaults)) {
    if (!values.has(name.toLowerCase())) values.set(name.toLowerCase(), evaluate(value, known));
  }
  return values;
}

/** @param {Map<string, string>} inputs @returns {Record<string, string>} */
function inputVariables(inputs) {
  return Object.fromEntries([...inputs].map(([name, value]) => [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, value]));
}

/**
 * The first lines of the step: what it was given.
 * @param {ReturnType<typeof createStepLog>} log
 * @param {Map<string, string>} inputs
 * @param {readonly string[]} declared
 */
function showHead(log, inputs, declared) {
  const unexpected = [...inputs.keys()].filter((name) => !declared.some((known) => known.toLowerCase() === name));
  if (unexpected.length > 0) log.read(`::warning::Unexpected input(s) ${quoted(unexpected)}, valid inputs are [${quoted(declared)}]`);
  log.show("##[group]Run octo-org/gleap-ticket@v1");
  log.show("with:");
  for (const [name, value] of inputs) if (value !== "") log.show(`  ${name}: ${value}`);
  log.show("##[endgroup]");
}

/** @param {readonly string[]} names */
const quoted = (names) => names.map((name) => `'${name}'`).join(", ");

/**
 * @param {readonly string[]} args
 * @param {{ env: Record<string, string>, cwd: string, node: string, timeoutMs: number }} options
 * @param {(row: string) => void} read Gets each line of either stream as it comes.
 */
async function runChild(args, { env, cwd, node, timeoutMs }, read) {
  const start = performance.now();
  const child = spawn(node, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
  /** @param {import("node:stream").Readable} stream */
  const collect = async (stream) => {
    let [text, open] = ["", ""];
    for await (const part of stream.setEncoding("utf8")) {
      text += part;
      const rows = (open + part).split(LINE_END);
      open = rows.pop() ?? "";
      rows.forEach(read);
    }
    if (open !== "") open.replace(/\r$/, "").split("\r").forEach(read);
    return text;
  };
  const [[exitCode, signal], stdout, stderr] = await Promise.all([
    once(child, "close"),
    collect(child.stdout),
    collect(child.stderr),
  ]).finally(() => clearTimeout(timer));
  return {
    exitCode: /** @type {number | null} */ (exitCode),
    signal: /** @type {string | null} */ (signal),
    stdout,
    stderr,
    ms: performance.now() - start,
  };
}

/**
 * What the step wrote into its files. A file the runner cannot read is an error of the step.
 * @param {Record<string, string>} machine
 * @param {ReturnType<typeof createStepLog>} log
 */
async function readFiles(machine, log) {
  let problems = 0;
  /**
   * @template T
   * @param {(typeof FILE_COMMANDS)[number]} command
   * @param {(text: string) => T} parse
   * @param {T} otherwise
   */
  const read = async (command, parse, otherwise) => {
    try {
      return parse(await readFile(machine[`GITHUB_${command}`] ?? "", "utf8"));
    } catch (error) {
      problems += 1;
      log.read(
        `::error::Unable to process file command '${command.toLowerCase()}' successfully. ${error instanceof Error ? error.message : String(error)}`,
      );
      return otherwise;
    }
  };
  const outputs = await read("OUTPUT", parsePairs, {});
  const envFile = await read("ENV", parsePairs, {});
  const state = await read("STATE", parsePairs, {});
  const paths = await read("PATH", (text) => text.split(/\r?\n/).filter((row) => row !== ""), /** @type {string[]} */ ([]));
  const summary = await read("STEP_SUMMARY", checkedSummary, "");
  return { outputs, envFile, state, paths, summary, problems };
}
