/** Nobody's text makes the step slow: whatever is read of strangers takes time in proportion to its length. */
import { describe, expect, test } from "@jest/globals";
import { readItems, readJoined } from "../../src/checklist/text.ts";
import { bareText, scoreLine, stableForm } from "../../src/failure/firsterror.ts";
import { changeOf } from "../../src/failure/regression.ts";
import { shapeLine } from "../../src/failure/shape.ts";
import { saying } from "../../src/github/refusal.ts";
import { flatten } from "../../src/gleap/richtext.ts";
import { readSaid } from "../../src/gleap/said.ts";
import { block, inline } from "../../src/shell/summary.ts";
import { parseYaml } from "../../src/shell/yaml.ts";
import { fit } from "../../src/tickets/description.ts";
import { jobKeyName, slug, stepKeyName, workflowPath } from "../../src/tickets/identity.ts";
import { nearest } from "../../src/tickets/nearest.ts";
import { createBudget } from "../../src/tickets/patterns.ts";
import { createRedactor } from "../../src/tickets/redact.ts";
import { disarm, readState } from "../../src/tickets/state.ts";
import { checkTemplate, renderTemplate } from "../../src/tickets/templates.ts";
import { cleanText, oneLine, plainName } from "../../src/tickets/text.ts";
import { linear } from "./texts.ts";

const redact = createRedactor([], createBudget(250));
const STATE = "gleap-ticket/1 key=gh-ci-main-33ae23bae6 count=1 last=1.1";

/** Everything that gets text whose length nobody bounds before. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  cleanText,
  oneLine: (text) => oneLine(text, 200),
  plainName,
  redact,
  readState,
  disarm,
  fit: (text) =>
    fit(
      [
        { text, cut: "excerpt", keep: 0 },
        { text, cut: "never" },
      ],
      text,
      STATE,
    ),
  jobKeyName,
  stepKeyName,
  slug,
  workflowPath: (text) => workflowPath(text, "octo-org/widget"),
  nearest: (text) => nearest(text, ["failure", "checklist"]),
  changeOf: (text) => changeOf({ sha: "a", message: text, author: text }, "https://example.test"),
  shapeLine,
  readSaid: (text) => readSaid(text, undefined, ["the-api-key"]),
  saying,
  flatten,
  inline,
  block,
  readItems: (text) => readItems(text, ["a"]),
  readJoined: (text) => readJoined(text, ["a"]),
  renderTemplate: (text) => renderTemplate("{{a}}{{#a}}{{.}}{{/a}}", { a: text }),
};

/** Beginnings that never end, numbers, borders, and what our own expressions look for. */
const UNITS = [
  "1",
  "a",
  "-",
  ".",
  "1.",
  "a1",
  " / ",
  "(",
  ")",
  " (",
  "@",
  ".yml",
  "gleap-ticket/1 ",
  "a=b ",
  "<",
  "<script",
  "{{",
  "{{#a}}",
  "https://a",
  "\x1b[",
  "\u200d",
  "\n",
  " ",
  "\t",
  "- [",
  "- [ ] ",
  "=",
];

describe("in proportion to the text", () => {
  test.each(Object.entries(READERS))("%s", (_name, read) => {
    for (const unit of UNITS) linear((length) => read(unit.repeat(length / unit.length)), 1 << 17);
  });

  test("templates are checked", () => {
    for (const unit of ["{{a}}", "{{#a}}", "{{", "a", "{{#a}}{{/a}}"]) {
      linear((length) => checkTemplate(unit.repeat(length / unit.length), ["a"]), 1 << 14);
    }
  });

  test("YAML, up to the length that is read at all", () => {
    for (const unit of ["a: 1\n", "- ", "[", "{", "&a ", "*a ", "'", '"', "#", "? ", "x", "- &a [*a]\n", "|", "\t", "!!"]) {
      linear((length) => parseYaml(unit.repeat(length / unit.length)), 1 << 18);
    }
  });
});

/** Of a line of a log 4,096 units are looked at; no such line may take long, since a log has many. */
test("no line of a log is hard to judge", () => {
  const units = [
    "assertion ",
    "FAILED",
    "error ",
    "1:",
    "(1,",
    "a::",
    "a.b/",
    "E  ",
    "| ",
    "#1 ",
    "at (",
    "not ok 1",
    "0x",
    "sh: ",
    ": not found",
    "not: 1: ",
    "not ok #",
    "= ",
    "== assertion ",
    "=",
    "a=",
    "Tests: 1 ",
    "Caused by: ",
    "exit code ",
  ];
  for (const unit of units) {
    const line = `${unit.repeat(Math.ceil(4096 / unit.length)).slice(0, 4095)}!`;
    const turns = Array.from({ length: 20 }, (_, turn) => {
      const started = performance.now();
      [scoreLine(line, turn % 2 === 0, true), stableForm(line), bareText(line)].some(Boolean);
      return performance.now() - started;
    });
    expect({ unit, isQuick: Math.min(...turns) < 2 }).toEqual({ unit, isQuick: true });
  }
});
