import { describe, expect, test } from "@jest/globals";
import { jobHash } from "../../src/tickets/identity.ts";
import { plan } from "../../src/tickets/plan.ts";
import { readState, tagsHash } from "../../src/tickets/state.ts";
import { after, at, green, idOf, kinds, policy, red, runOf, scope, stateOf, World } from "./world.ts";

const broken = () => {
  const world = after(red(1));
  world.change(idOf(1), { description: "Ours.\n\ngleap-ticket/1 key=oh\nMine.", title: "Mine" });
  return world;
};

const held = (silent: boolean, run = 2) => runOf({ run, hold: { reason: "Only 1 of 3 failures in a row.", silent } });

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

  test("an error that was not seen once is still compared with the one before", () => {
    const world = after(red(1));
    const { workflow } = red(1);
    const blind = (run: number) => {
      const desired = red(run);
      return { ...desired, groups: [{ ...desired.workflow, signature: workflow.signature.replace(/:log:.*/, ":none:-") }] };
    };
    expect(kinds(world.report(blind(2)))).toEqual(["update"]);
    expect(kinds(world.report(red(3)))).toEqual(["update"]);
    world.report(blind(4));
    expect(kinds(world.report(runOf({ run: 5, error: "Error: y" })))).toEqual(["note", "update"]);
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

describe("a rule or `after` that holds a new ticket back", () => {
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
