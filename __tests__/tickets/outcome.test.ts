import { describe, expect, test } from "@jest/globals";
import { overall, perTicket } from "../../src/tickets/outcome.ts";
import type { Existing, Operation, Outcome, OutcomeKind } from "../../src/tickets/types.ts";
import { idOf, kinds, runOf, World } from "./world.ts";

function done(operations: readonly Operation[], outcome?: OutcomeKind): Outcome[] {
  const kindOf = (operation: Operation): OutcomeKind => {
    if (operation.kind === "leave") return operation.as;
    const made: Readonly<Record<string, OutcomeKind>> = { create: "created", close: "closed", fold: "unchanged" };
    return outcome ?? made[operation.kind] ?? "updated";
  };
  return operations.map((operation) => ({ operation, outcome: kindOf(operation) }));
}

function life() {
  const world = new World();
  const create = world.report(runOf());
  const noted = world.report(runOf({ run: 2, error: "Error: y" }));
  const same = world.report(runOf({ run: 2, error: "Error: y" }));
  const [ticket] = world.list();
  if (ticket === undefined) throw new Error("no ticket");
  const close = world.report(runOf({ run: 3, jobs: { test: "success" } }));
  const skip = world.report(runOf({ run: 4, jobs: { test: "success" } }));
  return { create, noted, same, close, skip, ticket };
}

describe("the outcome of a run", () => {
  const { create, noted, same, close, skip } = life();

  test.each([
    ["a create", done(create), "created"],
    ["note and update", done(noted), "updated"],
    ["the same again", done(same), "unchanged"],
    ["note and close of one ticket", done(close), "closed"],
    ["nothing to do", done(skip), "skipped"],
    ["no operation", [], "skipped"],
    ["a dry run", done(create, "planned"), "planned"],
    ["a create and a close of two tickets", [...done(close), ...done(create)], "created"],
    [
      "an update and a close of two tickets",
      [...done(close), ...done(noted).map((one) => ({ ...one, operation: other(one.operation) }))],
      "updated",
    ],
    ["a note that failed before its update", [...done(noted.slice(0, 1), "failed"), ...done(noted.slice(1), "failed")], "failed"],
    ["any failure", [...done(create), ...done(skip), ...done(close, "failed")], "failed"],
  ])("%s", (_, outcomes, expected) => {
    expect(overall(outcomes)).toBe(expected);
  });
});

function other(operation: Operation): Operation {
  return operation.kind === "update" || operation.kind === "note" ? { ...operation, on: { ...operation.on, id: "other" } } : operation;
}

test("a ticket that was created and then folded is the older one, unchanged", () => {
  const { create, ticket } = life();
  const [operation] = create;
  if (operation === undefined) throw new Error("no operation");
  const own: Existing = { ...ticket, id: "own" };
  const known = { id: "own", url: "https://app.gleap.io/", title: "t" };
  const fold: Operation = { kind: "fold", key: operation.key, label: "l", on: own, into: { id: idOf(1) }, changes: {} };
  const outcomes: Outcome[] = [
    { operation, outcome: "created", ticket: known },
    { operation: fold, outcome: "unchanged", ticket: { ...known, id: idOf(1) } },
  ];
  expect(overall(outcomes)).toBe("unchanged");
  expect(perTicket(outcomes).map((one) => one.ticket?.id)).toEqual([idOf(1)]);
  const failed = outcomes.map((one): Outcome => (one.operation.kind === "fold" ? { ...one, outcome: "failed" } : one));
  expect(overall(failed)).toBe("failed");
});

test("each ticket has one outcome, in the order of the plan", () => {
  const world = new World();
  world.report(runOf({ groupBy: "job", jobs: { a: "failure", b: "failure" } }));
  const operations = world.report(runOf({ run: 2, groupBy: "job", jobs: { a: "success", b: "failure", c: "failure" } }));
  expect(kinds(operations)).toEqual(["note", "close", "update", "create"]);
  expect(perTicket(done(operations)).map((one) => one.outcome)).toEqual(["closed", "updated", "created"]);
});
