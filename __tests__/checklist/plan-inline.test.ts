import { describe, expect, test } from "@jest/globals";
import { planChecklist } from "../../src/checklist/plan.ts";
import { GateError } from "../../src/errors.ts";
import type { Existing } from "../../src/tickets/types.ts";
import { idOf, kinds, stateOf, World } from "../tickets/world.ts";
import { BUSY, boxes, type Given, MISSING, making, REFUSED, report, SCOPE, shownOf, THERE, writesOf } from "./making.ts";

const LIST = `# Release {{version}}

## Before

- [ ] CI is green <!-- auto: workflow=ci.yml -->
- [ ] Somebody has read the notes

## After

- [ ] Support knows
`;

const only = (world: World): Existing => {
  const [ticket, ...more] = world.tickets.values();
  if (ticket === undefined || more.length > 0) throw new Error(`${world.tickets.size} tickets`);
  return ticket;
};

/** A person changes the text of the list's ticket, in Gleap. */
function edit(world: World, change: (text: string) => string): void {
  const { id, description } = only(world);
  world.change(id, { description: change(description) });
}
const tick = (world: World, ...texts: readonly string[]) =>
  edit(world, (all) => texts.reduce((text, one) => text.replace(`- [ ] ${one}`, () => `- [x] ${one}`), all));
const untick = (world: World, one: string) => edit(world, (all) => all.replace(`- [x] ${one}`, () => `- [ ] ${one}`));

function born(given: Given = {}): World {
  const world = new World();
  report(world, LIST, given);
  return world;
}
const notes = (world: World) => world.notes.map(({ text }) => text);

describe("the ticket of a list", () => {
  test("is made once, shows every item, and is left alone then", () => {
    const world = new World();
    const { operations, outputs, checklist } = report(world, LIST);
    expect(kinds(operations)).toEqual(["create"]);
    expect(only(world)).toMatchObject({ title: "Release 1.2.0", tags: [SCOPE, "github-actions"], status: "OPEN" });
    expect(shownOf(only(world))).toBe(`This is the checklist of release 1.2.0 of octo-org/widget.

# Release 1.2.0
## Before
- [ ] CI is green
      Not yet: run 6 of ci.yml failed, https://github.com/octo-org/widget/actions/runs/6
- [ ] Somebody has read the notes

## After
- [ ] Support knows

To tick an item, write an x between its brackets: [x]. This text is kept up to date; write your own below the line that begins with gleap-ticket/.`);
    expect(outputs).toEqual({ complete: "false", "open-items": "3" });
    expect(checklist).toMatchObject({ title: "Release 1.2.0: 0 of 3 items done", sections: [{ heading: "Before" }, { heading: "After" }] });
    expect(writesOf(world, LIST)).toEqual([]);
  });

  test("keeps what people tick, and writes nothing for it", () => {
    const world = born();
    tick(world, "Support knows");
    expect(writesOf(world, LIST)).toEqual([]);
    const { outputs, checklist } = report(world, LIST, {}, 2);
    expect(outputs).toEqual({ complete: "false", "open-items": "2" });
    expect(checklist?.sections[1]?.items).toEqual([{ text: "Support knows", depth: 0, done: true, why: "ticked in Gleap", url: "" }]);
  });

  test("ticks itself with evidence, and opens again without, which is noted", () => {
    const world = born();
    expect(kinds(report(world, LIST, { evidence: THERE }, 2).operations)).toEqual(["update"]);
    expect(boxes(only(world))[0]).toBe("- [x] CI is green — auto: https://github.com/octo-org/widget/actions/runs/5");
    expect(writesOf(world, LIST, { evidence: THERE })).toEqual([]);
    expect(kinds(report(world, LIST, { evidence: MISSING }, 3).operations)).toEqual(["note", "update"]);
    expect(boxes(only(world))[0]).toBe("- [ ] CI is green");
    expect(notes(world)).toEqual(['run 3.1: Open again, since the evidence is gone: "CI is green".']);
    expect(writesOf(world, LIST, { evidence: MISSING })).toEqual([]);
  });

  test("evidence of another run is shown in place of the older", () => {
    const world = born({ evidence: THERE });
    report(world, LIST, { evidence: { ...THERE, url: "https://github.com/octo-org/widget/actions/runs/7" } }, 2);
    expect(boxes(only(world))[0]).toMatch(/runs\/7$/);
    expect(notes(world)).toEqual([]);
  });

  test("a person's tick stays when the check says no, and when it says yes", () => {
    const world = born();
    tick(world, "CI is green");
    report(world, LIST, { evidence: MISSING }, 2);
    expect(shownOf(only(world))).toContain(
      "- [x] CI is green\n      Ticked by a person; the check says: run 6 of ci.yml failed, https://github.com/octo-org/widget/actions/runs/6\n",
    );
    expect(writesOf(world, LIST, { evidence: MISSING })).toEqual([]);
    report(world, LIST, { evidence: THERE }, 2);
    expect(boxes(only(world))[0]).toBe("- [x] CI is green");
    expect(shownOf(only(world))).toContain("      Evidence: run 5 of ci.yml is green, https://github.com/octo-org/widget/actions/runs/5");
    report(world, LIST, { evidence: MISSING }, 3);
    expect(boxes(only(world))[0]).toBe("- [x] CI is green");
    expect(notes(world)).toEqual([]);
  });

  test("a tick that has evidence comes back when a person takes it away", () => {
    const world = born({ evidence: THERE });
    untick(world, "CI is green");
    expect(kinds(report(world, LIST, { evidence: THERE }, 2).operations)).toEqual(["update"]);
    expect(boxes(only(world))[0]).toMatch(/^- \[x\]/);
  });

  test("a check that cannot be made leaves the item open and says why; where GitHub was only busy the evidence stays", () => {
    const world = born({ evidence: REFUSED });
    expect(shownOf(only(world))).toContain(
      "- [ ] CI is green\n      Not checked: GitHub does not let this workflow read runs (`actions: read` is missing).",
    );
    report(world, LIST, { evidence: THERE }, 2);
    const { checklist } = report(world, LIST, { evidence: BUSY }, 3);
    expect(checklist?.sections[0]?.items[0]).toMatchObject({ done: true, why: "not checked: GitHub could not be asked this time" });
    expect(writesOf(world, LIST, { evidence: BUSY })).toEqual([]);
    report(world, LIST, { evidence: REFUSED }, 4);
    expect(boxes(only(world))[0]).toBe("- [ ] CI is green");
    expect(writesOf(born({ evidence: BUSY }), LIST, { evidence: BUSY })).toEqual([]);
  });

  test("a check that is taken off the item takes its tick along", () => {
    const world = born({ evidence: THERE });
    report(world, LIST.replace(" <!-- auto: workflow=ci.yml -->", ""), {}, 2);
    expect(boxes(only(world))[0]).toBe("- [ ] CI is green");
  });

  test("what the file ticks is done, whatever the ticket says", () => {
    const ticked = LIST.replace("[ ] Support", "[x] Support");
    const world = new World();
    expect(report(world, ticked).outputs).toEqual({ complete: "false", "open-items": "2" });
    untick(world, "Support knows");
    expect(report(world, ticked, {}, 2).outputs?.["open-items"]).toBe("2");
    expect(boxes(only(world))[2]).toBe("- [x] Support knows");
  });

  test("what the file ticks is not contradicted by its check", () => {
    const world = new World();
    report(world, LIST.replace("[ ] CI", "[x] CI"));
    expect(shownOf(only(world))).toContain("- [x] CI is green\n      Ticked in the file; the check says: run 6 of ci.yml failed, https:");
  });
});

describe("a list that changes", () => {
  test("a new item is added, and nobody's tick is lost", () => {
    const world = born();
    tick(world, "Support knows", "Somebody has read the notes");
    const { operations } = report(world, LIST.replace("- [ ] Support", "- [ ] The site is up\n- [ ] Support"), {}, 2);
    expect(kinds(operations)).toEqual(["update"]);
    expect(boxes(only(world)).slice(1)).toEqual(["- [x] Somebody has read the notes", "- [ ] The site is up", "- [x] Support knows"]);
    expect(notes(world)).toEqual([]);
  });

  test("removed items are noted with what they were", () => {
    const world = born();
    tick(world, "Support knows");
    report(world, "- [ ] Other\n", {}, 2);
    expect(notes(world)).toEqual([
      'run 2.1: Removed from the list, ticked before: "Support knows".\nRemoved from the list, open before: "CI is green", "Somebody has read the notes".',
    ]);
    expect(boxes(only(world))).toEqual(["- [ ] Other", "- [x] Support knows"]);
    expect(writesOf(world, "- [ ] Other\n")).toEqual([]);
  });

  test("an item that a person wrote into our text is noted before it goes", () => {
    const world = born();
    edit(world, (text) => text.replace("- [ ] Support", "- [ ] Call Robin\n- [ ] Support"));
    report(world, LIST, {}, 2);
    expect(notes(world)).toEqual(['run 2.1: Removed from the list, open before: "Call Robin".']);
  });

  test("items in other sections, and equal ones, are told apart", () => {
    const twice = "## A\n- [ ] Sign\n- [ ] Sign\n\n## B\n- [ ] Sign\n";
    const world = new World();
    report(world, twice);
    edit(world, (text) => text.replace(/(- \[ \] Sign\n)- \[ \] Sign/, "$1- [x] Sign"));
    report(world, twice.replace("## B\n", "## B\n- [ ] New\n"), {}, 2);
    expect(boxes(only(world))).toEqual(["- [ ] Sign", "- [x] Sign", "- [ ] New", "- [ ] Sign"]);
  });

  test("what people wrote below stays, and is no part of the list", () => {
    const world = born();
    edit(world, (text) => `${text}\nRobin: waiting for legal.\n- [x] Support knows`);
    report(world, LIST.replace("Support knows", "Support knows it"), {}, 2);
    expect(only(world).description).toMatch(/subject=open\nRobin: waiting for legal\.\n- \[x\] Support knows$/);
    expect(boxes(only(world))).toContain("- [ ] Support knows it");
  });

  test("where the state line is gone, ticks are taken from the whole text", () => {
    const world = born();
    tick(world, "Support knows");
    edit(world, (text) => text.replace(/gleap-ticket\/1.*/, "gone"));
    report(world, LIST, {}, 2);
    expect(stateOf(world)).toMatchObject({ key: SCOPE, subject: "open" });
    expect(boxes(only(world)).slice(0, 3)).toEqual(["- [ ] CI is green", "- [ ] Somebody has read the notes", "- [x] Support knows"]);
    expect(writesOf(world, LIST)).toEqual([]);
  });
});

describe("complete", () => {
  const done = (world: World) => tick(world, "Somebody has read the notes", "Support knows");

  test("a note, then closed; and nothing more", () => {
    const world = born({ evidence: THERE });
    done(world);
    const { operations, outputs } = report(world, LIST, { evidence: THERE }, 2);
    expect(kinds(operations)).toEqual(["note", "close"]);
    expect(outputs).toEqual({ complete: "true", "open-items": "0" });
    expect(notes(world)).toEqual(["run 2.1: All 3 items of the checklist of release 1.2.0 are done."]);
    expect(only(world).status).toBe("DONE");
    expect(writesOf(world, LIST, { evidence: THERE })).toEqual([]);
  });

  test("from the start: created, noted and closed in one run", () => {
    const world = new World();
    const { operations, last } = report(world, "- [x] One\n");
    expect([kinds(operations), kinds(last.operations)]).toEqual([["create"], ["note", "close"]]);
    expect(notes(world)).toEqual(["run 1.1: The only item of the checklist of release 1.2.0 is done."]);
    expect(only(world).status).toBe("DONE");
  });

  test("an item that opens again opens the ticket that we closed", () => {
    const world = born({ evidence: THERE });
    done(world);
    report(world, LIST, { evidence: THERE }, 2);
    expect(kinds(report(world, LIST, { evidence: MISSING }, 3).operations)).toEqual(["note", "reopen"]);
    expect(only(world).status).toBe("OPEN");
    expect(notes(world)[1]).toBe('run 3.1: The checklist of release 1.2.0 has an open item again: "CI is green".');
    expect(writesOf(world, LIST, { evidence: MISSING })).toEqual([]);
    report(world, LIST, { evidence: THERE }, 4);
    expect(notes(world)[2]).toBe("run 4.1: All 3 items of the checklist of release 1.2.0 are done. (closed for the 2nd time)");
  });

  test("removing the last open item completes, and says so", () => {
    const world = born({ evidence: THERE });
    done(world);
    const { outputs } = report(world, `${LIST}- [ ] Party\n`, { evidence: THERE }, 2);
    expect(outputs?.complete).toBe("false");
    report(world, LIST, { evidence: THERE }, 3);
    expect(notes(world).at(-1)).toBe(
      'run 3.1: All 3 items of the checklist of release 1.2.0 are done. Removed from the list, open before: "Party".',
    );
  });

  test("a ticket that a person closed stays closed, and `complete` follows the items", () => {
    const world = born();
    world.change(idOf(1), { status: "WONTFIX" });
    const { operations, outputs } = report(world, LIST, { evidence: THERE }, 2);
    expect([kinds(operations), outputs?.complete]).toEqual([["leave unchanged"], "false"]);
  });

  test("a ticket that a person opened again stays open, and the list is complete all the same", () => {
    const world = born({ evidence: THERE });
    done(world);
    report(world, LIST, { evidence: THERE }, 2);
    world.change(idOf(1), { status: "OPEN" });
    const { operations, outputs } = report(world, LIST, { evidence: THERE }, 3);
    expect([kinds(operations), outputs?.complete]).toEqual([["leave unchanged"], "true"]);
  });

  test("one that is archived, muted or not ours is not written, and still read", () => {
    for (const trait of [{ archived: true }, { tags: [SCOPE, "gleap-ticket-mute"] }, { hasSession: true }]) {
      const world = born({ evidence: THERE });
      tick(world, "Support knows");
      world.change(idOf(1), trait);
      const { operations, outputs } = report(world, LIST, { evidence: MISSING }, 2);
      expect(operations.map(({ kind }) => kind)).toEqual(["leave"]);
      expect(outputs?.["open-items"]).toBe("2");
    }
  });
});

describe("`require-complete`", () => {
  test("fails with the open items, bounded, and what to do", () => {
    const many = Array.from({ length: 12 }, (_, index) => `- [ ] Item ${index + 1}\n`).join("");
    const { error } = report(new World(), many, { requireComplete: true });
    expect(error).toBeInstanceOf(GateError);
    expect(error?.message).toBe(
      `The checklist of release 1.2.0 has 12 open items: ${Array.from({ length: 10 }, (_, index) => `"Item ${index + 1}"`).join(", ")} and 2 more.`,
    );
    expect(error?.next).toBe("Tick them in the ticket, or take them off .github/release-checklist.md; then run this step again.");
    expect(report(new World(), "- [ ] One\n", { requireComplete: true, items: "tickets" }).error?.next).toContain("Close their tickets");
  });

  test("lets a complete list pass", () => {
    expect(report(new World(), "- [x] One\n", { requireComplete: true }).last.error).toBeUndefined();
  });
});

describe("too long for a ticket", () => {
  const long = Array.from({ length: 40 }, (_, index) => `- [ ] Item ${index} ${"word ".repeat(60)}\n`).join("");

  test("is an error that names `items: tickets`; nothing is written and nothing cut", () => {
    const world = new World();
    const { operations, error } = report(world, long, { requireComplete: true });
    expect(kinds(operations)).toEqual(["leave skipped"]);
    expect(error).toMatchObject({ code: "CONFIG", next: expect.stringContaining("`checklist.items: tickets`") });
    expect(error?.message).toBe("The checklist of release 1.2.0 is too long for one ticket; nothing of it is cut, so it was not written.");
  });

  test("what checks found gives way before that", () => {
    const checked = Array.from({ length: 40 }, (_, index) => `- [ ] Item ${index} ${"word ".repeat(30)}<!-- auto: milestone -->\n`).join(
      "",
    );
    const world = new World();
    const why = "a long sentence ".repeat(10).trim();
    const evidence = { is: "missing", why, url: "" } as const;
    const { error } = report(world, checked, { evidence });
    expect(error).toBeUndefined();
    expect(boxes(only(world))).toHaveLength(40);
    expect(shownOf(only(world))).not.toContain("Not yet");
    expect(shownOf(only(world))).toContain("What the checks found, and ticked items");
    expect(writesOf(world, checked, { evidence })).toEqual([]);
    expect(writesOf(world, checked, { evidence: MISSING })).toEqual([]);
  });

  test("also where it is what people wrote below that fills the ticket", () => {
    const world = born();
    edit(world, (text) => `${text}\n${"x".repeat(9_500)}`);
    const before = only(world);
    const { operations, error } = report(world, LIST, { evidence: THERE }, 2);
    expect(kinds(operations)).toEqual(["leave unchanged"]);
    expect(error?.message).toContain("and the text below it are too long for one ticket");
    expect(only(world)).toEqual(before);
  });

  test("a complete one is closed all the same, its text as it was", () => {
    const world = born({ evidence: THERE });
    tick(world, "Somebody has read the notes", "Support knows");
    edit(world, (text) => `${text}\n${"x".repeat(9_300)}`);
    const before = shownOf(only(world));
    const { operations } = report(world, LIST, { evidence: THERE }, 2);
    expect(kinds(operations)).toEqual(["note", "close"]);
    expect([shownOf(only(world)), only(world).status]).toEqual([before, "DONE"]);
  });

  test("with tickets of their own the items may be left out of the list's text", () => {
    const world = new World();
    const { operations, error } = report(world, long, { items: "tickets" });
    expect(error).toBeUndefined();
    expect(operations.filter(({ kind }) => kind === "create")).toHaveLength(41);
    expect(world.tickets.get(idOf(1))?.description).toMatch(/\n\[… \d+ lines left out\]\n/);
    expect(world.tickets.get(idOf(1))?.description.length).toBeLessThanOrEqual(10_000);
    expect(writesOf(world, long, { items: "tickets" })).toEqual([]);
  });
});

test("a rule that wants no ticket keeps it from being made, and the items are told all the same", () => {
  const hold = "Rule 1 wants no ticket.";
  const { operations, outputs } = report(new World(), LIST, { hold });
  expect(operations).toMatchObject([{ kind: "leave", reason: hold }]);
  expect(outputs?.["open-items"]).toBe("3");
});

test("where a rule wants no ticket, and there is none, nothing is asked of anybody", () => {
  const hold = "Rule 1 wants no ticket.";
  const { error, notes: said, outputs } = report(new World(), LIST, { hold, requireComplete: true });
  expect(error).toBeUndefined();
  expect(said).toEqual([`${hold} So \`checklist.require-complete\` stops nothing.`]);
  expect(outputs).toEqual({ complete: "false", "open-items": "3" });
  expect(report(born(), LIST, { hold, requireComplete: true }, 2).error?.message).toContain("3 open items");
  expect(report(new World(), LIST, { hold }).notes).toEqual([]);
});

test("no item is not everything done: it is said, and stops a release", () => {
  const hidden = "{{#prerelease}}\n- [ ] Two\n{{/prerelease}}\n";
  const none = "The checklist of release 1.2.0 has no item: all of them are in sections that are hidden for it.";
  expect(report(new World(), hidden)).toMatchObject({ warnings: [none], outputs: { complete: "false", "open-items": "0" } });
  const { error } = report(new World(), hidden, { requireComplete: true });
  expect(error).toBeInstanceOf(GateError);
  expect(error).toMatchObject({
    message: none,
    next: "Put an item for this release on .github/release-checklist.md, or leave `checklist.require-complete` out.",
  });
});

test("a list without an item for this release gets no ticket; one that there is already is closed", () => {
  const hidden = "{{#prerelease}}\n- [ ] Two\n{{/prerelease}}\n";
  const { operations, outputs } = report(new World(), hidden);
  expect(operations).toMatchObject([{ kind: "leave", reason: "There is no item on the checklist of release 1.2.0." }]);
  expect(outputs).toEqual({ complete: "false", "open-items": "0" });
  const world = born();
  report(world, hidden, {}, 2);
  expect(only(world).status).toBe("DONE");
  expect(notes(world)[0]).toContain("No item is left on the checklist of release 1.2.0. Removed from the list, open before: ");
});

test.each([
  ["- [x] One\n", "inline", { complete: "true", "open-items": "0" }],
  ["- [x] One\n", "tickets", { complete: "", "open-items": "" }],
  ["- [x] One\n- [ ] Two\n", "inline", { complete: "", "open-items": "" }],
] as const)("of tickets that nobody could list it is not known what people ticked or opened again: %j, %s", (text, items, expected) => {
  const { outputs, error } = planChecklist(making(text, { items, requireComplete: true }), [], { listingInDoubt: false, unlisted: true });
  expect(outputs).toEqual(expected);
  if (expected.complete === "true") expect(error).toBeUndefined();
  else expect(error?.message).toBe("It is not known what is ticked on the checklist of release 1.2.0: Gleap could not be asked.");
});
