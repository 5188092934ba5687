import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseCommand, parsePairs } from "../../sandbox/github/commands.mjs";
import type { Scenario, StepOptions, StepResult } from "../../sandbox/github/types.d.mts";
import { runAction } from "../../sandbox/runner.mjs";
import { failedRun, forkPullRequest, rerun, startupFailure } from "../../sandbox/scenarios/index.mjs";

const ACTION = `name: Small
inputs:
  # a comment
  api-key:
    description: "A key: with a colon"
    required: true
  some mode:
    description: not read
  greeting:
    description: >-
      folded
      default: not this one
    default: 'it''s "fine"'
  escaped:
    default: "a\\tb" # not this
  plain:
    default: 12 # nor this
  github-token:
    default: \${{ github.token }}
  job-status:
    default: "\${{ job.status }}"
  job-id:
    default: \${{ job.check_run_id }}
  matrix:
    default: \${{ toJSON(matrix) }}
  needs:
    description: x
outputs:
  found:
    description: x
runs:
  using: node24
  main: main.mjs
`;
const GITHUB = { apiUrl: "http://127.0.0.1:1", serverUrl: "https://github.com", token: "ghs_token" };

let folder = "";
let done: StepResult[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gleap-ticket-action-"));
  await writeFile(join(folder, "action.yml"), ACTION.replaceAll("some mode", "some-mode"));
});
afterAll(async () => {
  await Promise.all(done.map((result) => result.remove()));
  await rm(folder, { recursive: true, force: true });
  done = [];
});

/** The step stands elsewhere. */
function at(position: Partial<Scenario["position"]>): Scenario {
  const scenario = failedRun();
  return { ...scenario, position: { ...scenario.position, place: "other", ...position } };
}

/** Runs `script` as the step. */
async function step(script: string, options: Partial<StepOptions> = {}): Promise<StepResult> {
  const entry = join(folder, `entry-${Math.random().toString(36).slice(2)}.mjs`);
  await writeFile(entry, `import fs from "node:fs";\nconst env = process.env;\n${script}`);
  const result = await runAction({ scenario: failedRun(), github: GITHUB, action: folder, entry, ...options });
  done.push(result);
  return result;
}

const DUMP = `fs.writeFileSync(env.GITHUB_OUTPUT, "env<<X\\n" + JSON.stringify(env) + "\\nX\\nevent<<X\\n" + JSON.stringify(JSON.parse(fs.readFileSync(env.GITHUB_EVENT_PATH, "utf8"))) + "\\nX\\n");`;
async function seen(options: Partial<StepOptions> = {}): Promise<{ env: Record<string, string>; event: Record<string, unknown> }> {
  const { outputs } = await step(DUMP, options);
  return {
    env: JSON.parse(outputs["env"] ?? "") as Record<string, string>,
    event: JSON.parse(outputs["event"] ?? "") as Record<string, unknown>,
  };
}

describe("what the step is given", () => {
  test("inputs: defaults, values as they are, names in any case", async () => {
    const { env } = await seen({ inputs: { "API-Key": "${{ secrets.X }}", greeting: "" } });
    const inputs = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith("INPUT_")));
    expect(inputs).toEqual({
      "INPUT_API-KEY": "${{ secrets.X }}",
      "INPUT_SOME-MODE": "",
      INPUT_GREETING: "",
      INPUT_ESCAPED: "a\tb",
      INPUT_PLAIN: "12",
      "INPUT_GITHUB-TOKEN": "ghs_token",
      "INPUT_JOB-STATUS": "success",
      "INPUT_JOB-ID": "45001289000",
      INPUT_MATRIX: "null",
      INPUT_NEEDS: "",
    });
    expect((await seen()).env["INPUT_GREETING"]).toBe(`it's "fine"`);
  });

  test("the position's `with:` is evaluated, needs can be given anew", async () => {
    const scenario = failedRun({ place: "aggregator" });
    const { env } = await seen({ scenario });
    expect(JSON.parse(env["INPUT_NEEDS"] ?? "")).toMatchObject({
      lint: { result: "success" },
      test: { result: "failure", outputs: {} },
      deploy: { result: "skipped" },
    });
    const given = await seen({
      scenario: { ...scenario, position: { ...scenario.position, matrix: { node: 24 } } },
      needs: { a: { result: "success", outputs: {} } },
    });
    expect(JSON.parse(given.env["INPUT_NEEDS"] ?? "")).toEqual({ a: { result: "success", outputs: {} } });
    expect(given.env["INPUT_MATRIX"]).toBe('{\n  "node": 24\n}');
  });

  test("variables of the run, a clean environment, an empty workspace with the given files", async () => {
    process.env["SANDBOX_LEAK"] = "must not get through";
    const { env, event } = await seen({ files: { "logs/a.txt": "x" }, env: { HTTPS_PROXY: "http://127.0.0.1:9", RUNNER_DEBUG: "1" } });
    delete process.env["SANDBOX_LEAK"];
    expect(env).toMatchObject({
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_API_URL: GITHUB.apiUrl,
      GITHUB_EVENT_NAME: "workflow_run",
      GITHUB_REPOSITORY: "octo-org/widget",
      GITHUB_WORKFLOW_REF: "octo-org/widget/.github/workflows/gleap.yml@refs/heads/main",
      GITHUB_REF_NAME: "main",
      GITHUB_REF_TYPE: "branch",
      GITHUB_RUN_NUMBER: "1028",
      HTTPS_PROXY: "http://127.0.0.1:9",
      RUNNER_DEBUG: "1",
    });
    expect(env["SANDBOX_LEAK"]).toBeUndefined();
    expect(env["NODE_OPTIONS"]).toBeUndefined();
    expect(event).toMatchObject({
      action: "completed",
      workflow_run: { run_number: 128, conclusion: "failure" },
      workflow: { path: ".github/workflows/ci.yml" },
    });
    expect(existsSync(join(env["GITHUB_WORKSPACE"] ?? "", "logs/a.txt"))).toBe(true);
    expect(env["RUNNER_TEMP"]).toContain(tmpdir());
  });

  test.each([
    [
      failedRun({ place: "step" }),
      { GITHUB_EVENT_NAME: "push", GITHUB_JOB: "test", "INPUT_JOB-STATUS": "failure" },
      { ref: "refs/heads/main", head_commit: { distinct: true } },
    ],
    [
      forkPullRequest({ place: "aggregator" }),
      { GITHUB_HEAD_REF: "feature/search", GITHUB_BASE_REF: "main", GITHUB_REF_NAME: "45/merge", "INPUT_API-KEY": "" },
      { number: 45, pull_request: { head: { repo: { fork: true } } } },
    ],
    [rerun({ place: "aggregator" }), { GITHUB_RUN_ATTEMPT: "2", GITHUB_TRIGGERING_ACTOR: "linus-example" }, { before: expect.any(String) }],
    [
      at({ event: { name: "release", action: "published", release: "v1.9.0" }, ref: "refs/tags/v1.9.0" }),
      { GITHUB_REF_TYPE: "tag", GITHUB_REF_NAME: "v1.9.0" },
      { action: "published", release: { tag_name: "v1.9.0" } },
    ],
    [at({ event: { name: "schedule", schedule: "7 * * * *" } }), { GITHUB_EVENT_NAME: "schedule" }, { schedule: "7 * * * *" }],
    [startupFailure({ place: "other" }), { GITHUB_EVENT_NAME: "workflow_dispatch" }, { inputs: { run: "16200000128" } }],
    [at({ event: { name: "issues", action: "opened", issue: 42 } }), {}, { action: "opened", issue: { number: 42 } }],
  ])("event %#", async (scenario, env, event) => {
    const given = await seen({ scenario });
    expect(given.env).toMatchObject(env);
    expect(given.event).toMatchObject({ ...event, repository: { full_name: "octo-org/widget" }, sender: { login: expect.any(String) } });
  });

  test("an event of one's own wins; one the scenario cannot fill is an error", async () => {
    expect((await seen({ event: { zen: "x" } })).event).toEqual({ zen: "x" });
    await expect(step("", { scenario: at({ event: { name: "release", release: "v0" } }) })).rejects.toThrow("does not have");
  });

  test("an input that is not declared is a warning; an expression beyond the small reader is an error", async () => {
    const { annotations, env } = await step("", { inputs: { tilte: "x" } });
    expect(annotations[0]).toMatchObject({
      level: "warning",
      message: expect.stringContaining("Unexpected input(s) 'tilte', valid inputs are ['api-key', ") as unknown as string,
    });
    expect(env["INPUT_TILTE"]).toBe("x");
    await expect(step("", { scenario: at({ with: { needs: "${{ always() && 1 }}" } }) })).rejects.toThrow(
      "cannot evaluate ${{ always() && 1 }}",
    );
  });

  test("action.yml that says more than the small reader knows is an error", async () => {
    const other = join(folder, "other");
    await mkdir(other, { recursive: true });
    await writeFile(join(other, "action.yml"), "inputs:\n  a:\n    default: |\n      x\nruns:\n  main: x.mjs\n");
    await expect(step("", { action: other })).rejects.toThrow("does not read this in action.yml");
    await writeFile(join(other, "action.yml"), "inputs:\n  a:\n    default: x\n");
    await expect(step("", { action: other })).rejects.toThrow("names no script");
  });
});

describe("what the step leaves behind", () => {
  test("outputs, state, environment, path and summary", async () => {
    const result = await step(`
      fs.appendFileSync(env.GITHUB_OUTPUT, "a=1=2\\nb<<EOF\\nline 1\\n\\nc=x\\nEOF\\n");
      fs.appendFileSync(env.GITHUB_STATE, "s=1\\n");
      fs.appendFileSync(env.GITHUB_ENV, "E=1\\n");
      fs.appendFileSync(env.GITHUB_PATH, "/opt/x\\n");
      fs.appendFileSync(env.GITHUB_STEP_SUMMARY, "# Hello\\n");
      process.exitCode = 3;`);
    expect(result).toMatchObject({
      outputs: { a: "1=2", b: "line 1\n\nc=x" },
      state: { s: "1" },
      envFile: { E: "1" },
      paths: ["/opt/x"],
      summary: "# Hello\n",
      exitCode: 3,
      conclusion: "failure",
    });
    expect(result.ms).toBeGreaterThan(0);
  });

  test("a file the runner cannot read, and a summary that is too large, are errors of the step", async () => {
    const broken = await step(
      `fs.writeFileSync(env.GITHUB_OUTPUT, "no sign"); fs.writeFileSync(env.GITHUB_STEP_SUMMARY, "x".repeat(1024 * 1024 + 1));`,
    );
    expect(broken).toMatchObject({ exitCode: 0, conclusion: "failure", outputs: {}, summary: "" });
    expect(broken.annotations.map((entry) => entry.message)).toEqual([
      "Unable to process file command 'output' successfully. Invalid format 'no sign'",
      expect.stringContaining("supports content up to a size of 1024k, got 1025k"),
    ]);
  });

  test("the log: commands obeyed, masks from then on, the raw output untouched", async () => {
    const result = await step(
      `console.log("key s3cret before");
      console.log("::add-mask::s3cret");
      console.log("::group::A group");
      console.log("key s3cret after, token ghs_token, first line one");
      console.log("::endgroup::");
      console.log("::add-mask::line one%0Aline two");
      console.log("then line two alone");
      console.log("::notice title=T%3A1,file=a.js::50%25 done%0Anext");
      console.log("##[warning]from the old form");
      console.log("::debug::hidden");
      console.log("::stop-commands::halt");
      console.log("::error::not a command");
      console.log("::halt::");
      console.log("::set-env name=X::y");
      console.log("::unknown::stays");
      process.stdout.write("progress 10%\\r::error::after a carriage return\\r\\nlast line without end");`,
      { secrets: ["first line"] },
    );
    expect(result.masks).toEqual(["s3cret", "line one\nline two"]);
    expect(result.log.slice(result.log.indexOf("key"))).toBe(
      [
        "key s3cret before",
        "##[group]A group",
        "key *** after, token ***, *** one",
        "##[endgroup]",
        "then *** alone",
        "##[notice]50% done\nnext",
        "##[warning]from the old form",
        "::error::not a command",
        "::halt::",
        "##[error]The `set-env` command is disabled.",
        "::unknown::stays",
        "progress 10%",
        "##[error]after a carriage return",
        "last line without end",
        "",
      ].join("\n"),
    );
    expect(result.annotations).toEqual([
      { level: "notice", message: "50% done\nnext", properties: { title: "T:1", file: "a.js" } },
      { level: "warning", message: "from the old form", properties: {} },
      { level: "error", message: "after a carriage return", properties: {} },
    ]);
    expect(result.stdout).toContain("key s3cret after, token ghs_token");
    expect(result.log).toContain("  github-token: ***\n");
  });

  test("ten annotations of a kind, 4,096 characters each; debug lines where they are asked for", async () => {
    const result = await step(
      `for (let i = 0; i < 12; i += 1) console.error("::error::" + "x".repeat(5000)); console.log("::debug::seen");`,
      { env: { RUNNER_DEBUG: "1" } },
    );
    expect(result.annotations.map((entry) => entry.message.length)).toEqual(Array.from({ length: 10 }, () => 4096));
    expect(result.log).toContain("##[debug]seen");
    expect(result.stderr.length).toBe(12 * 5010);
  });

  test("a step that hangs is ended", async () => {
    const result = await step("setInterval(() => {}, 1000);", { timeoutMs: 300 });
    expect(result).toMatchObject({ exitCode: null, signal: "SIGKILL", conclusion: "failure" });
  });

  test("a program that is not there is an error", async () => {
    await expect(step("", { node: join(folder, "no-such-node") })).rejects.toThrow("ENOENT");
  });
});

const data = (value: string) => value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (value: string) => data(value).replaceAll(":", "%3A").replaceAll(",", "%2C");

describe("reading hostile text", () => {
  const text = fc.string({ unit: "binary", maxLength: 60 });

  test("what core escapes comes out as it went in", () => {
    fc.assert(
      fc.property(
        text,
        text.filter((value) => value !== "" && value.trim() === value),
        (message, title) => {
          expect(parseCommand(`::error title=${property(title)}::${data(message)}`)).toEqual({
            name: "error",
            properties: { title },
            data: message,
          });
        },
      ),
    );
  });

  test("pairs with a delimiter of their own survive anything", () => {
    fc.assert(
      fc.property(
        fc.array(
          text.filter((value) => !value.includes("\r") && !value.includes("ghadelimiter")),
          { maxLength: 5 },
        ),
        (values) => {
          const file = values.map((value, index) => `key${index}<<ghadelimiter_1\n${value}\nghadelimiter_1\n`).join("");
          expect(parsePairs(file)).toEqual(Object.fromEntries(values.map((value, index) => [`key${index}`, value])));
        },
      ),
    );
    expect(() => parsePairs("a<<EOF\nb\n")).toThrow("Matching delimiter not found 'EOF'");
  });
});
