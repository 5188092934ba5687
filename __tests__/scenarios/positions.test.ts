import { existsSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { Scenario } from "../../sandbox/github/types.d.mts";
import { failedRun, greenRun, matrix, rerun, startupFailure, timeout } from "../../sandbox/scenarios/index.mjs";
import { openWorld, type RunOptions, told, type World } from "./harness.ts";

let world: World;
afterEach(() => world.close());

async function play(scenario: Scenario, options: RunOptions = {}) {
  world = await openWorld(scenario);
  return world.run(options);
}

/** The description of the one ticket there is. */
function description(): string {
  const tickets = world.gleap.tickets();
  expect(tickets).toHaveLength(1);
  return String(tickets[0]?.["description"]);
}

const failed = (outputs: Readonly<Record<string, string>>) =>
  (JSON.parse(outputs["failed-jobs"] ?? "") as { name: string; steps: { name: string }[] }[]).map(
    ({ name, steps }) => `${name}: ${steps.map((step) => step.name).join(", ")}`,
  );

const FIRST_ERROR = "First error:\nTypeError: Cannot read properties of undefined (reading 'amount')\n";

describe("a workflow of its own", () => {
  test("job, step, log and commits, with few requests", async () => {
    const ran = await play(failedRun());
    expect(ran).toMatchObject({ exitCode: 0, outputs: { outcome: "created" } });
    expect(failed(ran.outputs)).toEqual(["test: Run npm test"]);
    expect(description()).toContain(FIRST_ERROR);
    expect(description()).toContain('- test failed in step "Run npm test" (exit code 1)\n');
    // Config, jobs, log, green runs, comparison.
    expect(ran.github).toHaveLength(5);
    expect(ran.logs).toHaveLength(1);
  });

  test("a green run without a ticket asks nobody about jobs", async () => {
    const ran = await play(greenRun());
    expect(ran.outputs).toMatchObject({ outcome: "skipped", "failed-jobs": "[]" });
    expect(told(ran.github).filter((line) => line.includes("/actions/"))).toEqual([]);
    expect(world.gleap.tickets()).toEqual([]);
  });

  test("a run of the reporting workflow itself is left alone", async () => {
    const scenario = failedRun();
    const own = scenario.workflows.find(({ path }) => path === scenario.position.workflow.path);
    for (const run of scenario.runs) run.workflow = own?.id ?? 0;
    const ran = await play(scenario);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { outcome: "skipped" } });
    expect(ran.annotations).toEqual([
      expect.objectContaining({ level: "notice", message: expect.stringContaining("does not report itself") }),
    ]);
    expect(ran.gleap).toEqual([]);
  });
});

describe("a last job with `needs`", () => {
  test("a run of 300 jobs, ours among them, of which number 271 failed", async () => {
    const ran = await play(matrix({ place: "aggregator", jobs: 299 }));
    expect(failed(ran.outputs)).toEqual(["test (shard 271): Run npm test"]);
    expect(description()).toMatch(/^CI failed on main of octo-org\/widget: 1 of 299 jobs\.\n/);
    expect(told(ran.github).filter((line) => line.includes("/jobs?"))).toHaveLength(3);
    expect(ran.github.length).toBeLessThanOrEqual(8);
  });

  test("a log that is not served costs one request more, and annotations stand in", async () => {
    const scenario = matrix({ place: "aggregator", jobs: 299 });
    for (const job of scenario.runs[0]?.attempts[0]?.jobs ?? []) if (job.conclusion === "failure") job.log = null;
    const ran = await play(scenario);
    expect(ran.github.length).toBeLessThanOrEqual(9);
    expect(description()).toContain("What GitHub notes on test (shard 271):");
    expect(description()).toContain("First error:\ntest/checkout.test.js:57: adds shipping to the total: TypeError: ");
  });

  test("no permission at all: `needs` names the job, and the missing lines are printed", async () => {
    const scenario = failedRun({ place: "aggregator" });
    const ran = await play({ ...scenario, refused: ["actions", "contents", "checks", "pull-requests"] });
    expect(ran).toMatchObject({ exitCode: 0, outputs: { outcome: "created" } });
    expect(failed(ran.outputs)).toEqual(["test: "]);
    expect(description()).toContain("- test failed\n");
    expect(description()).toMatch(/^- The workflow lacks: actions: read/m);
    const lines = "permissions:\n  actions: read\n  contents: read\n";
    expect(ran.summary).toContain(`\`\`\`yaml\n${lines}\`\`\``);
    expect(ran.log).toContain(lines.trimEnd());
    expect(ran.annotations.map(({ level }) => level)).toEqual(["notice", "warning"]);
  });

  test("every need succeeded: green, whatever the list says", async () => {
    const ran = await play(failedRun({ place: "aggregator" }), {
      needs: { lint: { result: "success", outputs: {} }, test: { result: "success", outputs: {} } },
    });
    expect(ran.outputs).toMatchObject({ outcome: "skipped", "failed-jobs": "[]" });
  });
});

describe("a step of the failing job", () => {
  test("its own log is not served yet: a sentence says so", async () => {
    const ran = await play(failedRun({ place: "step" }));
    expect(failed(ran.outputs)).toEqual(["test: Run npm test"]);
    expect(description()).toContain("No log of test: GitHub serves the log of a job only when it has ended.\n");
    expect(ran.logs).toEqual([]);
    expect(ran.github.length).toBeLessThanOrEqual(8);
  });

  test("a log file that the job wrote stands in", async () => {
    const log = ["compiling", "Error: the database is gone", "    at connect (db.js:3:1)", "done"].join("\n");
    await play(failedRun({ place: "step" }), { inputs: { "log-file": "missing.log\nlogs/*.log" }, files: { "logs/test.log": log } });
    expect(description()).toContain("First error:\nError: the database is gone\n");
    expect(description()).toContain('From the log file of test, step "Run npm test" (4 of 4 lines):\n');
  });

  test("no permission: `job-status` alone says that it failed", async () => {
    const scenario = failedRun({ place: "step" });
    const ran = await play({ ...scenario, refused: ["actions", "contents"] });
    expect(ran.outputs["outcome"]).toBe("created");
    expect(failed(ran.outputs)).toEqual(["test: "]);
    expect(ran.summary).toContain("permissions:\n  actions: read\n");
  });
});

describe("how a run can fail", () => {
  test("a job that timed out and one cancelled at its limit failed; one that was cancelled did not", async () => {
    const ran = await play(timeout());
    expect(failed(ran.outputs)).toEqual(["e2e: Run npm run e2e", "integration: Run npm run e2e"]);
    expect(description()).toMatch(/^CI ran out of time on main of octo-org\/widget: 2 of 3 jobs\.\n/);
  });

  test("`failure.cancelled: ticket` counts it too", async () => {
    const ran = await play(timeout(), { config: "version: 1\nfailure: { cancelled: ticket }\n" });
    expect(failed(ran.outputs).map((line) => line.split(":")[0])).toEqual(["e2e", "integration", "docs"]);
  });

  test("a run that was only cancelled is no failure", async () => {
    const scenario = timeout();
    const [run] = scenario.runs;
    if (run?.attempts[0] !== undefined) run.attempts[0].jobs = run.attempts[0].jobs.filter(({ name }) => name === "docs");
    const ran = await play(scenario);
    expect(ran.outputs["outcome"]).toBe("skipped");
    expect(world.gleap.tickets()).toEqual([]);
  });

  test("one job was run again: the copy that failed before serves its log under its old id", async () => {
    const ran = await play(rerun());
    expect(failed(ran.outputs)).toEqual(["e2e: Run npm run e2e", "test: Run npm test"]);
    expect(description()).toContain("First error, in e2e:\nError: connect ECONNREFUSED 127.0.0.1:4100\n");
    expect(description()).toContain("Run: 128, attempt 2, event push");
    expect(description()).toMatch(/ first=128\.2 last=128\.2 /);
    expect(told(ran.github).filter((line) => line.includes("/jobs?"))).toEqual([expect.stringContaining("/jobs?filter=all")]);
  });

  test("a run that could not start has no jobs, and the ticket says so", async () => {
    const ran = await play(startupFailure());
    expect(ran.outputs).toMatchObject({ outcome: "created", "failed-jobs": "[]" });
    expect(description()).toMatch(/^CI could not start on main of octo-org\/widget: the run has no jobs\.\n/);
  });

  test("`run-id` reports a run that fired no event", async () => {
    const ran = await play(startupFailure({ place: "other" }), { inputs: { title: "{{workflow}} {{class}}" } });
    expect(ran.outputs).toMatchObject({ outcome: "created", key: "gh-ci-main-33ae23bae6" });
    expect(world.gleap.tickets()[0]?.title).toBe("CI startup");
  });

  test("a `run-id` that is not there is an error that names the input", async () => {
    const ran = await play(failedRun(), { inputs: { "run-id": "999" } });
    expect(ran).toMatchObject({ exitCode: 0, outputs: { outcome: "failed" } });
    expect(ran.annotations).toEqual([
      expect.objectContaining({ level: "warning", message: expect.stringMatching(/^Run 999 could not be read\./) }),
    ]);
    expect(ran.gleap).toEqual([]);
  });
});

/** Recorded from public repositories; not part of this one, so a checkout alone goes without. */
const REAL = new URL("../../../shared/real/", import.meta.url);
const real = (name: string) => (existsSync(new URL(name, REAL)) ? test : test.skip);

describe("as GitHub served it", () => {
  real("run-startup-failure.json")("a run that failed at start-up", async () => {
    const recorded = JSON.parse(readFileSync(new URL("run-startup-failure.json", REAL), "utf8")) as Record<string, unknown>;
    world = await openWorld(startupFailure());
    const repository = { full_name: "octo-org/widget", private: true, default_branch: "main" };
    const ran = await world.run({
      event: { action: "completed", workflow_run: { ...recorded, head_repository: repository, repository }, repository },
      inputs: { title: "{{workflow}} {{class}} {{run_number}}" },
    });
    expect(ran.outputs["outcome"]).toBe("created");
    expect(world.gleap.tickets()[0]?.title).toBe(`${String(recorded["name"])} startup ${String(recorded["run_number"])}`);
    expect(description()).toContain(" could not start on main of octo-org/widget");
  });

  real("job-log-phpunit-in-docker.txt")("a log whose end says nothing", async () => {
    const scenario = failedRun();
    const job = scenario.runs[0]?.attempts[0]?.jobs.find(({ name }) => name === "test");
    if (job === undefined) throw new Error("the scenario has no job `test`");
    job.log = readFileSync(new URL("job-log-phpunit-in-docker.txt", REAL), "utf8");
    const day = /^\uFEFF?(\d{4}-\d\d-\d\d)T/.exec(job.log)?.[1] ?? "";
    const step = (name: string, number: number, from: string, to: string, conclusion = "success") => ({
      ...{ name, number, status: "completed", conclusion, started_at: `${day}T${from}Z`, completed_at: `${day}T${to}Z` },
    });
    job.steps = [
      step("Set up job", 1, "07:20:30", "07:20:51"),
      step("Run hexlet/project-action@release", 2, "07:20:51", "07:21:15", "failure"),
      step("Complete job", 3, "07:21:15", "07:21:16"),
    ];
    await play(scenario);
    expect(description()).toContain("First error:\nError: Call to undefined function Differ\\Differ\\genDiff()\n");
  });
});
