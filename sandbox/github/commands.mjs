// What the runner makes of the lines a step prints, and of the files it writes.
// https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs and
// https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs

/** @typedef {import("./types.d.mts").StepAnnotation} StepAnnotation */
/** @typedef {{ name: string, properties: Record<string, string>, data: string }} Command */

const KNOWN = [
  "add-mask",
  "add-matcher",
  "remove-matcher",
  "add-path",
  "set-env",
  "set-output",
  "save-state",
  "debug",
  "notice",
  "warning",
  "error",
  "group",
  "endgroup",
  "echo",
  "stop-commands",
];
const LEVELS = /** @type {const} */ (["error", "warning", "notice"]);
const ANNOTATIONS_PER_LEVEL = 10;
const ANNOTATION_LENGTH = 4096;
const SUMMARY_BYTES = 1024 * 1024;

/** @param {string} text */
const decodeData = (text) => text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
/** @param {string} text */
const decodeProperty = (text) => decodeData(text.replaceAll("%3A", ":").replaceAll("%2C", ","));

/**
 * A workflow command in a line: `::name key=value,key=value::data` at its start, or the older `##[name key=value;]data` anywhere in it.
 * @param {string} row
 * @returns {Command | undefined}
 */
export function parseCommand(row) {
  const now = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/s.exec(row);
  const old = now === null ? /##\[([^\s\]]+)(?: ([^\]]*))?\](.*)$/s.exec(row) : null;
  const match = now ?? old;
  const name = match?.[1]?.toLowerCase() ?? "";
  if (match === null || !KNOWN.includes(name)) return undefined;
  const pairs = (match[2] ?? "")
    .trim()
    .split(now === null ? ";" : ",")
    .map((pair) => /^([^=]+)=(.+)$/s.exec(pair));
  const properties = Object.fromEntries(pairs.flatMap((pair) => (pair === null ? [] : [[pair[1], decodeProperty(pair[2] ?? "")]])));
  return { name, properties, data: decodeData(match[3] ?? "") };
}

/**
 * The reader of a step's output: lines in, the log as shown in GitHub out.
 * @param {readonly string[]} secrets Masked from the first line on.
 * @param {{ debug: boolean }} options
 */
export function createStepLog(secrets, { debug }) {
  /** @type {Set<string>} */
  const hidden = new Set();
  /** @type {string[]} */
  const masks = [];
  /** @type {string[]} */
  const rows = [];
  /** @type {StepAnnotation[]} */
  const annotations = [];
  let stopped = "";

  /** Every line of a value is masked too, as the runner does. @param {string} value */
  const hide = (value) => [value, ...value.split(/\r?\n/)].filter((part) => part.trim() !== "").forEach((part) => hidden.add(part));
  secrets.forEach(hide);
  /** @param {string} text */
  const masked = (text) =>
    [...hidden].toSorted((a, b) => b.length - a.length).reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
  /** @param {string} text */
  const show = (text) => void rows.push(masked(text));

  /** @param {Command} command */
  function obey({ name, properties, data }) {
    const level = LEVELS.find((entry) => entry === name);
    if (level !== undefined) {
      show(`##[${level}]${data}`);
      if (annotations.filter((entry) => entry.level === level).length < ANNOTATIONS_PER_LEVEL) {
        annotations.push({ level, message: masked(data).slice(0, ANNOTATION_LENGTH), properties });
      }
    } else if (name === "group" || name === "endgroup") show(`##[${name}]${data}`);
    else if (name === "debug") {
      if (debug) show(`##[debug]${data}`);
    } else if (name === "stop-commands") stopped = data;
    else if (name === "add-mask") {
      masks.push(data);
      hide(data);
    } else if (name === "set-env" || name === "add-path") show(`##[error]The \`${name}\` command is disabled.`);
  }

  return {
    masks,
    annotations,
    show,
    text: () => rows.map((row) => `${row}\n`).join(""),
    /** @param {string} row */
    read: (row) => {
      if (stopped !== "" && row.trim() === `::${stopped}::`) stopped = "";
      const command = stopped === "" ? parseCommand(row) : undefined;
      if (command === undefined) show(row);
      else obey(command);
    },
  };
}

/**
 * The pairs of `GITHUB_OUTPUT`, `GITHUB_ENV` and `GITHUB_STATE`: `name=value`, or `name<<delimiter`, lines, `delimiter`.
 * @param {string} text
 * @returns {Record<string, string>}
 * @throws {Error} In the runner's words.
 */
export function parsePairs(text) {
  /** @type {Record<string, string>} */
  const pairs = {};
  const rows = text.split(/\r?\n/);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? "";
    if (row === "") continue;
    const equals = row.indexOf("=");
    const heredoc = row.indexOf("<<");
    if (equals > 0 && (heredoc < 0 || equals < heredoc)) pairs[row.slice(0, equals)] = row.slice(equals + 1);
    else if (heredoc > 0 && row.length > heredoc + 2) {
      const delimiter = row.slice(heredoc + 2);
      const end = rows.indexOf(delimiter, index + 1);
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      pairs[row.slice(0, heredoc)] = rows.slice(index + 1, end).join("\n");
      index = end;
    } else throw new Error(`Invalid format '${row}'`);
  }
  return pairs;
}

/**
 * The job summary; one that is too large is dropped whole.
 * @param {string} text
 * @throws {Error} In the runner's words.
 */
export function checkedSummary(text) {
  const size = Buffer.byteLength(text);
  if (size > SUMMARY_BYTES)
    throw new Error(`$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.ceil(size / 1024)}k.`);
  return text;
}
