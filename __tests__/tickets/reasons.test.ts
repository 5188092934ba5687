import { describe, expect, test } from "@jest/globals";
import { jobHash, jobKey, stepKey } from "../../src/tickets/identity.ts";
import type { Desired, Operation, Policy } from "../../src/tickets/types.ts";
import { after, at, green, idOf, kinds, place, red, runOf, scope, stateOf, World } from "./world.ts";

/** What summary and log say of each operation. */
const said = (operations: readonly Operation[]) => operations.map((one) => ("reason" in one ? one.reason : one.kind));
const labels = (operations: readonly Operation[]) => operations.map(({ label }) => label);

const unreadable = (world: World) => {
  world.change(idOf(1), { description: "gleap-ticket/1 key=oh\nMine." });
  return world;
};
const withSession = (world: World) => {
  world.change(idOf(1), { hasSession: true });
  return world;
};
const muted = (world: World) => {
  world.change(idOf(1), { tags: [scope, "gleap-ticket-mute"] });
  return world;
};

const ALREADY = "Its ticket has this failure, or a later one, and was closed since.";
const NOT_ALL = "Not every job that it names is known to have succeeded.";
const FOREIGN = "The ticket has a session, a tracker or links of its own: it gets notes at most, and nothing new is to be noted.";

describe("every operation says why", () => {
  const cases: readonly (readonly [string, () => World, Desired, readonly string[], Partial<Policy>?])[] = [
    ["it failed again", () => after(red(1)), red(2), ["It failed again."]],
    ["more jobs failed", () => after(red(1)), runOf({ jobs: { test: "failure", b: "failure" } }), ["More jobs of this attempt failed."]],
    ["the state line is broken", () => unreadable(after(red(1))), red(2), ["note", "The state line could not be read."]],
    ["told already", () => after(red(1)), red(1), ["The ticket has run 1.1 already."]],
    ["a later failure", () => after(red(5)), red(4), ["The ticket has a later failure, run 5.1."]],
    ["closed since", () => after(red(1), green(2)), red(1), [ALREADY]],
    [
      "opened again",
      () => after(red(1), green(2)),
      red(3),
      ["It failed again after the ticket was closed."],
      { recurrence: "reopen", notes: "none" },
    ],
    ["green", () => after(red(1)), green(2), ["note", "It is green again."]],
    ["green, noted", () => after(red(1)), green(2), ["note", "It is green again."], { recovery: "note" }],
    [
      "green, ignored",
      () => after(red(1)),
      green(2),
      ["It is green again, and `recovery: ignore` leaves it open."],
      { recovery: "ignore" },
    ],
    [
      "green, nothing remembers",
      () => unreadable(after(red(1))),
      green(2),
      ["It is green again; its state line, which would remember a note, cannot be read."],
      { recovery: "note" },
    ],
    [
      "green, broken and older",
      () => unreadable(after(red(1))),
      runOf({ run: 2, jobs: { test: "success" }, verdict: { startedAt: at(-5) } }),
      ["Its state line cannot be read, and the run is not wholly green or not newer than the ticket."],
    ],
    ["not newer", () => after(red(5)), green(4), ["Its last failure, run 5.1, is not older than this run."]],
    ["unknown", () => after(red(1)), runOf({ run: 2, jobs: { test: "cancelled" } }), ["Nothing is known yet of all its jobs."]],
    [
      "the workflow is red",
      () => after(runOf({ jobs: { a: "failure" } })),
      runOf({ run: 2, groupBy: "job", jobs: { a: "success", b: "failure" } }),
      ["create", "The workflow is still red."],
    ],
    ["with a session, told", () => withSession(after(red(1))), red(1), ["The ticket has run 1.1 already."]],
    ["with a session, later", () => withSession(after(red(5))), red(4), ["The ticket has a later failure, run 5.1."]],
    ["with a session, the same", () => withSession(after(red(1))), red(2), [FOREIGN]],
    ["muted", () => muted(after(red(1))), red(2), ["The tag gleap-ticket-mute on its ticket silences it."]],
    ["nothing, green", () => new World(), green(1), ["Green, and no ticket is open."]],
    ["nothing, unknown", () => new World(), runOf({ jobs: { test: "pending" } }), ["Nothing failed that is known, and no ticket is open."]],
    ["nothing, gone", () => new World(), runOf({ jobs: {}, verdict: { refGone: "Gone." } }), ["Gone."]],
  ];
  test.each(cases)("%s", (_, world, desired, expected, rules = {}) => {
    expect(said(world().report(desired, rules))).toEqual(expected);
  });

  test("that green is noted already", () => {
    const world = after(red(1));
    world.report(green(2), { recovery: "note" });
    expect(said(world.report(green(3), { recovery: "note" }))).toEqual(["That it is green again is noted."]);
  });

  test("that there are more groups than tickets", () => {
    const odd = { ...runOf({ groupBy: "job", jobs: { a: "failure" } }), workflow: runOf({ jobs: { a: "pending" } }).workflow };
    expect(said(new World().report(odd, { maxTickets: 0 }))).toEqual(["There are more new groups than `max-tickets`."]);
  });
});

describe("every operation names its group", () => {
  test("a ticket of the workflow's has its label, of no group its number or its key", () => {
    const world = after(runOf({ groupBy: "job", jobs: { a: "failure" } }));
    expect(labels(world.report(runOf({ run: 2, jobs: { a: "success" } })))).toEqual(["ticket #1", "ticket #1"]);
    const nameless = after(runOf({ groupBy: "job", jobs: { a: "failure" } }));
    for (const { number: _, ...ticket } of nameless.list()) nameless.tickets.set(idOf(1), ticket);
    expect(labels(nameless.report(runOf({ run: 2, jobs: { a: "success" } })))).toEqual([jobKey(place, "a"), jobKey(place, "a")]);
    const own = after(red(1));
    expect(labels(own.report(runOf({ run: 2, groupBy: "job", jobs: { test: "success" } })))).toEqual([
      "workflow ci.yml on main",
      "workflow ci.yml on main",
    ]);
  });

  test("also where the ref is gone, and where it is silenced", () => {
    const gone = (run: number) => ({ ...runOf({ run, jobs: { test: "pending" }, verdict: { refGone: "Gone." } }), groups: [] });
    expect(labels(after(red(1)).report(gone(2)))).toEqual(["workflow ci.yml on main", "workflow ci.yml on main"]);
    expect(labels(muted(after(red(1))).report(gone(2)))).toEqual(["workflow ci.yml on main"]);
    const job = after(runOf({ groupBy: "job", jobs: { a: "failure" } }));
    const named = runOf({ run: 2, groupBy: "job", jobs: { a: "pending" }, verdict: { refGone: "Gone." } });
    expect(labels(job.report(named))).toEqual(["job a", "job a"]);
    const silenced = after(runOf({ groupBy: "job", jobs: { a: "failure" } }));
    silenced.change(idOf(1), { tags: [jobKey(place, "a"), scope, "gleap-ticket-mute"] });
    expect(labels(silenced.report(gone(2)))).toEqual([jobKey(place, "a")]);
    expect(labels(silenced.report(named))).toEqual(["job a"]);
    expect(labels(silenced.report(runOf({ run: 3, jobs: { b: "success" } })))).toEqual([jobKey(place, "a")]);
  });
});

describe("what closes a ticket", () => {
  test("a broken one: a run that started after it was created, not at the same time", () => {
    const world = unreadable(after(red(1)));
    const startedAt = world.tickets.get(idOf(1))?.createdAt ?? "";
    expect(kinds(world.report(runOf({ run: 2, jobs: { test: "success" }, verdict: { startedAt } })))).toEqual(["leave unchanged"]);
  });

  test("a branch that is gone closes ours and leaves the one with a session", () => {
    const world = after(red(1));
    const [first] = world.list();
    if (first === undefined) throw new Error("no ticket");
    world.tickets.set("ff", { ...first, id: "ff", createdAt: at(9), hasSession: true });
    world.tickets.set("fe", { ...first, id: "fe", createdAt: at(8) });
    const operations = world.report(runOf({ run: 2, jobs: {}, verdict: { refGone: "Gone." } }));
    expect(operations.map((one) => [one.kind, "on" in one ? one.on?.id : undefined])).toEqual([
      ["note", idOf(1)],
      ["close", idOf(1)],
      ["close", "fe"],
    ]);
  });

  test("in a step of a job: only when every job that it names is known to have passed", () => {
    const world = after(runOf({ jobs: { a: "failure", b: "failure", own: "success" } }));
    const verdict = { ownJob: jobHash("own"), complete: false };
    expect(said(world.report(runOf({ run: 2, jobs: { a: "success", own: "success" }, verdict })))).toEqual([NOT_ALL]);
    expect(kinds(world.report(runOf({ run: 2, jobs: { a: "success", b: "success", own: "success" }, verdict })))).toEqual([
      "note",
      "close",
    ]);
  });

  test("a green group, whichever job looks at it", () => {
    const world = after(runOf({ groupBy: "job", jobs: { a: "failure" } }));
    const verdict = { ownJob: jobHash("b") };
    expect(kinds(world.report(runOf({ run: 2, groupBy: "job", jobs: { a: "success", b: "failure" }, verdict })))).toEqual([
      "note",
      "close",
      "create",
    ]);
  });

  test("not one of two jobs of the same name", () => {
    const world = after(runOf({ groupBy: "job", jobs: { a: "failure" } }));
    const base = runOf({ run: 2, groupBy: "job", jobs: { a: "success", b: "failure" } });
    const twin = { hash: jobHash("a"), name: "a", result: "failure" } as const;
    expect(said(world.report({ ...base, verdict: { ...base.verdict, jobs: [...base.verdict.jobs, twin] } }))).toEqual([NOT_ALL, "create"]);
  });

  describe("of a group that the run does not name", () => {
    const step = (failed: readonly string[]): Desired => {
      const base = runOf({ jobs: Object.fromEntries(failed.map((name) => [name, "failure"])) });
      const key = stepKey(place, "a", "Run npm test");
      return { ...base, groups: [{ ...base.workflow, key, label: "step", failedJobs: failed.map(jobHash).toSorted() }] };
    };
    const next = (jobs: Readonly<Record<string, "success" | "failure" | "skipped">>, ownJob?: string): Desired => {
      const base = runOf({ run: 2, jobs, verdict: ownJob === undefined ? {} : { ownJob: jobHash(ownJob) } });
      return { ...base, groups: [{ ...base.workflow, key: jobKey(place, "b"), label: "job b" }] };
    };

    test("a job of its matrix may have been skipped", () => {
      expect(kinds(after(step(["a (1)"])).report(next({ "a (1)": "success", "a (2)": "skipped", b: "failure" })))).toEqual([
        "create",
        "note",
        "close",
      ]);
    });

    test("in a step of a job: not where it names other jobs too", () => {
      const jobs = { "a (1)": "success", c: "success", b: "failure" } as const;
      expect(said(after(step(["a (1)", "c"])).report(next(jobs, "c")))).toEqual(["create", NOT_ALL]);
      expect(kinds(after(step(["c"])).report(next(jobs, "c")))).toEqual(["create", "note", "close"]);
      expect(said(after(step(["c"])).report(next(jobs, "b")))).toEqual(["create", NOT_ALL]);
    });
  });
});

describe("what is opened again", () => {
  test.each([
    ["archived", { archived: true }],
    ["spam", { spam: true }],
    ["a duplicate", { duplicateOf: "ff" }],
  ])("nothing that is %s", (_, change) => {
    const world = after(red(1), green(2));
    world.change(idOf(1), change);
    const [...listed] = world.tickets.values();
    world.list = () => listed;
    expect(kinds(world.report(red(3), { recurrence: "reopen" }))).toEqual(["create"]);
  });

  test("nothing of another group", () => {
    const world = after(runOf({ groupBy: "job", jobs: { a: "failure" } }), runOf({ run: 2, groupBy: "job", jobs: { a: "success" } }));
    expect(kinds(world.report(runOf({ run: 3, groupBy: "job", jobs: { b: "failure" } }), { recurrence: "reopen" }))).toEqual(["create"]);
  });

  test("new groups count against max-tickets, also where closed ones would be reopened", () => {
    const operations = new World().report(runOf({ groupBy: "job", jobs: { a: "failure", b: "failure", c: "failure" } }), {
      maxTickets: 1,
      recurrence: "reopen",
    });
    expect(operations.map(({ key }) => key)).toEqual([jobKey(place, "a"), scope]);
  });
});

describe("what the state remembers", () => {
  test("a job that an incomplete list does not show is still named, one that a complete list does not show is gone", () => {
    for (const complete of [true, false]) {
      const world = after(runOf({ jobs: { a: "failure" } }));
      world.report(runOf({ run: 2, jobs: { b: "failure" }, verdict: { complete } }));
      expect(stateOf(world).jobs).toEqual((complete ? ["b"] : ["a", "b"]).map(jobHash).toSorted());
    }
  });

  test("a job of which one of two by its name did not pass", () => {
    const world = after(runOf({ jobs: { a: "failure" } }));
    const base = runOf({ run: 2, jobs: { a: "success", b: "failure" } });
    const twin = { hash: jobHash("a"), name: "a", result: "cancelled" } as const;
    world.report({ ...base, verdict: { ...base.verdict, jobs: [...base.verdict.jobs, twin] } });
    expect(stateOf(world).jobs).toEqual([jobHash("a"), jobHash("b")].toSorted());
  });

  test("the newest signature, whatever source its error is from", () => {
    const world = after(red(1));
    const base = red(2);
    const signature = base.workflow.signature.replace(":log:", ":annotation:");
    world.report({ ...base, groups: [{ ...base.workflow, signature }] });
    expect(stateOf(world).signature).toBe(signature);
  });

  test("nothing of the past where the old line could not be read", () => {
    const world = unreadable(after(red(1)));
    world.report(red(2));
    expect(stateOf(world)).toMatchObject({ links: [], extra: [], shares: [], version: 1 });
  });
});

describe("a workflow's ticket that cannot be read", () => {
  test("shares nothing, open or closed", () => {
    const world = unreadable(after(red(1)));
    const jobs = runOf({ run: 2, groupBy: "job", jobs: { a: "failure" } });
    expect(kinds(world.report(jobs))).toEqual(["create", "leave unchanged"]);
    const closed = unreadable(after(red(1)));
    closed.change(idOf(1), { status: "DONE" });
    expect(kinds(closed.report(jobs))).toEqual(["create"]);
  });

  test("and one that can, but does not know the group, keeps no ticket from being made", () => {
    const world = after(red(2), green(3));
    expect(kinds(world.report(runOf({ run: 2, groupBy: "job", jobs: { a: "failure" } })))).toEqual(["create"]);
  });
});

test("a group that shares the workflow's ticket is left alone where a rule skips it", () => {
  const jobs = { a: "failure", b: "failure" } as const;
  const world = new World();
  world.report(runOf({ groupBy: "job", jobs }), { maxTickets: 1 });
  const next = runOf({ run: 2, groupBy: "job", jobs, hold: { reason: "A rule skips it.", silent: true } });
  expect(said(world.report(next, { maxTickets: 1 }))).toEqual(["A rule skips it.", "A rule skips it.", "The workflow is still red."]);
});

describe("notes", () => {
  test("where a group has nothing to say, the run alone", () => {
    const world = after(red(1));
    const base = runOf({ run: 2, error: "Error: y" });
    const { note: _, ...silent } = base.workflow;
    world.report({ ...base, groups: [silent] });
    expect(world.notes.map(({ text }) => text)).toEqual(["run 2.1: "]);
    const foreign = withSession(after(red(1)));
    foreign.report({ ...base, groups: [silent] });
    expect(foreign.notes.map(({ text }) => text)).toEqual(["run 2.1: "]);
  });

  test("of duplicates that named jobs beside those of this run", () => {
    const world = after(runOf({ jobs: { a: "failure" } }));
    const other = after(runOf({ jobs: { b: "failure", c: "failure" } }));
    for (const ticket of other.list()) world.tickets.set("ff", { ...ticket, id: "ff", number: 2, createdAt: at(9) });
    world.report(runOf({ run: 2, jobs: { a: "failure", b: "failure" } }));
    expect(world.notes[0]?.text).toContain("The duplicate #2 was folded into this ticket.");
  });
});
