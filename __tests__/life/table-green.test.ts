/** The table that decides what becomes of a ticket, by the built action against both local servers: green. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Life, openLife, RED, SCOPE } from "./life.ts";
import { startOf, type Tale } from "./runs.ts";
import { BY_JOB, green, lines, red, writes } from "./table.ts";

let life: Life;
beforeEach(async () => {
  life = await openLife();
});
afterEach(() => life.close());

describe("green", () => {
  test.each<[string, Partial<Tale>]>([
    ["(c) a workflow of its own, conclusion success", {}],
    ["(b) a last job with `needs` and `!cancelled()`", { place: "aggregator" }],
    ["(a) a step with `!cancelled()`", { place: "step" }],
  ])("open: note, then closed; %s", async (_name, more) => {
    await life.report(RED);
    const ran = await life.report(green(12, more));
    expect(ran).toMatchObject({ exitCode: 0, outputs: { outcome: "closed", "ticket-number": "1" } });
    expect(writes(ran).map(({ method }) => method)).toEqual(["POST", "PUT"]);
    expect(lines(life)).toEqual(["#1 DONE x1 11.1-11.1 test"]);
    const [note] = life.only().notes;
    expect(note).toMatch(/^run 12\.1: green again, fixed by commit [0-9a-f]{10}: Add shipping/);
    expect(note).toContain("Broken for 59 minutes. 1 failure. The last failure was run 11.1.");
    expect(life.only().tags).not.toContain("flaky");
    const again = await life.report(green(12, more));
    expect([again.outputs["outcome"], writes(again)]).toEqual(["skipped", []]);
  });

  test("a later attempt of the same run: flaky", async () => {
    await life.report(RED);
    await life.report(green(11, { attempt: 2, before: [RED.jobs] }));
    expect(lines(life)).toEqual(["#1 DONE x1 11.1-11.1 test"]);
    expect(life.only().tags).toEqual([SCOPE, "github-actions", "flaky"]);
    expect(life.only().notes[0]).toContain("this is flaky");
  });

  test("all duplicates are closed too, with one note", async () => {
    await life.report(RED);
    const [first] = life.gleap.tickets();
    const { tags = [], formData = {} } = first ?? {};
    life.gleap.seed({ title: "twin", tags, formData, bugId: 2, createdAt: new Date(startOf(11) + 120_000).toISOString() });
    await life.report(green(12));
    expect(life.seen().map(({ status, notes }) => [status, notes.length])).toEqual([
      ["DONE", 1],
      ["DONE", 0],
    ]);
  });

  test.each([
    ["note", ["#1 OPEN x1 11.1-11.1 test"], 1, "updated"],
    ["ignore", ["#1 OPEN x1 11.1-11.1 test"], 0, "unchanged"],
  ])("`recovery: %s`", async (recovery, expected, notes, outcome) => {
    const config = `version: 1\nfailure: { recovery: ${recovery} }\n`;
    await life.report(RED, { config });
    expect((await life.report(green(12), { config })).outputs["outcome"]).toBe(outcome);
    expect((await life.report(green(13), { config })).outputs["outcome"]).toBe("unchanged");
    expect(lines(life)).toEqual(expected);
    expect(life.only().notes).toHaveLength(notes);
  });

  test("open, its last failure is newer: unchanged", async () => {
    await life.report(red(13));
    const ran = await life.report(green(12));
    expect([ran.outputs["outcome"], writes(ran)]).toEqual(["unchanged", []]);
    expect(lines(life)).toEqual(["#1 OPEN x1 13.1-13.1 test"]);
  });

  test("no open ticket: skipped, and in a workflow of its own nobody is asked about jobs", async () => {
    const ran = await life.report(green(12));
    expect(ran.outputs["outcome"]).toBe("skipped");
    expect(ran.github.filter(({ path }) => path.includes("/jobs"))).toEqual([]);
  });

  test("a job that the state names was skipped: left open", async () => {
    await life.report(RED);
    const ran = await life.report(green(12, { jobs: { lint: "success", test: "skipped" } }));
    expect([ran.outputs["outcome"], lines(life)]).toEqual(["unchanged", ["#1 OPEN x1 11.1-11.1 test"]]);
  });

  test("wholly green closes every ticket of the scope, whatever made it, and none of a person's", async () => {
    await life.report(red(11, { jobs: { lint: "failure", test: "failure" } }), { config: BY_JOB });
    await life.report(red(12, { jobs: { lint: "failure", test: "failure" } }), { config: "version: 1\n" });
    life.gleap.seed({ title: "A person's", tags: ["github-actions"], bugId: 9 });
    expect(life.seen().map(({ status }) => status)).toEqual(["OPEN", "OPEN", "OPEN", "OPEN"]);
    await life.report(green(13), { config: "version: 1\n" });
    expect(life.seen().map(({ number, status }) => `${number} ${status}`)).toEqual(["1 DONE", "2 DONE", "3 DONE", "9 OPEN"]);
  });

  test("state line unreadable: closed only by a wholly green run that started after it was made", async () => {
    await life.report(red(12));
    await life.change(1, () => ({ formData: { description: "Robin wrote this anew." }, description: "Robin wrote this anew." }));
    expect((await life.report(green(11))).outputs["outcome"]).toBe("unchanged");
    expect((await life.report(green(13))).outputs["outcome"]).toBe("closed");
  });

  test("custom lanes: `ticket.closed` says what is closed, and its first one closes", async () => {
    const config = "version: 1\nticket: { closed: [SOLVED, WONTFIX] }\n";
    await life.report(RED, { config });
    await life.report(green(12), { config });
    expect(life.only().status).toBe("SOLVED");
    await life.change(1, () => ({ status: "WONTFIX" }));
    expect((await life.report(green(13), { config })).outputs["outcome"]).toBe("skipped");
    expect((await life.report(red(14), { config })).outputs["outcome"]).toBe("created");
  });
});
