import { describe, expect, test } from "@jest/globals";
import { jobKey } from "../../src/tickets/identity.ts";
import { plan } from "../../src/tickets/plan.ts";
import type { Existing } from "../../src/tickets/types.ts";
import { after, at, green, idOf, kinds, place, policy, red, runOf, scope, stateOf } from "./world.ts";

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

test("a ticket that the listing gives twice is not its own duplicate", () => {
  const world = after(red(1));
  const twice = [...world.list(), ...world.list()];
  expect(kinds(plan(red(2), twice, policy, { listingInDoubt: false }).operations)).toEqual(["update"]);
});

test("the order of the tags does not matter, also where the state line cannot be read", () => {
  const world = after(runOf({ groupBy: "job", jobs: { a: "failure" } }));
  world.change(idOf(1), { tags: [scope, jobKey(place, "a")], description: "Mine." });
  expect(kinds(world.report(runOf({ run: 2, groupBy: "job", jobs: { a: "failure" } })))).toEqual(["note", "update"]);
});
