/** A whole step over a run in which strangers chose every word. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { parseCommand } from "../../sandbox/github/commands.mjs";
import type { Scenario } from "../../sandbox/github/types.d.mts";
import { API_KEY, GITHUB_TOKEN, openWorld, type Ran, type RunOptions, type World } from "../scenarios/harness.ts";
import { everywhere, strangersRun, type Words } from "./strangers.ts";
import { dangerous, PIECES } from "./texts.ts";

// Whole steps, on machines that are busy at times.
jest.setTimeout(30_000);

let world: World;
afterEach(() => world.close());

async function play(scenario: Scenario, options: RunOptions = {}): Promise<Ran> {
  world = await openWorld(scenario);
  return world.run(options);
}

/** Every text in a value, however deep. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.entries(value).flatMap(([name, inner]) => [name, ...textsOf(inner)]) : [];
}

function filesOf(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  // The event is the runner's own file.
  const files = entries.filter((entry) => entry.isFile() && entry.name !== "event.json");
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")).join("\n");
}

/** Everything that the step sent, printed, wrote. */
function leftBehind(ran: Ran): Readonly<Record<string, readonly string[]>> {
  return {
    gleap: ran.gleap.flatMap(({ body }) => textsOf(body)),
    stdout: [ran.stdout],
    outputs: Object.values(ran.outputs).flatMap((text) => (/^[[{]/.test(text) ? textsOf(JSON.parse(text)) : [text])),
    summary: [ran.summary],
    annotations: ran.annotations.map(({ message }) => message),
    files: [filesOf(ran.folder)],
  };
}

const shuffled = (seed: number) => PIECES.toSorted((one, other) => hash(one, seed) - hash(other, seed));
const hash = (text: string, seed: number) => Array.from(text).reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 65_521, seed);

describe("hostile words", () => {
  test.each([1, 2, 3, 4, 5, 6])("come out as text, wherever they come out (%d)", async (seed) => {
    const words = everywhere(shuffled(seed).join(seed % 2 === 0 ? "" : " x"));
    const ran = await play(strangersRun(words), {
      inputs: seed % 3 === 0 ? { "dry-run": "true" } : {},
      env: seed % 3 === 1 ? { RUNNER_DEBUG: "1" } : {},
    });
    expect(ran).toMatchObject({ exitCode: 0, outputs: { outcome: seed % 3 === 0 ? "planned" : "created" } });
    for (const [place, texts] of Object.entries(leftBehind(ran))) {
      for (const text of texts)
        expect({ place, found: dangerous.exec(text.replaceAll("\n", ""))?.[0], text }).toEqual({ place, found: undefined, text });
    }
    const commands = ran.stdout.split(/\r\n|\n|\r/).flatMap((line) => parseCommand(line) ?? []);
    expect(commands.filter(({ name }) => !["add-mask", "debug", "notice", "warning"].includes(name))).toEqual([]);
    const shared = world.gleap.tickets().flatMap((ticket) => [ticket["shareToken"], ticket["secretShareToken"]]);
    const masks = commands.filter(({ name }) => name === "add-mask").map(({ data }) => data);
    expect(masks.filter((mask) => ![API_KEY, GITHUB_TOKEN, ...shared].includes(mask))).toEqual([]);
    for (const ticket of world.gleap.tickets()) expect(String(ticket["description"]).match(/gleap-ticket\/\d/g)).toHaveLength(1);
  });
});

test("what looks like a template, a replacement or an expression is text", async () => {
  const words = "$& $1 $` $$ {{title}} {{#failed}}{{/failed}} ${{ secrets.KEY }} %s";
  const ran = await play(strangersRun(everywhere(words)), {
    inputs: { title: "{{workflow}}|{{job}}", description: "{{step}}|{{commit_subject}}|{{#failed}}{{name}}{{/failed}}" },
  });
  expect(ran.outputs["outcome"]).toBe("created");
  const [ticket] = world.gleap.tickets();
  expect(ticket?.title).toBe(`${words}|${words}`);
  expect(String(ticket?.["description"]).startsWith(`${words}|${words}|${words}`)).toBe(true);
});

const token = (place: string) => `ghp_${place.padEnd(8, "0")}${"aB3dE5gH7jK9mN1pQ2rS4tU6vW8x".slice(0, 28)}`;
const secretWords = Object.fromEntries(Object.keys(everywhere("")).map((place) => [place, `x ${token(place)} y`])) as Words;
const found = (ran: Ran) =>
  Object.entries(leftBehind(ran)).flatMap(([place, texts]) =>
    texts.flatMap((text) => (text.replaceAll("\\", "").match(/ghp_\w{9,}/g) ?? []).map((secret) => `${place}: ${secret}`)),
  );

describe("secrets in words", () => {
  test.each<[string, RunOptions]>([
    ["a ticket", {}],
    ["a ticket that is not sent", { inputs: { "api-key": "wrong-key" } }],
    ["a dry run", { inputs: { "dry-run": "true" } }],
    ["debug logging", { env: { RUNNER_DEBUG: "1" } }],
    [
      "templates",
      {
        inputs: {
          title: "{{workflow}} {{branch}} {{job}} {{step}} {{first_error}} {{base}}",
          description: "{{details}} {{commit_subject}} {{actor}} {{ref}}",
        },
      },
    ],
    ["a ticket for each step", { config: "version: 1\nfailure: { group-by: step }\n" }],
    ["a branch that gets no ticket", { config: "version: 1\nfailure: { refs: [default] }\n" }],
    ["a branch that a pattern refuses", { config: "version: 1\nfailure: { refs: [branches, '!*ghp_branch*'] }\n" }],
  ])("are in nothing that outlives the step: %s", async (_name, options) => {
    const ran = await play(strangersRun(secretWords), options);
    expect(found(ran)).toEqual([]);
  });

  test("nor in the note on a branch that was deleted", async () => {
    const scenario = strangersRun(secretWords);
    world = await openWorld(scenario);
    const first = await world.run();
    expect(first.outputs["outcome"]).toBe("created");
    const gone = { ref: secretWords.branch, ref_type: "branch", repository: { default_branch: "main", full_name: scenario.repository } };
    scenario.position.event = { name: "delete" };
    const ran = await world.run({
      event: gone,
      env: { GITHUB_EVENT_NAME: "delete", GITHUB_WORKFLOW_REF: `${scenario.repository}/.github/workflows/ci.yml@refs/heads/main` },
    });
    expect(ran.outputs["outcome"]).toBe("closed");
    expect(found(ran)).toEqual([]);
  });

  test("are counted, each once", async () => {
    const ran = await play(strangersRun(secretWords));
    expect(ran.summary).toMatch(/\n- \d+ secrets were cut out of logs and texts\\\./);
  });
});
