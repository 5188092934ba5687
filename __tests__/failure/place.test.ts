import { describe, expect, test } from "@jest/globals";
import { DEFAULTS } from "../../src/defaults.ts";
import { type HasOpen, type PlaceSettings, placeFailure } from "../../src/failure/place.ts";
import type { Surroundings } from "../../src/failure/position.ts";
import type { Refused, Run } from "../../src/github/types.ts";
import { createBudget } from "../../src/tickets/patterns.ts";
import { FORBIDDEN, type Hub, handMade } from "./hub.ts";
import { aRun, ENV, REPORTER, reporting, SHA } from "./runs.ts";

function settings(around: Partial<Surroundings> = {}, refs: readonly string[] = DEFAULTS.failure.refs): PlaceSettings {
  return { refs, around: { env: ENV, payload: {}, hasNeeds: false, ...around }, budget: createBudget(250) };
}

const reported = (more: Partial<Run> = {}) => ({ env: REPORTER, payload: reporting(aRun(more)) });

async function place(given: PlaceSettings, hub: Hub = {}, hasOpen: HasOpen = async () => false) {
  const { github, asked } = handMade(hub);
  return { found: await placeFailure(github, given, hasOpen), asked };
}

describe("placeFailure", () => {
  test("of a run on the default branch asks nothing", async () => {
    const { found, asked } = await place(settings(reported()));
    expect(found).toMatchObject({
      kind: "report",
      scope: "gh-ci-main-33ae23bae6",
      refusals: [],
      run: { id: 17342, position: "workflow_run" },
    });
    expect(found).not.toHaveProperty("gone");
    expect(asked).toEqual([]);
  });

  test("tells a tag from a branch", async () => {
    const given = settings(reported({ head_branch: "v1.2.0" }));
    expect((await place(given, { tag: SHA })).found).toMatchObject({ run: { ref: { kind: "tag", refClass: "tags" } } });
    const branch = await place(given, {});
    expect([branch.found, branch.asked]).toMatchObject([{ run: { ref: { kind: "branch" } }, refusals: [] }, ["tag"]]);
    expect((await place(given, { tag: FORBIDDEN })).found).toMatchObject({ run: { ref: { kind: "branch" } }, refusals: [FORBIDDEN] });
  });

  test("of a green run asks for the tag only where either could have an open ticket", async () => {
    const given = settings(reported({ head_branch: "v1.2.0", conclusion: "success" }));
    const looked: string[] = [];
    const none = await place(given, { tag: SHA }, async (scope) => {
      looked.push(scope);
      return false;
    });
    expect([none.asked, new Set(looked).size, looked.every((key) => /^gh-ci-(?:v1-2-0|tags)-/.test(key))]).toEqual([[], 2, true]);
    const open = await place(given, { tag: SHA }, async (scope) => scope.startsWith("gh-ci-tags-"));
    expect([open.asked, open.found]).toMatchObject([["tag"], { run: { ref: { kind: "tag" } } }]);
  });

  test("skips refs that get no tickets, and says which key decides", async () => {
    const pull = reported({ event: "pull_request", head_branch: "fix" });
    expect((await place(settings(pull))).found).toMatchObject({ kind: "skip", reason: expect.stringContaining("`failure.refs`") });
    expect((await place(settings(pull, ["pulls"]))).found.kind).toBe("report");
    expect((await place(settings(reported(), ["!main"]))).found).toMatchObject({
      kind: "skip",
      reason: expect.stringContaining("branch main"),
    });
  });

  test("takes the time for patterns out of the one budget of the run", async () => {
    const given = { ...settings(reported({ head_branch: `${"a".repeat(60)}!` }), ["/^(a+)+$/"]), budget: createBudget(20) };
    expect((await place(given)).found.kind).toBe("skip");
    expect(given.budget.left).toBeLessThan(10);
  });

  test("says of a ref that is gone that it is", async () => {
    const env = { ...ENV, GITHUB_EVENT_NAME: "delete" };
    const { found } = await place(settings({ env, payload: { ref: "topic", ref_type: "branch" } }));
    expect(found).toMatchObject({ kind: "report", gone: "Branch topic was deleted.", scope: expect.stringMatching(/^gh-ci-topic-/) });
  });

  test("reads the run that `run-id` names", async () => {
    const { found, asked } = await place(settings({ runId: 17000, payload: { repository: { default_branch: "main" } } }), {
      run: aRun({ id: 17000 }),
    });
    expect([found, asked]).toMatchObject([{ kind: "report", run: { id: 17000 } }, ["run"]]);
    const running = await place(settings({ runId: 17000, payload: { repository: { default_branch: "main" } } }), {
      run: aRun({ id: 17000, status: "in_progress" }),
    });
    expect(running.found).toMatchObject({ kind: "skip", reason: "Run 17000 has not ended yet (in_progress)." });
  });

  test.each<[Refused["why"], string, RegExp]>([
    ["forbidden", "PERMISSION", /Add `actions: read` under `permissions:`/],
    ["missing", "NOT_FOUND", /input `run-id`/],
    ["unavailable", "UNAVAILABLE", /Run the job again\./],
    ["limited", "RATE_LIMIT", /later/],
  ])("a run that `run-id` names and that is %s is an error", async (why, code, next) => {
    const { github } = handMade({});
    const refused = { ...github, run: async () => ({ ok: false, why, detail: "GitHub said no." }) as const };
    await expect(placeFailure(refused, settings({ runId: 5 }), async () => false)).rejects.toMatchObject({
      code,
      message: "Run 5 could not be read. GitHub said no.",
      next: expect.stringMatching(next),
    });
  });

  test("an event that came before the conclusion, of a run that cannot be read, is skipped and the refusal kept", async () => {
    const early = reported({ conclusion: null });
    const { github } = handMade({});
    const found = await placeFailure({ ...github, run: async () => FORBIDDEN }, settings(early), async () => false);
    expect(found).toMatchObject({ kind: "skip", reason: expect.stringContaining("does not say yet"), refusals: [FORBIDDEN] });
    expect((await place(settings(early), { run: aRun() })).found).toMatchObject({ kind: "report", run: { conclusion: "failure" } });
  });
});
