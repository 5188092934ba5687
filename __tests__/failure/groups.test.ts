import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Told } from "../../src/failure/body.ts";
import type { Excerpt } from "../../src/failure/excerpt.ts";
import { type GroupBy, type Grouped, groupFailures, placeOf, workflowGroup } from "../../src/failure/groups.ts";
import { namedJob } from "../../src/failure/jobs.ts";
import { pullRef, tagRef } from "../../src/failure/ref.ts";
import { jobHash, jobKey, stepKey } from "../../src/tickets/identity.ts";
import { sameFailure } from "../../src/tickets/state.ts";
import type { Group, NoteText } from "../../src/tickets/types.ts";
import { configWith, draftingWith, excerptOf, factsOf, failing, RUN, reportedRun, told } from "./told.ts";

const ERROR = "TypeError: parse is not a function";
const LOG = excerptOf(["> jest", ERROR], { error: 1 });

function grouped(about: Told, by: GroupBy = "workflow", config = configWith()): Grouped {
  const after = config.failure.after;
  return groupFailures(about.facts, about.jobs, { by, after, drafting: draftingWith(config) });
}

function shown(note: NoteText | undefined): readonly string[] {
  return (note ?? []).map((paragraph) => paragraph.map(({ text, href }) => (href === undefined ? text : `[${text}](${href})`)).join(""));
}

const signature = (about: Told, by: GroupBy = "workflow") => grouped(about, by).groups[0]?.signature ?? "";
const noteOf = (about: Told) => shown(grouped(about).groups[0]?.note);
const holdOf = (about: Told, config = configWith()): Group["hold"] => grouped(about, "workflow", config).workflow.hold;
const firstKey = (about: Told, by: GroupBy) => grouped(about, by).groups[0]?.key;

describe("keys", () => {
  const run = reportedRun();
  const nightly = { ...run, ref: tagRef("v1"), workflow: { ...run.workflow, path: ".github/workflows/nightly.yml" } };
  const pull = { ...run, ref: pullRef("contributor/widget", "feature/Über-login", 57) };

  test("are those of the contract", () => {
    expect(firstKey(told([failing(3, "test")]), "workflow")).toBe("gh-ci-main-33ae23bae6");
    expect(firstKey(told([failing(3, "test (18, x)")]), "job")).toBe("gh-ci-main-d71b3e80ee");
    expect(firstKey(told([failing(3, "build / test (24)", ["Run npm test"])], [], { run: nightly }), "step")).toBe(
      "gh-nightly-tags-3b7bb70157",
    );
    expect(firstKey(told([failing(3, "test")], [], { run: pull }), "workflow")).toBe("gh-ci-feature-ber-login-7e0e128367");
  });

  test("are made of the names as GitHub has them, not of what is shown", () => {
    const place = placeOf(run);
    const names = ["lint (a) (b)", `deploy ghp_${"a1B2".repeat(9)}`, `x${"y".repeat(400)}`, "a\u202eb", "tab\tname"];
    for (const name of names) {
      const about = told([failing(3, name, [name])]);
      expect([firstKey(about, "job"), firstKey(about, "step")]).toEqual([jobKey(place, name), stepKey(place, name, name)]);
    }
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (name) => {
        expect(firstKey(told([failing(3, name)]), "job")).toBe(jobKey(place, name));
      }),
    );
  });
});

describe("groups", () => {
  const matrix = [failing(3, "test (18)"), failing(4, "test (20)"), failing(5, "lint", ["Run eslint", "Upload"]), failing(6, "docs", [])];

  test("by workflow: one, with all jobs", () => {
    const { groups, workflow } = grouped(told(matrix, [LOG]));
    expect(groups).toEqual([workflow]);
    expect(workflow).toMatchObject({ label: "workflow ci.yml on main", color: "red", draft: { title: "CI failed on main" } });
    expect(workflow.failedJobs).toEqual(["test (18)", "test (20)", "lint", "docs"].map(jobHash).toSorted());
  });

  test("by job: all of a matrix in one, each with a title, a class and a description of its own", () => {
    const late = failing(7, "e2e", ["Run playwright"], "timeout");
    const { groups, workflow } = grouped(told([...matrix, late], [LOG]), "job");
    expect(groups.map(({ label, failedJobs }) => [label, failedJobs.length])).toEqual([
      ["job test", 2],
      ["job lint", 1],
      ["job docs", 1],
      ["job e2e", 1],
    ]);
    expect(groups.map(({ draft }) => draft?.title)).toEqual(["test", "lint", "docs", "e2e"].map((name) => `CI failed on main: ${name}`));
    const bodies = groups.map(({ draft }) => draft?.body.map(({ text }) => text).join("") ?? "");
    expect(bodies[0]).toContain(ERROR);
    expect(bodies[1]).not.toContain(ERROR);
    expect(bodies[3]?.split("\n")[0]).toBe("CI ran out of time on main of octo-org/widget: 1 of 6 jobs ran out of time.");
    expect(workflow.draft?.title).toBe("CI failed on main");
    expect(workflow.failedJobs).toHaveLength(5);
  });

  test("by step: a job that failed in two steps is in two, the excerpt with the first", () => {
    const { groups } = grouped(told([matrix[2] ?? failing(5, "lint"), failing(6, "docs", [])], [LOG]), "step");
    expect(groups.map(({ label, draft }) => [label, draft?.title])).toEqual([
      ["step lint, Run eslint", "CI failed on main: lint, Run eslint"],
      ["step lint, Upload", "CI failed on main: lint, Upload"],
      ["job docs", "CI failed on main: docs"],
    ]);
    expect(groups.map(({ key }) => key).at(2)).toBe(stepKey(placeOf(reportedRun()), "docs"));
    expect(groups.map(({ draft }) => draft?.body.some(({ cut }) => cut === "excerpt"))).toEqual([true, false, false]);
    expect(groups.map(({ failedJobs }) => failedJobs)).toEqual([[jobHash("lint")], [jobHash("lint")], [jobHash("docs")]]);
  });

  test("steps that have the same key share a ticket, and their job is in it once", () => {
    const { groups } = grouped(told([failing(3, "shards", ["Shard 1", "Shard 2"])]), "step");
    expect(groups).toHaveLength(1);
    expect(groups[0]?.draft?.customData["failed_jobs"]).toBe("shards");
    expect(groups[0]?.draft?.body[2]?.text).toContain('in step "Shard 1"');
    expect(groups[0]?.draft?.body[2]?.text).toContain('in step "Shard 2"');
  });

  test.each<[string, Partial<Told["facts"]>, Told["jobs"] | undefined]>([
    ["nobody listed the jobs", { listed: false }, undefined],
    ["the run has no jobs", { class: "startup" }, []],
  ])("one for the workflow, whatever is asked for, where %s", (_, more, jobs) => {
    const about = told([namedJob("build", "failure", RUN, false)], [], more);
    const { groups, workflow } = grouped({ ...about, jobs: jobs ?? about.jobs }, "job");
    expect(groups).toEqual([workflow]);
    expect(workflow.color).toBe("red");
  });

  test.each(["green", "unknown"] as const)("%s: nothing but the color", (color) => {
    const { groups, workflow, notes } = grouped(told([], [], { color }), "job");
    expect([groups, notes]).toEqual([[workflow], []]);
    expect(workflow).toEqual({ key: "gh-ci-main-33ae23bae6", label: "workflow ci.yml on main", color, failedJobs: [], signature: "" });
    expect(workflow).toEqual(workflowGroup(factsOf([], { color })));
  });
});

describe("signatures", () => {
  const from = (source: Excerpt["source"], text = ERROR) => excerptOf(["> jest", text], { error: 1, source });
  const base = told([failing(3, "test (18)"), failing(4, "lint")], [LOG]);

  test.each<[string, Told]>([
    ["order of the jobs", told([failing(4, "lint"), failing(3, "test (18)")], [undefined, LOG])],
    ["values of the matrix", told([failing(3, "test (20)"), failing(4, "lint")], [LOG])],
    ["ids, commit and run", told([failing(8, "test (18)"), failing(9, "lint")], [LOG], { run: reportedRun({ id: 5, run_number: 130 }) })],
    ["numbers and places in the error", told([failing(3, "test (18)"), failing(4, "lint")], [from("log", `${ERROR} `)])],
    ["a green job beside it", told([failing(3, "test (18)"), failing(4, "lint")], [LOG], { results: [] })],
    ["an error from another source", told([failing(3, "test (18)"), failing(4, "lint")], [from("annotations", "Something else: 4")])],
    ["no log at all", told([failing(3, "test (18)"), failing(4, "lint")], [])],
  ])("do not change with %s", (_, other) => {
    expect(sameFailure(signature(base), signature(other))).toBe(true);
  });

  test.each<[string, Told]>([
    ["another job", told([failing(3, "test (18)"), failing(4, "docs")], [LOG])],
    ["one job more", told([failing(3, "test (18)"), failing(4, "lint"), failing(5, "docs")], [LOG])],
    ["one job less", told([failing(3, "test (18)")], [LOG])],
    ["another step", told([failing(3, "test (18)", ["Run npm ci"]), failing(4, "lint")], [LOG])],
    ["another class", told([failing(3, "test (18)", ["Run npm test"], "timeout"), failing(4, "lint")], [LOG])],
    ["another error of the same source", told([failing(3, "test (18)"), failing(4, "lint")], [from("log", "RangeError: out of it")])],
  ])("change with %s", (_, other) => {
    expect(sameFailure(signature(base), signature(other))).toBe(false);
  });

  test("versions and digits in the name of a step make no other failure", () => {
    const [one, two, three] = ["Deploy 1.2.3", "Deploy 1.2.4", "Roll back 1.2.3"].map((step) =>
      signature(told([failing(3, "build", [step])])),
    );
    expect([sameFailure(one ?? "", two ?? ""), sameFailure(one ?? "", three ?? "")]).toEqual([true, false]);
  });

  test("names cannot be joined to other ones", () => {
    const one = signature(told([failing(3, "a|b", ["c"])]));
    expect(sameFailure(one, signature(told([failing(3, "a", ["b|c"])])))).toBe(false);
  });

  test("of a job do not follow its neighbours, nor the class of the whole run", () => {
    const late = failing(3, "e2e", ["Run playwright"], "timeout");
    const beside = told([late, failing(4, "lint")], [], { class: "failure" });
    expect(signature(beside, "job")).toBe(signature(told([late], [], { class: "timeout" }), "job"));
  });

  test("of runs without jobs go by the class", () => {
    const [startup, again, timeout] = (["startup", "startup", "timeout"] as const).map((kind) => signature(told([], [], { class: kind })));
    expect([startup === again, sameFailure(startup ?? "", timeout ?? "")]).toEqual([true, false]);
  });
});

describe("notes", () => {
  test("say what failed, the first error and the commit, with links", () => {
    const late = failing(4, "e2e", [], "timeout");
    expect(noteOf(told([failing(3, "build"), late, failing(5, "x", [], "cancelled"), failing(6, "y", [], "startup")], [LOG]))).toEqual([
      `failed in [build, step "Run npm test"](${RUN}/job/3#step:4:1)`,
      `ran out of time in [e2e](${RUN}/job/4)`,
      `was cancelled in [x](${RUN}/job/5)`,
      `could not start [y](${RUN}/job/6)`,
      `First error: ${ERROR}`,
      expect.stringMatching(/^Commit \[4f0c2d6a9b\]\(https:\S+\) Cache the parser$/),
    ]);
  });

  test("name at most five jobs", () => {
    const lines = noteOf(told(Array.from({ length: 9 }, (_, index) => failing(index + 1, `test (${index})`))));
    expect(lines).toHaveLength(7);
    expect(lines[5]).toBe("and 4 more.");
  });

  test.each([
    ["startup", "could not start: the run has no jobs."],
    ["failure", "failed."],
    ["timeout", "ran out of time."],
    ["cancelled", "was cancelled."],
  ] as const)("without jobs: %s", (kind, text) => {
    const { commit: _, ...facts } = told([], [], { class: kind }).facts;
    expect(noteOf({ facts, jobs: [] })).toEqual([text]);
  });

  test("link http(s) only and show no secret", () => {
    const evil = { ...failing(3, `deploy ghp_${"a1B2".repeat(9)}`, []), url: "javascript:alert(1)" };
    const about = told([evil], [], { commit: { sha: "abc", subject: "token=hunter2hunter2", url: "data:,x" } });
    expect(noteOf(about)).toEqual(["failed in deploy [redacted]", "Commit abc token=[redacted]"]);
  });
});

describe("hold", () => {
  test.each([
    [3, 1, "1 failure; `failure.after: 3` asks for more."],
    [3, 2, "2 failures in a row; `failure.after: 3` asks for more."],
    [3, 3, undefined],
    [3, 4, undefined],
    [1, 1, undefined],
    [3, undefined, undefined],
  ])("after %s with %s in a row", (after, consecutive, reason) => {
    const about = told([failing(3, "build")], [], consecutive === undefined ? {} : { consecutive });
    expect(holdOf(about, configWith({ after }))).toEqual(reason === undefined ? undefined : { reason, silent: false });
  });

  test("`skip` of a rule is silent, and for the jobs of one group alone", () => {
    const config = configWith({ rules: [{ when: { job: "flaky*" }, skip: true }] });
    const { groups } = grouped(told([failing(3, "flaky-e2e"), failing(4, "build")], [], { consecutive: 1 }), "job", config);
    expect(groups.map(({ hold }) => hold?.silent)).toEqual([true, undefined]);
    expect(groups[0]?.hold?.reason).toContain("`skip: true`");
  });

  test("what the rules could not tell is noted once", () => {
    const config = configWith({ rules: [{ when: { consecutive: ">=3" }, priority: "HIGH" }] });
    expect(grouped(told([failing(3, "a"), failing(4, "b")]), "job", config).notes).toEqual([
      "Rule 1 did not apply: `consecutive` is not known.",
    ]);
  });
});
