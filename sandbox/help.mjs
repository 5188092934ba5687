// What --help prints.
import { VARIANTS } from "./gleap/variants.mjs";
import { scenarios } from "./scenarios/index.mjs";

const WIDTH = 24;

/** @param {string} name @param {string} text */
const row = (name, text) => `  ${name.padEnd(WIDTH)} ${text}\n`;

/** @param {readonly string[]} words @param {number} [limit] @returns {string} words with commas between, in indented lines */
function wrapped(words, limit = 100) {
  const lines = [""];
  for (const word of words) {
    const line = lines.at(-1) ?? "";
    if (line.length + word.length > limit) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.map((line) => `  ${line}\n`).join("");
}

/** Each scenario with one line. */
export const scenarioRows = () =>
  Object.entries(scenarios)
    .map(([name, make]) => {
      const { about, after } = make();
      return row(name, after === undefined ? about : `${about} (after ${after})`);
    })
    .join("");

const PLACE = [
  row("--place PLACE", "where the step stands: workflow_run, a workflow of its own (the default); aggregator, a last"),
  row("", "job with `needs`; step, a step in the failing job; other, by hand with `run-id` (startup-failure)"),
].join("");
const FILES = [
  row("--config FILE", "your config file, in place of .github/gleap.yml; copy sandbox/example.yml and edit it"),
  row("--checklist FILE", "your release checklist, in place of .github/release-checklist.md"),
].join("");
const INPUT = row("--input NAME=VALUE", "an input of the action, e.g. --input dry-run=true; may be repeated");
const VARIANT = row("--variant NAME=VALUE", "lets the local Gleap answer in another way, e.g. --variant createStatus=201; may be repeated");
const BUILD = [
  row("--entry FILE", "runs this script instead of dist/index.js"),
  row("--action FOLDER", "reads action.yml from this folder instead of this repository"),
].join("");

const variants = () => {
  const names = Object.keys(VARIANTS);
  return `Variants (what each does stands in sandbox/gleap/variants.mjs):\n${wrapped(names.map((name, index) => (index < names.length - 1 ? `${name},` : name)))}`;
};

const demo = () => `Starts a local Gleap and a local GitHub, runs the action between them as a runner would, and shows what came of it.

Usage: npm run demo -- [scenario] [options]

Scenarios (failed-run if none is named):
${scenarioRows()}
Options:
${PLACE}${FILES}${INPUT}${VARIANT}${row("--keep", "leaves inbox and links up until Ctrl-C")}${BUILD}${row("--help", "this text")}
${variants()}
Ends with 0 if it ended as it should, with 1 if not, with 2 if the command was wrong.
`;

const sandbox = () => `Leaves a local Gleap and a local GitHub up, with tickets kept in .sandbox/, and lets runs happen one after another.

Usage: npm run sandbox -- [options]                       both servers, until Ctrl-C
       npm run sandbox -- play [scenario] [options]       the next run, in a second terminal

Scenarios (failed-run if none is named):
${scenarioRows()}
Options of both:
${row("--port PORT", "of Gleap, 4310 if none is named; GitHub has the next two")}${row("--help", "this text")}
Options of the servers:
${VARIANT}
Options of play:
${row("--again", "the last run once more, not the next one")}${PLACE}${FILES}${INPUT}${BUILD}
To try rules of your own:
  cp sandbox/example.yml my-rules.yml
  npm run sandbox -- play failed-run --config my-rules.yml

${variants()}
play ends with 0 if it ended as it should, with 1 if not; both with 2 if the command was wrong.
`;

/** The help of each program. */
export const HELP = { demo, sandbox };
