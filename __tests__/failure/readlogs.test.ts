import { describe, expect, test } from "@jest/globals";
import { type FailedJob, failedJob, namedJob } from "../../src/failure/jobs.ts";
import { type LogReader, logsWanted, readLogs } from "../../src/failure/logs.ts";
import type { Refused } from "../../src/github/types.ts";
import { FORBIDDEN, handMade } from "./hub.ts";
import { aJob } from "./runs.ts";
import { failing, RUN } from "./told.ts";

const names = (jobs: readonly FailedJob[]) => jobs.map(({ name }) => name);
const note = { path: "a.ts", start_line: 1, annotation_level: "failure", title: null, message: "m" };

/** How many bytes the log has. */
const size: LogReader<number> = async (_, stream) => {
  let bytes = 0;
  for await (const chunk of stream) bytes += chunk.length;
  return bytes;
};

describe("whose logs are read", () => {
  test("three at most, in the order of the list", () => {
    const failed = ["a", "b", "c", "d"].map((name, index) => failing(index + 1, name));
    expect(names(logsWanted(failed))).toEqual(["a", "b", "c"]);
    expect(logsWanted([])).toEqual([]);
  });

  test("different names before several of one matrix", () => {
    const failed = ["test (1)", "test (2)", "test (3)", "lint", "docs"].map((name, index) => failing(index + 1, name));
    expect(names(logsWanted(failed))).toEqual(["test (1)", "lint", "docs"]);
    expect(names(logsWanted(failed.slice(0, 4)))).toEqual(["test (1)", "test (2)", "lint"]);
  });

  test("first of all that of the job that we run in", () => {
    const failed = ["a", "b", "c", "d"].map((name, index) => ({ ...failing(index + 1, name), own: index === 3 }));
    expect(names(logsWanted(failed))).toEqual(["a", "b", "d"]);
  });
});

describe("reading them", () => {
  test("nobody who wants them, no request", async () => {
    const { github, asked } = handMade({ logs: { 3: "abc" } });
    expect(await readLogs(github, [failing(3, "build")], undefined)).toEqual([]);
    expect(asked).toEqual([]);
  });

  test("gives what the reader made of each", async () => {
    const { github, asked } = handMade({ logs: { 3: "abc", 4: "" } });
    const [build, lint] = [failing(3, "build"), failing(4, "lint")];
    expect(await readLogs(github, [build, lint], size)).toEqual([
      { job: build, read: 3, refusals: [] },
      { job: lint, read: 0, refusals: [] },
    ]);
    expect(asked).toEqual(["log 3", "log 4"]);
  });

  test("a job that is not listed, or has not ended, has none to ask for", async () => {
    const { github, asked } = handMade({ logs: { 3: "abc" } });
    const named = namedJob("build", "failure", RUN, false);
    const { logId: _, ...nowhere } = failing(3, "build");
    const running = failedJob(aJob(3, "build", { conclusion: "failure", completed_at: null }), "failure", {
      logId: 3,
      runUrl: RUN,
      own: true,
    });
    const unlisted = "GitHub did not list the job, so its log has no address.";
    expect(await readLogs(github, [named], size)).toEqual([{ job: named, reason: unlisted, refusals: [] }]);
    expect(await readLogs(github, [nowhere], size)).toEqual([{ job: nowhere, reason: unlisted, refusals: [] }]);
    expect(await readLogs(github, [running], size)).toEqual([
      { job: running, reason: "GitHub serves the log of a job only when it has ended.", refusals: [] },
    ]);
    expect(asked).toEqual([]);
  });

  test("where it is not served, annotations are asked for", async () => {
    const { github, asked } = handMade({ annotations: [note] });
    const build = failing(3, "build");
    const [log] = await readLogs(github, [build], size);
    expect(log).toMatchObject({ job: build, annotations: [note], reason: "It is not there.", refusals: [{ why: "missing" }] });
    expect(log).not.toHaveProperty("read");
    expect(asked).toEqual(["log 3", "annotations"]);
  });

  test("where these are refused too, both refusals are told", async () => {
    const { github } = handMade({});
    const refusing = { ...github, annotations: async (): Promise<Refused> => FORBIDDEN };
    const [log] = await readLogs(refusing, [failing(3, "build")], size);
    expect(log?.refusals.map(({ why }) => why)).toEqual(["missing", "forbidden"]);
    expect(log).not.toHaveProperty("annotations");
  });

  test.each([
    [new Error("socket hang up\nat x"), "The log of job 3 could not be read to the end (socket hang up at x)."],
    [new Error("x".repeat(300)), `The log of job 3 could not be read to the end (${"x".repeat(199)}…).`],
    ["a word", "The log of job 3 could not be read to the end ()."],
  ])("a log that breaks off is one that was not served", async (error, reason) => {
    const { github } = handMade({ logs: { 3: "abc" }, annotations: [note] });
    const [log] = await readLogs(github, [failing(3, "build")], () => Promise.reject(error));
    expect(log).toMatchObject({ annotations: [note], reason, refusals: [{ ok: false, why: "unavailable" }] });
  });
});
