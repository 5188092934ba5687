/** Every row of the table that decides what becomes of a ticket, by the built action against both local servers. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { dashboardUrl } from "../../src/gleap/codec.ts";
import { hashes, keyOfJob, type Life, openLife, RED, SCOPE, type Seen } from "./life.ts";
import { startOf, type Tale } from "./runs.ts";

let life: Life;
beforeEach(async () => {
  life = await openLife();
});
afterEach(async () => {
  expect(life.gleap.violations).toEqual([]);
  await life.close();
});

const GREEN: Tale = { run: 12, jobs: { lint: "success", test: "success" } };
const red = (run: number, more: Partial<Tale> = {}): Tale => ({ ...RED, run, ...more });
const green = (run: number, more: Partial<Tale> = {}): Tale => ({ ...GREEN, run, ...more });
const BY_JOB = "version: 1\nfailure: { group-by: job }\n";

/** What a ticket is, in one line: `#1 OPEN x2 11.1-13.1 test`. */
function line({ number, status, state, archived, duplicateOf }: Seen): string {
  const names = ["lint", "test", "e2e", "test (1)", "test (2)"].filter((name) => state?.jobs.includes(hashes(name)[0] ?? ""));
  const moment = ({ run, attempt }: { run: number; attempt: number }) => `${run}.${attempt}`;
  const told = state === undefined ? "?" : `x${state.count} ${moment(state.first)}-${moment(state.last)} ${names.join("+")}`;
  return `#${number} ${status} ${told}${duplicateOf === undefined ? "" : " folded"}${archived ? " archived" : ""}`;
}
const lines = () => life.seen().map(line);
const writes = (ran: { readonly gleap: readonly { readonly method: string }[] }) => ran.gleap.filter(({ method }) => method !== "GET");

describe("red", () => {
  test("no open ticket: created, with key, state line and links", async () => {
    const ran = await life.report(RED);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { outcome: "created", key: SCOPE, "ticket-number": "1" } });
    expect(lines()).toEqual(["#1 OPEN x1 11.1-11.1 test"]);
    expect(life.only()).toMatchObject({ tags: [SCOPE, "github-actions"], notes: [], state: { key: SCOPE } });
    const [ticket] = life.gleap.tickets();
    expect(ran.outputs["ticket-url"]).toBe(dashboardUrl(life.gleap.projectId, "BUG", ticket?.id ?? ""));
    expect(ran.gleap.find(({ method }) => method === "POST")?.body).toMatchObject({ preventAutoReply: true });
    expect(ticket).toMatchObject({ customData: { key: SCOPE, run_attempt: "1", failed_jobs: "test" } });
  });

  test("a closed one, `recurrence: new`: a new one, linked to it", async () => {
    await life.report(RED);
    await life.report(green(12));
    const ran = await life.report(red(13));
    expect(ran.outputs["outcome"]).toBe("created");
    expect(lines()).toEqual(["#1 DONE x1 11.1-11.1 test", "#2 OPEN x1 13.1-13.1 test"]);
    const [old, fresh] = life.gleap.tickets();
    expect(fresh?.linkedTickets).toEqual([old?.id]);
    // The link is ours, so the new one stays ours to close.
    await life.report(green(14));
    expect(lines()).toEqual(["#1 DONE x1 11.1-11.1 test", "#2 DONE x1 13.1-13.1 test"]);
  });

  test("a closed one, `recurrence: reopen`: note, open again", async () => {
    const config = "version: 1\nfailure: { recurrence: reopen }\n";
    await life.report(RED, { config });
    await life.report(green(12), { config });
    const ran = await life.report(red(13), { config });
    expect(ran.outputs["outcome"]).toBe("updated");
    expect(lines()).toEqual(["#1 OPEN x2 11.1-13.1 test"]);
    expect(life.only().notes.map((note) => note.slice(0, 10))).toEqual(["run 12.1: ", "run 13.1: "]);
  });

  test("a newer run is green already: skipped (superseded)", async () => {
    const ran = await life.report(red(11, { green: [12] }));
    expect(ran).toMatchObject({ exitCode: 0, outputs: { outcome: "skipped" } });
    expect(ran.log).toContain("superseded");
    expect(lines()).toEqual([]);
  });

  test("open, the same failure again: counted, no note", async () => {
    await life.report(RED);
    const ran = await life.report(red(12));
    expect(ran.outputs["outcome"]).toBe("updated");
    expect(lines()).toEqual(["#1 OPEN x2 11.1-12.1 test"]);
    expect(life.only().notes).toEqual([]);
    expect(life.gleap.tickets()[0]?.["description"]).toContain("/actions/runs/16200000012");
  });

  test.each<[string, Partial<Tale>]>([
    ["another error", { error: "RangeError: other" }],
    ["another job", { jobs: { lint: "failure", test: "success" } }],
  ])("open, %s: note first, then the update", async (_name, more) => {
    await life.report(RED);
    const ran = await life.report(red(12, more));
    expect(ran.outputs["outcome"]).toBe("updated");
    expect(writes(ran).map(({ method }) => method)).toEqual(["POST", "PUT"]);
    expect(life.only().notes).toEqual([expect.stringMatching(/^run 12\.1: failed in (?:test|lint), step/)]);
    expect(life.only().state).toMatchObject({ count: 2, last: { run: 12, attempt: 1 } });
  });

  test("open, of an older run: unchanged, `last` never goes back", async () => {
    await life.report(red(12));
    const ran = await life.report(red(11, { error: "RangeError: other" }));
    expect(ran.outputs["outcome"]).toBe("unchanged");
    expect(writes(ran)).toEqual([]);
    expect(lines()).toEqual(["#1 OPEN x1 12.1-12.1 test"]);
  });

  test("open, this attempt with all its failed jobs is in it: unchanged, by one listing", async () => {
    await life.report(RED);
    const ran = await life.report(RED);
    expect(ran.outputs).toMatchObject({ outcome: "unchanged", "ticket-number": "1" });
    expect(ran.gleap.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /v3/tickets"]);
  });

  test("open, this attempt with new failed jobs: update, the count the same, no note", async () => {
    await life.report({ run: 11, jobs: { lint: "success", test: "failure", e2e: "pending" }, place: "aggregator" });
    const ran = await life.report({ run: 11, jobs: { lint: "success", test: "failure", e2e: "failure" } });
    expect(ran.outputs["outcome"]).toBe("updated");
    expect(writes(ran).map(({ method }) => method)).toEqual(["PUT"]);
    expect(lines()).toEqual(["#1 OPEN x1 11.1-11.1 test+e2e"]);
    expect(life.only().notes).toEqual([]);
  });

  test("open, several for one key: the oldest is kept, the others folded; a note only for jobs that it did not name", async () => {
    await life.report(RED);
    const [first] = life.gleap.tickets();
    for (const [index, name] of ["test", "e2e"].entries()) {
      const description = String(first?.["description"]).replace(/jobs=\S+/, `jobs=${hashes(name)[0]}`);
      const { tags = [] } = first ?? {};
      life.gleap.seed({
        title: "twin",
        tags,
        formData: { description },
        bugId: 2 + index,
        createdAt: new Date(startOf(11) + 120_000).toISOString(),
      });
    }
    const ran = await life.report(red(12));
    expect(ran.outputs).toMatchObject({ outcome: "updated", "ticket-number": "1" });
    expect(lines()).toEqual([
      "#1 OPEN x2 11.1-12.1 test",
      "#2 DONE x1 11.1-11.1 test folded archived",
      "#3 DONE x1 11.1-11.1 e2e folded archived",
    ]);
    expect(life.seen()[0]?.notes).toEqual([expect.stringMatching(/^run 12\.1: The duplicate #3 was folded into this ticket/)]);
  });

  test("a mute on the ticket silences its key, closed or open", async () => {
    await life.report(RED);
    await life.change(1, ({ tags }) => ({ tags: [...tags, "gleap-ticket-mute"] }));
    const before = life.gleap.tickets();
    for (const tale of [red(12), green(13)]) {
      const ran = await life.report(tale);
      expect(ran.outputs["outcome"]).toBe("skipped");
      expect(ran.log).toContain("The tag gleap-ticket-mute on its ticket silences it.");
    }
    await life.change(1, () => ({ status: "DONE" }));
    expect((await life.report(red(14))).outputs["outcome"]).toBe("skipped");
    expect(life.gleap.tickets()).toEqual([{ ...before[0], status: "DONE", updatedAt: expect.any(String) }]);
  });

  test("state line unreadable: update, count from one, every value is a person's", async () => {
    await life.report(RED);
    await life.change(1, ({ formData }) => {
      const description = `${String(formData["description"]).replace(/count=\S+/, "count=many")}\nSeen by Robin.`;
      return { title: "Robin's", description, formData: { description }, priority: "HIGH" };
    });
    const ran = await life.report(red(12));
    expect(ran.outputs["outcome"]).toBe("updated");
    expect(lines()).toEqual(["#1 OPEN x1 12.1-12.1 test"]);
    expect(life.gleap.tickets()[0]).toMatchObject({ title: "Robin's", priority: "HIGH" });
    expect(life.gleap.tickets()[0]?.["description"]).toMatch(/\nSeen by Robin\.$/);
  });
});

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
    expect(lines()).toEqual(["#1 DONE x1 11.1-11.1 test"]);
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
    expect(lines()).toEqual(["#1 DONE x1 11.1-11.1 test"]);
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
    expect(lines()).toEqual(expected);
    expect(life.only().notes).toHaveLength(notes);
  });

  test("open, its last failure is newer: unchanged", async () => {
    await life.report(red(13));
    const ran = await life.report(green(12));
    expect([ran.outputs["outcome"], writes(ran)]).toEqual(["unchanged", []]);
    expect(lines()).toEqual(["#1 OPEN x1 13.1-13.1 test"]);
  });

  test("no open ticket: skipped, and in a workflow of its own nobody is asked about jobs", async () => {
    const ran = await life.report(GREEN);
    expect(ran.outputs["outcome"]).toBe("skipped");
    expect(ran.github.filter(({ path }) => path.includes("/jobs"))).toEqual([]);
  });

  test("a job that the state names was skipped: left open", async () => {
    await life.report(RED);
    const ran = await life.report(green(12, { jobs: { lint: "success", test: "skipped" } }));
    expect([ran.outputs["outcome"], lines()]).toEqual(["unchanged", ["#1 OPEN x1 11.1-11.1 test"]]);
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

describe("neither", () => {
  test("cancelled: unchanged", async () => {
    await life.report(RED);
    const ran = await life.report({ run: 12, jobs: { lint: "success", test: "cancelled" } });
    expect([ran.outputs["outcome"], writes(ran), lines()]).toEqual(["unchanged", [], ["#1 OPEN x1 11.1-11.1 test"]]);
  });

  test("cancelled, and no open ticket: skipped", async () => {
    expect((await life.report({ run: 12, jobs: { lint: "success", test: "cancelled" } })).outputs["outcome"]).toBe("skipped");
  });

  test("(b) a job is still running: unchanged", async () => {
    await life.report(RED);
    const ran = await life.report({
      run: 12,
      jobs: { lint: "success", test: "success", late: "pending" },
      place: "aggregator",
      needs: { lint: "success", test: "success" },
    });
    expect([ran.outputs["outcome"], lines()]).toEqual(["unchanged", ["#1 OPEN x1 11.1-11.1 test"]]);
  });

  test("(a) another job is still running: unchanged", async () => {
    await life.report(RED);
    const ran = await life.report({ run: 12, jobs: { lint: "pending", test: "success" }, place: "step" });
    expect([ran.outputs["outcome"], lines()]).toEqual(["unchanged", ["#1 OPEN x1 11.1-11.1 test"]]);
  });
});

describe("one ticket a job", () => {
  const both: Tale = { run: 11, jobs: { lint: "failure", test: "failure" } };

  test.each<["workflow_run" | "aggregator"]>([["workflow_run"], ["aggregator"]])("one closes while another stays (%s)", async (place) => {
    await life.report({ ...both, place }, { config: BY_JOB });
    expect(life.seen().map(({ tags }) => tags)).toEqual([
      [keyOfJob("lint"), SCOPE, "github-actions"],
      [keyOfJob("test"), SCOPE, "github-actions"],
    ]);
    const ran = await life.report({ ...RED, run: 12, place }, { config: BY_JOB });
    expect(ran.outputs["outcome"]).toBe("updated");
    expect(lines()).toEqual(["#1 DONE x1 11.1-11.1 lint", "#2 OPEN x2 11.1-12.1 test"]);
    expect(life.seen().map(({ notes }) => notes.length)).toEqual([1, 0]);
  });

  test("(a) a step judges the own job only", async () => {
    await life.report(both, { config: BY_JOB });
    await life.report({ run: 12, jobs: { e2e: "pending", lint: "success", test: "success" }, place: "step" }, { config: BY_JOB });
    expect(lines()).toEqual(["#1 OPEN x1 11.1-11.1 lint", "#2 DONE x1 11.1-11.1 test"]);
  });

  test("more new groups than `max-tickets` share the workflow's ticket, once", async () => {
    const jobs = Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, "failure" as const]));
    const config = "version: 1\nfailure: { group-by: job, max-tickets: 2 }\n";
    await life.report({ run: 11, jobs }, { config });
    expect(life.seen().map(({ tags }) => tags[0])).toEqual([keyOfJob("a"), keyOfJob("b"), SCOPE]);
    const again = await life.report({ run: 11, jobs }, { config });
    expect([again.outputs["outcome"], writes(again)]).toEqual(["unchanged", []]);
    await life.report({ run: 12, jobs: { a: "success", b: "success", c: "success", d: "success", e: "success" } }, { config });
    expect(life.seen().map(({ status }) => status)).toEqual(["DONE", "DONE", "DONE"]);
  });
});

describe("not ours", () => {
  test.each<[string, (ids: readonly string[]) => object]>([
    ["a session", () => ({ session: "665f0000000000000000e001" })],
    ["a link to a person's ticket", ([, other]) => ({ linkedTickets: [other] })],
  ])("%s: notes at most, each once, never a status", async (_name, change) => {
    await life.report(RED);
    life.gleap.seed({ title: "A person's", bugId: 9 });
    await life.change(1, () => change(life.gleap.tickets().map(({ id }) => id)));
    const before = life.gleap.tickets();
    for (const tale of [red(12, { error: "RangeError: other" }), red(12, { error: "RangeError: other" }), green(13), green(14)])
      await life.report(tale);
    expect(life.gleap.tickets()).toEqual(before);
    expect(life.seen()[0]?.notes.map((note) => note.slice(0, 10))).toEqual(["run 12.1: ", "run 13.1: "]);
  });

  test("a tracker is not closed, which would close all it stands for", async () => {
    await life.report(RED);
    const [ours] = life.gleap.tickets();
    const { tags = [], formData = {} } = ours ?? {};
    life.gleap.seed({ title: "tracker", tags, formData, trackerTicket: true, bugId: 2, createdAt: new Date(startOf(10)).toISOString() });
    await life.report(red(12));
    await life.report(green(13));
    expect(life.seen().map(({ number, status }) => `${number} ${status}`)).toEqual(["1 DONE", "2 OPEN"]);
  });
});

describe("the ref is gone", () => {
  const config = "version: 1\nfailure: { refs: [branches, pulls] }\n";

  test("the branch was deleted: note, closed", async () => {
    const { position } = life.github.scenario;
    await life.report({ ...RED, place: "aggregator" }, { config });
    expect(lines()).toEqual(["#1 OPEN x1 11.1-11.1 test"]);
    const gone = { ref: "main", ref_type: "branch", repository: { default_branch: "trunk", full_name: "octo-org/widget" } };
    const env = {
      GITHUB_EVENT_NAME: "delete",
      GITHUB_WORKFLOW_REF: "octo-org/widget/.github/workflows/ci.yml@refs/heads/trunk",
      GITHUB_RUN_NUMBER: "12",
    };
    const ran = await life.run({ dist: true, config, event: gone, env, inputs: { needs: "" } });
    expect(position.place).toBe("workflow_run");
    expect(ran.outputs["outcome"]).toBe("closed");
    expect(lines()).toEqual(["#1 DONE x1 11.1-11.1 test"]);
    expect(life.only().notes).toEqual(["run 12.1: Branch main was deleted.\n"]);
  });

  test("the pull request was closed: note, closed", async () => {
    const pull = { number: 7, head: { ref: "topic", sha: "0".repeat(40), repo: { full_name: "octo-org/widget" } }, base: { ref: "main" } };
    const repository = { default_branch: "main", full_name: "octo-org/widget" };
    const env = (run: number) => ({
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_HEAD_REF: "topic",
      GITHUB_RUN_NUMBER: String(run),
    });
    await life.report(
      { ...RED, place: "aggregator" },
      { config, env: env(11), event: { action: "opened", pull_request: pull, repository } },
    );
    expect(lines()).toEqual(["#1 OPEN x1 11.1-11.1 test"]);
    const ran = await life.run({ dist: true, config, env: env(12), event: { action: "closed", pull_request: pull, repository } });
    expect(ran.outputs["outcome"]).toBe("closed");
    expect(life.only().notes).toEqual(["run 12.1: Pull request #7 was closed.\n"]);
  });
});
