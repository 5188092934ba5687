import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { jobHash, jobKey, stepKey } from "../../src/tickets/identity.ts";
import { plan } from "../../src/tickets/plan.ts";
import { readState, tagsHash } from "../../src/tickets/state.ts";
import type { Desired, Existing, Operation, Policy } from "../../src/tickets/types.ts";
import { at, draft, idOf, kinds, place, policy, runOf, scope, stateOf, World } from "./world.ts";

const red = (run: number, attempt = 1) => runOf({ run, attempt });
const green = (run: number, attempt = 1) => runOf({ run, attempt, jobs: { test: "success" } });

function after(...runs: readonly Desired[]): World {
  const world = new World();
  for (const run of runs) world.report(run);
  return world;
}

describe("the table of the life cycle", () => {
  test("red, no open ticket: create", () => {
    const world = new World();
    const [operation] = world.report(red(7));
    expect(operation).toMatchObject({
      kind: "create",
      key: scope,
      ticket: { tags: [scope, "github-actions"], customData: { key: scope } },
    });
    expect(stateOf(world)).toMatchObject({
      key: scope,
      count: 1,
      first: { run: 7, attempt: 1 },
      last: { run: 7, attempt: 1 },
      jobs: [jobHash("test")],
    });
  });

  test("red, no open ticket, a closed one with this key: a new one, linked to it", () => {
    const world = after(red(1), green(2));
    const [operation] = world.report(red(3));
    expect(operation).toMatchObject({ kind: "create", ticket: { fields: { linkedTickets: [idOf(1)] } } });
    // The link is our own, so the new ticket is still ours to close, also when the old one is archived and cannot be seen.
    world.change(idOf(1), { archived: true });
    expect(kinds(world.report(green(4)))).toEqual(["note", "close"]);
  });

  test("red, no open ticket, a closed one with this key: reopened", () => {
    const world = after(red(1), green(2));
    const operations = world.report(red(3), { recurrence: "reopen" });
    expect(kinds(operations)).toEqual(["note", "reopen"]);
    expect(world.tickets.get(idOf(1))?.status).toBe("OPEN");
    expect(stateOf(world)).toMatchObject({ count: 2, first: { run: 1, attempt: 1 }, last: { run: 3, attempt: 1 } });
    expect(kinds(after(red(1), green(2)).report(red(3), { recurrence: "reopen", notes: "none" }))).toEqual(["reopen"]);
  });

  test("a ticket that a draft would reopen as closed is opened", () => {
    const world = after(red(1), green(2));
    world.report(runOf({ run: 3, draft: { status: "DONE" } }), { recurrence: "reopen" });
    expect(world.tickets.get(idOf(1))?.status).toBe("OPEN");
  });

  test("red, no open ticket, and a newer completed green run exists: skipped (superseded)", () => {
    const operations = new World().report(runOf({ verdict: { supersededBy: "https://github.com/octo-org/widget/actions/runs/9" } }));
    expect(operations).toEqual([expect.objectContaining({ kind: "leave", as: "skipped", reason: expect.stringContaining("superseded") })]);
  });

  test("red, open: update with count, last and newest excerpt; no note while the failure is the same", () => {
    const world = after(red(1));
    const newest = { body: [{ text: "Newest\n", cut: "excerpt" as const }] };
    expect(kinds(world.report(runOf({ run: 2, draft: newest })))).toEqual(["update"]);
    expect(stateOf(world)).toMatchObject({ count: 2, first: { run: 1, attempt: 1 }, last: { run: 2, attempt: 1 } });
    expect(world.tickets.get(idOf(1))?.description).toMatch(/^Newest\n\ngleap-ticket\/1 /);
  });

  test("red, open: a note when the signature changed, before the update", () => {
    const world = after(red(1));
    const operations = world.report(runOf({ run: 2, error: "Error: y" }));
    expect(kinds(operations)).toEqual(["note", "update"]);
    expect(operations[0]).toMatchObject({ run: "run 2.1" });
    expect(world.notes[0]?.text).toBe("run 2.1: failed: test");
  });

  test.each([
    ["all", "Error: x", ["note", "update"]],
    ["none", "Error: y", ["update"]],
  ] as const)("notes: %s", (notes, error, expected) => {
    expect(kinds(after(red(1)).report(runOf({ run: 2, error }), { notes }))).toEqual(expected);
  });

  test("red, open, `last` never goes back: a red run older than it is unchanged", () => {
    const world = after(red(5));
    expect(kinds(world.report(red(4)))).toEqual(["leave unchanged"]);
    expect(stateOf(world).last).toEqual({ run: 5, attempt: 1 });
  });

  test("red, open, this attempt is in its state with all its failed jobs: unchanged", () => {
    expect(kinds(after(red(1)).report(red(1)))).toEqual(["leave unchanged"]);
  });

  test("red, open, this attempt is in its state, new failed jobs: update, count the same, no note", () => {
    const world = after(runOf({ jobs: { a: "failure", b: "pending" } }));
    expect(kinds(world.report(runOf({ jobs: { a: "failure", b: "failure" } }), { notes: "all" }))).toEqual(["update"]);
    expect(stateOf(world)).toMatchObject({ count: 1, jobs: [jobHash("a"), jobHash("b")].toSorted() });
  });

  test("red, several open for one key: the oldest is kept, the others are duplicates, closed and archived", () => {
    const world = after(red(1));
    const first = world.tickets.get(idOf(1));
    if (first === undefined) throw new Error("no ticket");
    world.tickets.set("0b", { ...first, id: "0b", createdAt: at(9) });
    world.tickets.set("0a", { ...first, id: "0a", createdAt: first.createdAt });
    const operations = world.report(red(1));
    expect(kinds(operations)).toEqual(["leave unchanged", "fold", "fold"]);
    expect(operations[1]).toMatchObject({
      into: { id: idOf(1), number: 1 },
      changes: { duplicateOf: idOf(1), status: "DONE", archived: true },
    });
    expect(world.open(scope).map((one) => one.id)).toEqual([idOf(1)]);
  });

  test("red, several open for one key: a note only if one adds failed jobs", () => {
    const world = after(runOf({ jobs: { a: "failure", b: "pending" } }));
    const other = new World();
    other.report(runOf({ jobs: { a: "pending", b: "failure" } }));
    for (const ticket of other.list()) world.tickets.set("ff", { ...ticket, id: "ff", number: 2, createdAt: at(9) });
    const operations = world.report(runOf({ jobs: { a: "failure", b: "failure" } }));
    expect(kinds(operations)).toEqual(["note", "update", "fold"]);
    expect(world.notes[0]?.text).toBe("run 1.1: The duplicate #2 was folded into this ticket. Failed jobs that only it named: b.");
    expect(stateOf(world)).toMatchObject({ count: 1, jobs: [jobHash("a"), jobHash("b")].toSorted() });
    expect(kinds(world.report(runOf({ jobs: { a: "failure", b: "failure" } })))).toEqual(["leave unchanged"]);
  });

  test("green, open, its last failure is of an older run: note, then closed", () => {
    const world = after(red(1));
    const operations = world.report(green(2));
    expect(kinds(operations)).toEqual(["note", "close"]);
    expect(operations[1]).toMatchObject({ changes: { status: "DONE" } });
    expect(world.notes[0]?.text).toBe(
      "run 2.1: green again, fixed by commit de0fac2e45: Correct the test\nBroken for 2 hours. 1 failure. The last failure was run 1.1.",
    );
  });

  test("green, open, several: all duplicates are closed too, with one note", () => {
    const world = after(red(1));
    const [first] = world.list();
    if (first === undefined) throw new Error("no ticket");
    world.tickets.set("ff", { ...first, id: "ff", createdAt: at(9) });
    expect(kinds(world.report(green(2)))).toEqual(["note", "close", "close"]);
    expect(world.open(scope)).toEqual([]);
  });

  test("green, a later attempt of the same run: the tag flaky", () => {
    const world = after(red(1));
    const operations = world.report(green(1, 2));
    expect(kinds(operations)).toEqual(["note", "close"]);
    const [ticket] = world.list();
    expect(ticket?.tags).toEqual([scope, "github-actions", "flaky"]);
    expect(stateOf(world).wrote.tags).toBe(tagsHash(ticket?.tags ?? []));
    expect(world.notes[0]?.text).toContain("flaky");
  });

  test("green, open, its last failure is newer: unchanged", () => {
    expect(kinds(after(red(5)).report(green(4)))).toEqual(["leave unchanged"]);
    expect(kinds(after(red(5)).report(green(5)))).toEqual(["leave unchanged"]);
  });

  test("unknown, open: unchanged", () => {
    expect(kinds(after(red(1)).report(runOf({ run: 2, jobs: { test: "cancelled" } })))).toEqual(["leave unchanged"]);
  });

  test.each([
    ["green", "success"],
    ["unknown", "pending"],
  ] as const)("%s, no open ticket: skipped", (_, result) => {
    expect(kinds(new World().report(runOf({ jobs: { test: result } })))).toEqual(["leave skipped"]);
  });

  test("ref gone: every open ticket is noted and closed, whatever recovery says", () => {
    const world = after(runOf({ groupBy: "job", jobs: { a: "failure", b: "failure" } }));
    const gone = runOf({ run: 2, jobs: { a: "pending" }, verdict: { refGone: "The branch main was deleted." } });
    expect(kinds(world.report(gone, { recovery: "ignore" }))).toEqual(["note", "close", "note", "close"]);
    expect(world.notes[0]?.text).toBe("run 2.1: The branch main was deleted.");
    expect(kinds(world.report(gone))).toEqual(["leave skipped"]);
  });

  describe("state line unreadable", () => {
    const broken = () => {
      const world = after(red(1));
      world.change(idOf(1), { description: "Ours.\n\ngleap-ticket/1 key=oh\nMine.", title: "Mine" });
      return world;
    };

    test("red: update, count from 1, every current value is a person's", () => {
      const world = broken();
      expect(kinds(world.report(runOf({ run: 2, draft: { priority: "HIGH" } })))).toEqual(["note", "update"]);
      const ticket = world.tickets.get(idOf(1));
      expect(ticket).toMatchObject({ title: "Mine", priority: "MEDIUM" });
      expect(stateOf(world)).toMatchObject({ count: 1, last: { run: 2, attempt: 1 }, wrote: { priority: "-", title: "-", tags: "-" } });
      expect(readState(ticket?.description ?? "")?.below).toBe("Mine.");
      world.report(runOf({ run: 3, draft: { priority: "HIGH" } }));
      expect(world.tickets.get(idOf(1))).toMatchObject({ title: "Mine", priority: "MEDIUM" });
    });

    test("red: without any state line the whole text is a person's", () => {
      const world = after(red(1));
      world.change(idOf(1), { description: "All mine." });
      world.report(red(2));
      expect(readState(world.tickets.get(idOf(1))?.description ?? "")?.below).toBe("All mine.");
    });

    test("green: closed only if the run is wholly green and started after it was created", () => {
      expect(kinds(broken().report(green(2)))).toEqual(["note", "close"]);
      expect(kinds(broken().report(runOf({ run: 2, jobs: { test: "success" }, verdict: { startedAt: at(-5) } })))).toEqual([
        "leave unchanged",
      ]);
      expect(kinds(broken().report(runOf({ run: 2, jobs: { test: "success" }, verdict: { startedAt: "" } })))).toEqual(["leave unchanged"]);
      expect(kinds(broken().report(runOf({ run: 2, jobs: { test: "success", b: "pending" } })))).toEqual(["leave unchanged"]);
    });

    test("green with recovery: note: nothing would remember the note", () => {
      expect(kinds(broken().report(green(2), { recovery: "note" }))).toEqual(["leave unchanged"]);
    });
  });
});

describe("recovery", () => {
  test("note: once, and again only after another failure", () => {
    const world = after(red(1));
    const rules = { recovery: "note" } as const;
    expect(kinds(world.report(green(2), rules))).toEqual(["note", "update"]);
    expect(kinds(world.report(green(3), rules))).toEqual(["leave unchanged"]);
    expect(kinds(world.report(red(4), rules))).toEqual(["update"]);
    expect(kinds(world.report(green(5), rules))).toEqual(["note", "update"]);
    expect(world.open(scope)).toHaveLength(1);
  });

  test("note: tags stay known as ours", () => {
    const world = after(red(1));
    world.report(green(2), { recovery: "note" });
    expect(stateOf(world).wrote.tags).toBe(tagsHash([scope, "github-actions"]));
  });

  test("ignore: unchanged", () => {
    expect(kinds(after(red(1)).report(green(2), { recovery: "ignore" }))).toEqual(["leave unchanged"]);
  });

  test("a commit and a time that are not known are left out", () => {
    const world = after(red(1));
    world.report(
      runOf({ run: 2, jobs: { test: "success" }, verdict: { startedAt: "", commit: { sha: "", subject: "", url: "javascript:x" } } }),
    );
    expect(world.notes[0]?.text).toBe("run 2.1: green again.\n1 failure. The last failure was run 1.1.");
  });
});

describe("which values are ours", () => {
  test("title and tags follow while they are ours; priority only rises", () => {
    const world = after(red(1));
    world.report(runOf({ run: 2, draft: { title: "New", tags: ["infra"], priority: "HIGH" } }));
    expect(world.tickets.get(idOf(1))).toMatchObject({ title: "New", tags: [scope, "infra"], priority: "HIGH" });
    world.report(runOf({ run: 3, draft: { title: "Newer", priority: "LOW", status: "INPROGRESS", type: "CRASH" } }));
    expect(world.tickets.get(idOf(1))).toMatchObject({ title: "Newer", priority: "HIGH", status: "OPEN", type: "BUG" });
  });

  test("what a person changed stays", () => {
    const world = after(red(1));
    world.change(idOf(1), { title: "Mine", priority: "LOW", tags: [scope, "github-actions", "mine"], formData: { effort: "3" } });
    world.report(runOf({ run: 2, draft: { title: "New", tags: ["infra"], priority: "HIGH" } }));
    expect(world.tickets.get(idOf(1))).toMatchObject({
      title: "Mine",
      priority: "LOW",
      tags: [scope, "github-actions", "mine"],
      formData: { effort: "3" },
    });
    world.report(green(2, 2));
    expect(world.tickets.get(idOf(1))?.tags).toEqual([scope, "github-actions", "mine", "flaky"]);
  });

  test("people's text below the state line stays", () => {
    const world = after(red(1));
    world.change(idOf(1), { description: `${world.tickets.get(idOf(1))?.description ?? ""}\nMine.\n` });
    world.report(red(2));
    expect(world.tickets.get(idOf(1))?.description).toMatch(/\ngleap-ticket\/1 [^\n]*\nMine\.\n$/);
  });

  test("the flaky tag stays when a ticket is opened again", () => {
    const world = after(red(1), green(1, 2));
    world.report(red(3), { recurrence: "reopen" });
    expect(world.tickets.get(idOf(1))?.tags).toContain("flaky");
  });

  test("a title is cut to what Gleap takes, and is still known as ours", () => {
    const world = after(runOf({ draft: { title: "x".repeat(500) } }));
    expect(world.tickets.get(idOf(1))?.title).toHaveLength(200);
    world.report(runOf({ run: 2, draft: { title: "Short" } }));
    expect(world.tickets.get(idOf(1))?.title).toBe("Short");
  });

  test("a list without tags: the state line says whose ticket it is, and tags are left alone", () => {
    const world = after(red(1));
    const tagless = world.list().map((one): Existing => ({ ...one, tags: undefined }));
    const { operations } = plan(runOf({ run: 2, draft: { tags: ["new"] } }), tagless, policy, { listingInDoubt: false });
    expect(kinds(operations)).toEqual(["update"]);
    expect(operations[0]).not.toHaveProperty("changes.tags");
    expect(kinds(plan(green(1, 2), tagless, policy, { listingInDoubt: false }).operations)).toEqual(["note", "close"]);
    const strangers = tagless.map((one) => ({ ...one, description: "No state." }));
    expect(kinds(plan(red(2), strangers, policy, { listingInDoubt: false }).operations)).toEqual(["create"]);
  });

  test("tickets that carry none of our tags are nobody of ours, whatever their text says", () => {
    const world = after(red(1));
    const copied = world.list().map((one) => ({ ...one, tags: ["bug"] }));
    expect(kinds(plan(green(2), copied, policy, { listingInDoubt: false }).operations)).toEqual(["leave skipped"]);
  });

  test("a state line that was copied from another ticket is not this ticket's", () => {
    const world = after(runOf({ groupBy: "job", jobs: { a: "failure", b: "failure" } }));
    world.change(idOf(2), { description: world.tickets.get(idOf(1))?.description ?? "" });
    world.report(runOf({ run: 2, groupBy: "job", jobs: { a: "failure", b: "failure" } }));
    expect(stateOf(world, idOf(1)).count).toBe(2);
    expect(stateOf(world, idOf(2))).toMatchObject({ count: 1, key: jobKey(place, "b") });
  });
});

describe("open", () => {
  test.each([
    ["closed by a status", { status: "WONTFIX" }],
    ["archived", { archived: true }],
    ["spam", { spam: true }],
    ["a duplicate", { duplicateOf: "ff" }],
  ])("%s is not open", (_, change) => {
    const world = after(red(1));
    world.change(idOf(1), change);
    const tickets = [...world.tickets.values()];
    expect(kinds(plan(green(2), tickets, policy, { listingInDoubt: false }).operations)).toEqual(["leave skipped"]);
    expect(kinds(plan(red(2), tickets, policy, { listingInDoubt: false }).operations)).toEqual(["create"]);
  });

  test("a failure that a closed ticket has already is not told again", () => {
    const world = after(red(3));
    world.change(idOf(1), { status: "DONE" });
    for (const desired of [red(3), red(2)]) expect(kinds(world.report(desired))).toEqual(["leave unchanged"]);
    expect(kinds(world.report(runOf({ run: 3, jobs: { test: "failure", b: "failure" } })))).toEqual(["create"]);
  });
});

describe("not ours", () => {
  const foreign: readonly (readonly [string, Partial<Existing>])[] = [
    ["with a session", { hasSession: true }],
    ["that is a tracker", { tracker: true }],
    ["linked to a ticket that is not ours", { linked: [{ id: "ff" }] }],
  ];

  test.each(foreign)("a ticket %s gets notes at most, never a status", (_, change) => {
    const world = after(red(1));
    world.change(idOf(1), change);
    expect(kinds(world.report(runOf({ run: 2, error: "Error: y" })))).toEqual(["note"]);
    expect(kinds(world.report(runOf({ run: 2 })))).toEqual(["leave unchanged"]);
    expect(kinds(world.report(runOf({ run: 1 })))).toEqual(["leave unchanged"]);
    for (const run of [3, 4]) expect(kinds(world.report(green(run)))).toEqual(["note"]);
    expect(world.notes).toHaveLength(2);
    expect(kinds(world.report(runOf({ run: 5, jobs: {}, verdict: { refGone: "Gone." } })))).toEqual(["note"]);
    expect(world.tickets.get(idOf(1))).toMatchObject({ status: "OPEN", description: expect.stringContaining("count=1 ") });
  });

  test("it is never folded, and one of ours goes before it", () => {
    const world = after(red(1));
    const [first] = world.list();
    if (first === undefined) throw new Error("no ticket");
    world.tickets.set("ff", { ...first, id: "ff", createdAt: at(-9), hasSession: true });
    const operations = world.report(red(2));
    expect(kinds(operations)).toEqual(["update"]);
    expect(operations[0]).toMatchObject({ on: { id: idOf(1) } });
    expect(kinds(world.report(green(3)))).toEqual(["note", "close"]);
    expect(world.tickets.get("ff")?.status).toBe("OPEN");
  });

  test("it is not opened again nor linked when closed", () => {
    const world = after(red(1), green(2));
    world.change(idOf(1), { hasSession: true });
    const [operation] = world.report(red(3), { recurrence: "reopen" });
    expect(operation).toMatchObject({ kind: "create", ticket: { fields: {} } });
    expect(operation).not.toHaveProperty("ticket.fields.linkedTickets");
  });

  test.each([
    ["a stub that carries a key of ours", [{ id: "ff", tags: [scope] }]],
    ["a listed ticket of ours", [{ id: idOf(2) }]],
  ])("linked to %s it is still ours", (_, linked) => {
    const world = after(runOf({ groupBy: "job", jobs: { a: "failure", b: "failure" } }));
    world.change(idOf(1), { linked });
    expect(kinds(world.report(runOf({ run: 2, groupBy: "job", jobs: { a: "success", b: "failure" } })))).toEqual([
      "note",
      "close",
      "update",
    ]);
  });
});

describe("the tag gleap-ticket-mute", () => {
  test.each([
    ["red", red(2)],
    ["green", green(2)],
    ["gone", runOf({ run: 2, verdict: { refGone: "Gone." } })],
  ])("silences the key of its ticket: %s", (_, desired) => {
    const world = after(red(1));
    world.change(idOf(1), { tags: [scope, "gleap-ticket-mute"] });
    expect(kinds(world.report(desired))).toEqual(["leave skipped"]);
    world.change(idOf(1), { status: "DONE" });
    expect(kinds(world.report(red(3)))).toEqual(["leave skipped"]);
  });

  test("silences no other key of the scope", () => {
    const world = after(runOf({ groupBy: "job", jobs: { a: "failure", b: "failure" } }));
    world.change(idOf(1), { tags: [jobKey(place, "a"), scope, "gleap-ticket-mute"] });
    expect(kinds(world.report(runOf({ run: 2, groupBy: "job", jobs: { a: "failure", b: "failure" } })))).toEqual([
      "leave skipped",
      "update",
    ]);
    // Also when it has become nobody's group.
    expect(kinds(world.report(runOf({ run: 3, jobs: { b: "success" } })))).toEqual(["leave skipped", "note", "close"]);
  });
});

describe("groups", () => {
  const jobs = { a: "failure", b: "failure", c: "success" } as const;

  test("each job has a ticket of its own with the scope as second tag, and is judged by itself", () => {
    const world = new World();
    expect(kinds(world.report(runOf({ groupBy: "job", jobs })))).toEqual(["create", "create"]);
    expect(world.tickets.get(idOf(1))?.tags).toEqual([jobKey(place, "a"), scope, "github-actions"]);
    expect(kinds(world.report(runOf({ run: 2, groupBy: "job", jobs: { ...jobs, a: "success" } })))).toEqual(["note", "close", "update"]);
  });

  test("a wholly green run closes every open ticket of its scope, whatever group-by made it", () => {
    const world = after(runOf({ groupBy: "job", jobs }));
    expect(kinds(world.report(runOf({ run: 2, jobs: { a: "success", b: "success" } })))).toEqual(["note", "close", "note", "close"]);
  });

  test("but not one whose state names a job that was skipped", () => {
    const world = after(runOf({ groupBy: "job", jobs }));
    const operations = world.report(runOf({ run: 2, jobs: { a: "success", b: "skipped" } }));
    expect(kinds(operations)).toEqual(["note", "close", "leave unchanged"]);
    expect(operations[2]).toMatchObject({ on: { id: idOf(2) }, reason: "A job that it names was skipped." });
  });

  test("a job that is absent from a complete list counts as gone, from an incomplete one as unknown", () => {
    const gone = { run: 2, groupBy: "job", jobs: { a: "success", z: "failure" } } as const;
    const state = (world: World) =>
      world.change(idOf(1), { description: (world.tickets.get(idOf(1))?.description ?? "").replace(/jobs=\w+/, `$&,ffffff`) });
    const one = after(runOf({ groupBy: "job", jobs: { a: "failure" } }));
    state(one);
    expect(kinds(one.report(runOf({ ...gone, verdict: { complete: false } })))).toEqual(["leave unchanged", "create"]);
    expect(kinds(one.report(runOf({ ...gone, run: 3 })))).toEqual(["note", "close", "update"]);
  });

  test("a job that failed before and was skipped since is still named", () => {
    const world = after(runOf({ jobs: { a: "failure", b: "success", c: "failure" } }));
    world.report(runOf({ run: 2, jobs: { a: "skipped", b: "failure", c: "success" } }));
    expect(stateOf(world).jobs).toEqual([jobHash("a"), jobHash("b")].toSorted());
    expect(kinds(world.report(runOf({ run: 3, jobs: { a: "skipped", b: "success" } })))).toEqual(["leave unchanged"]);
    expect(kinds(world.report(runOf({ run: 4, jobs: { a: "success", b: "success" } })))).toEqual(["note", "close"]);
  });

  describe("a ticket of a group that the run does not name", () => {
    const step = stepKey(place, "a", "Run npm test");
    const stepRun = (): Desired => {
      const base = runOf({ jobs: { "a (1)": "failure", "a (2)": "failure" } });
      const group = { ...base.workflow, key: step, label: "step a / Run npm test", failedJobs: [jobHash("a (1)")] };
      return { ...base, groups: [group] };
    };

    test.each([
      ["green beside a red neighbour", { "a (1)": "success", "a (2)": "success", b: "failure" }, {}, ["create", "note", "close"]],
      ["its job is skipped", { "a (1)": "skipped", "a (2)": "success", b: "failure" }, {}, ["create", "leave unchanged"]],
      ["its matrix has not ended", { "a (1)": "success", "a (2)": "pending", b: "failure" }, {}, ["create", "leave unchanged"]],
      ["its job is gone while others fail", { b: "failure" }, {}, ["create", "leave unchanged"]],
      [
        "it is of another job than (a)'s own",
        { "a (1)": "success", "a (2)": "success", b: "failure" },
        { ownJob: jobHash("c") },
        ["create", "leave unchanged"],
      ],
      [
        "it is of (a)'s own job",
        { "a (1)": "success", "a (2)": "success", b: "failure" },
        { ownJob: jobHash("a (1)") },
        ["create", "note", "close"],
      ],
    ] as const)("%s", (_, results, verdict, expected) => {
      const world = after(stepRun());
      const base = runOf({ run: 2, jobs: results, verdict });
      expect(kinds(world.report({ ...base, groups: [{ ...base.workflow, key: jobKey(place, "b"), label: "job b" }] }))).toEqual(expected);
    });
  });

  test("the workflow's own ticket stays while the workflow is red, although jobs have their own now", () => {
    const world = after(runOf({ jobs: { a: "failure" } }));
    expect(kinds(world.report(runOf({ run: 2, groupBy: "job", jobs: { a: "success", b: "failure" } })))).toEqual([
      "create",
      "leave unchanged",
    ]);
  });
});

describe("max-tickets", () => {
  const five = (run: number, fewer: Partial<Record<string, "success">> = {}) =>
    runOf({ run, groupBy: "job", jobs: { a: "failure", b: "failure", c: "failure", d: "failure", e: "failure", ...fewer } });
  const rules = { maxTickets: 2 };

  test("more new groups than max-tickets: the rest share the workflow's ticket, run after run", () => {
    const world = new World();
    const operations = world.report(five(1), rules);
    expect(operations.map((one) => one.key)).toEqual([jobKey(place, "a"), jobKey(place, "b"), scope]);
    expect(kinds(operations)).toEqual(["create", "create", "create"]);
    expect(kinds(world.report(five(1), rules))).toEqual(["leave unchanged", "leave unchanged", "leave unchanged"]);
    expect(kinds(world.report(five(2), rules))).toEqual(["update", "update", "update"]);
    expect(world.tickets.size).toBe(3);
    world.change(idOf(3), { status: "DONE" });
    expect(kinds(world.report(five(2), rules))).toEqual(Array(5).fill("leave unchanged"));
  });

  test("a group that comes later joins those that share", () => {
    const world = new World();
    world.report(five(1, { e: "success" }), { maxTickets: 1 });
    expect(stateOf(world, idOf(2)).shares).toHaveLength(3);
    world.report(five(1), { maxTickets: 0 });
    expect(stateOf(world, idOf(2)).shares).toHaveLength(4);
    expect(kinds(world.report(five(1), { maxTickets: 0 }))).toEqual(["leave unchanged", "leave unchanged"]);
  });

  test("a ticket that is reopened is not a new one", () => {
    const world = after(five(1));
    world.report(runOf({ run: 2, jobs: { a: "success" } }));
    expect(kinds(world.report(five(3), { maxTickets: 0, recurrence: "reopen", notes: "none" }))).toEqual(Array(5).fill("reopen"));
  });

  test("with group-by: workflow there is nothing to share", () => {
    expect(kinds(new World().report(red(1), { maxTickets: 0 }))).toEqual(["create"]);
  });

  test("a muted workflow's ticket, or a workflow that is not red, takes nobody in", () => {
    const world = after(red(1));
    world.change(idOf(1), { tags: [scope, "gleap-ticket-mute"] });
    expect(kinds(world.report(five(2), { maxTickets: 4 }))).toEqual(["create", "create", "create", "create", "leave skipped"]);
    const odd = { ...five(1), workflow: runOf({ jobs: { a: "pending" } }).workflow };
    expect(kinds(new World().report(odd, { maxTickets: 4 }))).toEqual(["create", "create", "create", "create", "leave skipped"]);
  });
});

describe("a rule or `after` that holds a new ticket back", () => {
  const held = (silent: boolean, run = 2) => runOf({ run, hold: { reason: "Only 1 of 3 failures in a row.", silent } });

  test("no open ticket: skipped with the reason", () => {
    expect(new World().report(held(false))).toEqual([expect.objectContaining({ as: "skipped", reason: "Only 1 of 3 failures in a row." })]);
  });

  test("an open ticket is updated whatever `after` says, but a rule's skip leaves it", () => {
    expect(kinds(after(red(1)).report(held(false)))).toEqual(["update"]);
    expect(after(red(1)).report(held(true))).toEqual([
      expect.objectContaining({ as: "unchanged", reason: "Only 1 of 3 failures in a row." }),
    ]);
  });
});

test("a listing in doubt is warned of where a ticket is created, and only there", () => {
  const doubt = { listingInDoubt: true };
  expect(plan(red(1), [], policy, doubt).warnings).toEqual([expect.stringContaining("duplicates possible")]);
  expect(plan(green(1), [], policy, doubt).warnings).toEqual([]);
  expect(plan(red(1), [], policy, { listingInDoubt: false }).warnings).toEqual([]);
});

describe("properties", () => {
  const result = fc.constantFrom("success", "failure", "skipped", "cancelled", "pending");
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.constant("gleap-ticket/1 key=gh-ci-main-33ae23bae6 count=9 last=999.1 jobs="),
  );
  const spec = fc.record({
    run: fc.integer({ min: 1, max: 6 }),
    attempt: fc.integer({ min: 1, max: 2 }),
    jobs: fc.dictionary(fc.constantFrom("a", "b (1)", "b (2)", "c / d"), result, { minKeys: 1 }),
    groupBy: fc.constantFrom("workflow", "job"),
    error: fc.constantFrom("x", "y"),
    draft: hostile.map((text) => ({ ...draft, title: text, body: [...draft.body, { text, cut: "excerpt" as const }] })),
  });
  const rules: fc.Arbitrary<Partial<Policy>> = fc.record({
    maxTickets: fc.integer({ min: 0, max: 3 }),
    notes: fc.constantFrom("changes", "all", "none"),
    recovery: fc.constantFrom("close", "note", "ignore"),
    recurrence: fc.constantFrom("new", "reopen"),
  });

  /** Runs in which matrix jobs of one key are one group, as a collector makes them. */
  function desiredOf(one: Parameters<typeof runOf>[0]): Desired {
    const desired = runOf(one);
    const groups = Map.groupBy(desired.groups, (group) => group.key);
    return {
      ...desired,
      groups: [...groups.values()].map((same) => {
        const failing = same.find((group) => group.color === "red");
        const [first = desired.workflow] = same;
        if (failing !== undefined) return { ...failing, failedJobs: same.flatMap((group) => group.failedJobs).toSorted() };
        return same.every((group) => group.color === "green") ? first : { ...first, color: "unknown" };
      }),
    };
  }

  test("any history: planned again nothing is written, no key has two open tickets, `last` never goes back", () => {
    fc.assert(
      fc.property(fc.array(spec, { minLength: 1, maxLength: 8 }), rules, (specs, rule) => {
        const world = new World();
        const last = new Map<string, number>();
        for (const one of specs) {
          const desired = desiredOf(one);
          world.report(desired, rule);
          expect(new Set(kinds(world.report(desired, rule)).map((kind) => kind.split(" ")[0]))).toEqual(new Set(["leave"]));
          for (const ticket of world.list()) {
            const state = readState(ticket.description)?.state;
            const order = (state?.last.run ?? 0) * 100 + (state?.last.attempt ?? 0);
            expect(order).toBeGreaterThanOrEqual(last.get(ticket.id) ?? 1);
            expect(order).toBeLessThan(700);
            last.set(ticket.id, order);
            if (state !== undefined && !policy.closed.includes(ticket.status)) {
              expect(
                world
                  .list()
                  .filter((other) => readState(other.description)?.state?.key === state.key && !policy.closed.includes(other.status)),
              ).toHaveLength(1);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test("whatever people write below the state line, and whoever else is in the list, nothing of it is lost", () => {
    fc.assert(
      fc.property(hostile, hostile, fc.array(spec, { minLength: 1, maxLength: 4 }), (below, title, specs) => {
        const world = after(red(1));
        world.change(idOf(1), { description: `${world.tickets.get(idOf(1))?.description ?? ""}\n${below}`, title: `${title}!` });
        for (const one of specs) world.report(desiredOf(one));
        const ticket = world.tickets.get(idOf(1));
        expect(readState(ticket?.description ?? "")?.below).toBe(below);
        expect(ticket?.title).toBe(`${title}!`);
      }),
      { numRuns: 100 },
    );
  });

  test("every note begins with its run, and comes before what it tells of", () => {
    fc.assert(
      fc.property(fc.array(spec, { minLength: 1, maxLength: 6 }), rules, (specs, rule) => {
        const world = new World();
        for (const one of specs) {
          const operations = world.report(desiredOf(one), rule);
          const told = new Set<string>();
          for (const operation of operations)
            if (operation.kind !== "leave" && operation.kind !== "create") check(operation, told, `run ${one.run}.${one.attempt}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  function check(operation: Exclude<Operation, { kind: "leave" | "create" }>, told: Set<string>, run: string): void {
    if (operation.kind !== "note") told.add(operation.on.id);
    else {
      expect(told.has(operation.on.id)).toBe(false);
      expect(operation.text[0]?.[0]).toMatchObject({ text: run, bold: true });
    }
  }
});
