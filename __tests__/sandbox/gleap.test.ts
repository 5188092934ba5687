import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { startGleap } from "../../sandbox/gleap/server.mjs";
import { call, create, json, list, object, send, start, titles } from "./gleap-client.ts";

const DOC = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "run 1.1" }] }, { type: "paragraph" }] };
const UNKNOWN = "ffffffffffffffffffffffff";

describe("credentials", () => {
  test("a wrong key, no project, another project", async () => {
    const gleap = await start({ apiKey: "key", projectId: "aaaaaaaaaaaaaaaaaaaaaaaa" });
    const wrong = await call(gleap, "GET", "/tickets", undefined, { Authorization: "Bearer other" });
    expect([wrong.status, json(wrong)]).toEqual([401, { error: { message: "Unauthorized" } }]);
    const none = await send(gleap.url, "GET", "/tickets", { Authorization: "Bearer key" });
    expect([none.status, none.text, none.headers["content-type"]]).toEqual([
      400,
      "Project header is required",
      "text/plain; charset=utf-8",
    ]);
    expect((await call(gleap, "GET", "/tickets", undefined, { Project: UNKNOWN })).status).toBe(403);
  });

  test("the key alone is enough for /users/me", async () => {
    const gleap = await start();
    for (const path of ["/users/me", "/users/me/permissions"]) {
      expect((await send(gleap.url, "GET", path, { Authorization: `Bearer ${gleap.apiKey}` })).status).toBe(200);
    }
  });

  test("every request is recorded, the refused ones too", async () => {
    const gleap = await start();
    await call(gleap, "POST", "/tickets?a=%3E", { title: "x" }, { Authorization: "no" });
    await send(gleap.url, "GET", "/tickets");
    expect(gleap.requests).toMatchObject([
      { method: "POST", path: "/v3/tickets", rawQuery: "a=%3E", body: { title: "x" }, status: 401, headers: { authorization: "no" } },
      { method: "GET", path: "/v3/tickets", rawQuery: "", status: 401 },
    ]);
  });
});

describe("POST /tickets", () => {
  test("fills in what is missing and numbers upwards", async () => {
    const gleap = await start({ now: () => Date.UTC(2026, 5, 1) });
    const formData = { description: "a\nb" };
    const first = object(await call(gleap, "POST", "/tickets", { title: "One", formData, preventAutoReply: true, surprise: 1 }));
    expect(first).toMatchObject({
      title: "One",
      type: "BUG",
      status: "OPEN",
      priority: "MEDIUM",
      priorityOrder: 2,
      bugId: 1,
      tags: [],
      formData,
    });
    expect(first).toMatchObject({ archived: false, trackerTicket: false, createdAt: "2026-06-01T00:00:00.000Z", project: gleap.projectId });
    expect(first["form"]).toEqual({ description: { name: "description", type: "textarea", title: "Description", value: "a\nb" } });
    expect(first["id"]).toMatch(/^[0-9a-f]{24}$/);
    expect(first["_id"]).toBe(first["id"]);
    expect(Object.keys(first)).not.toEqual(expect.arrayContaining(["surprise"]));
    expect(first).not.toHaveProperty("preventAutoReply");
    const second = object(await call(gleap, "POST", "/tickets", { title: "Two" }));
    expect(second["bugId"]).toBe(2);
    expect(String(second["id"]) > String(first["id"])).toBe(true);
  });

  test.each([
    ["priority", "URGENT"],
    ["title", 1],
    ["tags", "one"],
    ["tags", [1]],
    ["archived", "false"],
    ["score", "1"],
    ["dueDate", "tomorrow"],
    ["linkedTickets", ["x"]],
    ["processingUser", "robin@example.com"],
    ["attachments", ["x"]],
    ["channel", []],
    ["emailRefs", {}],
    ["sentiment", "sad"],
  ])("refuses %s = %j by name", async (name, value) => {
    const gleap = await start();
    const reply = await call(gleap, "POST", "/tickets", { title: "x", [name]: value });
    expect(reply.status).toBe(400);
    expect(object(reply)["fields"]).toHaveProperty([`ticket.${name}`]);
    expect(gleap.tickets()).toEqual([]);
  });

  test("takes the right types", async () => {
    const gleap = await start();
    const fields = {
      snoozedUntil: null,
      dueDate: "2026-12-01",
      score: 1.5,
      emailRefs: [1],
      attachments: [{ name: "a", url: "b" }],
      bot: {},
      formData: "x",
    };
    expect((await call(gleap, "POST", "/tickets", fields)).status).toBe(200);
    expect(gleap.tickets()[0]).toMatchObject(fields);
  });

  test("a body that is no JSON object is refused", async () => {
    const gleap = await start();
    const headers = { Authorization: `Bearer ${gleap.apiKey}`, Project: gleap.projectId };
    for (const [type, body] of [
      ["application/json", "{"],
      ["application/json", "[]"],
      ["text/plain", "{}"],
    ] as const) {
      expect((await send(gleap.url, "POST", "/tickets", { ...headers, "Content-Type": type }, body)).status).toBe(400);
    }
    expect((await send(gleap.url, "POST", "/tickets", headers)).status).toBe(400);
    expect(gleap.requests[0]?.body).toBe("{");
  });

  test("creates with one tag that arrive together all succeed", async () => {
    const gleap = await start();
    const ids = await Promise.all(Array.from({ length: 20 }, () => create(gleap, { tags: ["gh-x-0000000000"] })));
    expect(new Set(ids).size).toBe(20);
    expect(await titles(gleap, "tags=gh-x-0000000000&limit=100")).toHaveLength(20);
  });
});

describe("GET /tickets", () => {
  const seeded = async () => {
    const gleap = await start();
    const day = (n: number) => `2026-01-0${n}T00:00:00.000Z`;
    gleap.seed({ title: "a", priority: "HIGH", tags: ["x", "y"], createdAt: day(1), archived: true, formData: { key: "1" } });
    gleap.seed({ title: "b", priority: "LOW", tags: ["x"], status: "DONE", createdAt: day(2), trackerTicket: true });
    gleap.seed({ title: "c, d", tags: ["z"], status: "INPROGRESS", createdAt: day(3), upvotesCount: 7 });
    return gleap;
  };

  test.each([
    ["", ["a", "b", "c, d"]],
    ["tags=x", ["a", "b"]],
    ["tags=x&tags=y", ["a"]],
    ["tags=y,z", ["a", "c, d"]],
    ["status=OPEN,DONE", ["a", "b"]],
    ["title=c%2C%20d", []],
    ["title=a+", []],
    ["title=%zz", []],
    ["bugId=2", ["b"]],
    ["trackerTicket=true", ["b"]],
    ["formData.key=1", ["a"]],
    ["formData.key.deep=1", []],
    ["constructor=1", []],
    ["archived=false", ["b", "c, d"]],
    ["archived=true", ["a"]],
    ["ignoreArchived=true", ["b", "c, d"]],
    ["isSpam=false&sort=-createdAt", ["c, d", "b", "a"]],
    ["sort=priority", ["b", "c, d", "a"]],
    ["sort=isSpam,-title", ["c, d", "b", "a"]],
    ["createdAt>=2026-01-02", ["b", "c, d"]],
    ["createdAt>2026-01-02T00:00:00.000Z", ["c, d"]],
    ["createdAt<=2026-01-02&createdAt>2025-01-01", ["a", "b"]],
    ["createdAt<2026-01-02", ["a"]],
    ["createdAt=2026-01-02", ["b"]],
    ["upvotesCount>=7", ["c, d"]],
    ["title>a", ["b", "c, d"]],
    ["tags>a", []],
    ["limit=1&skip=1", ["b"]],
    ["limit=0", ["a", "b", "c, d"]],
    ["limit=x&skip=-1", ["a", "b", "c, d"]],
    ["type[]=BUG&filter={}", ["a", "b", "c, d"]],
    ["type=SALES", []],
    ["customData=null", []],
  ])("%s", async (query, expected) => {
    expect(await titles(await seeded(), query)).toEqual(expected);
  });

  test("counts the page and all", async () => {
    const gleap = await seeded();
    expect(object(await call(gleap, "GET", "/tickets?limit=2"))).toMatchObject({ count: 2, totalCount: 3 });
  });

  test.each(["createdAt%3E%3D=2026-01-01", "createdAt%3E=2026-01-01", "createdAt>=yesterday", "updatedAt=x"])(
    "%s cannot be cast",
    async (query) => {
      const reply = await call(await seeded(), "GET", `/tickets?${query}`);
      expect(reply.status).toBe(400);
      expect(reply.text).toContain("Cast to date failed");
    },
  );

  test("no query can make the server fail", async () => {
    const gleap = await seeded();
    const text = fc.string({ unit: fc.constantFrom(..."ab=<>&,%+.[]-_09 \u00e9"), maxLength: 30 }).map((raw) => encodeURI(raw));
    await fc.assert(
      fc.asyncProperty(text, async (query) => {
        expect((await call(gleap, "GET", `/tickets?${query}`)).status).toBeLessThan(500);
      }),
      { numRuns: 100 },
    );
  });
});

describe("one ticket", () => {
  test("is read, changed, closed, archived, snoozed, deleted", async () => {
    let now = Date.UTC(2026, 0, 1);
    const gleap = await start({ now: () => now });
    const id = await create(gleap, { formData: { a: "1", b: "2" }, customData: { run: "1" } });
    expect(object(await call(gleap, "GET", `/tickets/${id}`))).toMatchObject({ title: "CI failed", customData: { run: "1" } });
    now += 1000;
    const changed = object(
      await call(gleap, "PUT", `/tickets/${id}`, { status: "DONE", formData: { b: "3" }, priority: "HIGH", bugId: 99 }),
    );
    expect(changed).toMatchObject({
      status: "DONE",
      formData: { b: "3" },
      priority: "HIGH",
      priorityOrder: 3,
      bugId: 1,
      title: "CI failed",
    });
    expect(changed).toMatchObject({ createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-01-01T00:00:01.000Z" });
    expect(object(await call(gleap, "PUT", `/tickets/${id}/archive`))).toMatchObject({
      archived: true,
      archivedAt: "2026-01-01T00:00:01.000Z",
    });
    expect(object(await call(gleap, "PUT", `/tickets/${id}/unarchive`))).toMatchObject({ archived: false, archivedAt: null });
    const snoozed = object(await call(gleap, "PUT", `/tickets/${id}/snooze`, { duration: 2 }));
    expect(snoozed).toMatchObject({ snoozed: true, snoozedUntil: "2026-01-01T02:00:01.000Z", status: "SNOOZED" });
    expect((await call(gleap, "PUT", `/tickets/${id}/snooze`, {})).status).toBe(400);
    expect((await call(gleap, "DELETE", `/tickets/${id}`)).status).toBe(200);
    expect(gleap.tickets()).toEqual([]);
  });

  test("a duplicate is counted on the ticket it repeats", async () => {
    const gleap = await start();
    const [main, other] = [await create(gleap), await create(gleap)];
    await call(gleap, "PUT", `/tickets/${other}`, { duplicateOf: main, status: "DONE", archived: true });
    expect(gleap.tickets()).toMatchObject([{ duplicatesCount: 1 }, { duplicateOf: main, archived: true, status: "DONE" }]);
    expect((await call(gleap, "PUT", `/tickets/${other}`, { duplicateOf: "" })).status).toBe(400);
  });

  test("a link is known on both sides, and taken away on both", async () => {
    const gleap = await start();
    const [one, two] = [await create(gleap), await create(gleap)];
    await call(gleap, "PUT", `/tickets/${one}/link`, { targetTicketId: two });
    await call(gleap, "PUT", `/tickets/${one}/link`, { targetTicketId: two });
    expect(gleap.tickets().map(({ linkedTickets }) => linkedTickets)).toEqual([[two], [one]]);
    await call(gleap, "PUT", `/tickets/${two}/unlink`, { targetTicketId: one });
    expect(gleap.tickets().map(({ linkedTickets }) => linkedTickets)).toEqual([[], []]);
  });

  test.each([
    ["GET", `/tickets/${UNKNOWN}`, undefined],
    ["PUT", `/tickets/${UNKNOWN}`, {}],
    ["DELETE", `/tickets/${UNKNOWN}`, undefined],
    ["PUT", `/tickets/${UNKNOWN}/archive`, undefined],
    ["PUT", `/tickets/${UNKNOWN}/snooze`, { duration: 1 }],
    ["PUT", `/tickets/${UNKNOWN}/link`, { targetTicketId: UNKNOWN }],
    ["POST", "/messages", { ticket: UNKNOWN, comment: "x" }],
    ["PUT", `/messages/${UNKNOWN}`, {}],
    ["DELETE", `/messages/${UNKNOWN}`, undefined],
    ["GET", "/sessions/by-user-id/nobody", undefined],
    ["POST", "/tickets/tracker-tickets", { title: "x", type: "BUG", linkedTicketIds: [UNKNOWN] }],
  ])("%s %s is not found", async (method, path, body) => {
    const reply = await call(await start(), method, path, body);
    expect([reply.status, json(reply)]).toEqual([404, { error: { message: "Not found" } }]);
  });

  test.each([
    ["PATCH", "/tickets/665f00000000000000000021"],
    ["PUT", "/tickets/archive/all"],
    ["GET", "/tickets/665f00000000000000000021/consolelogs"],
    ["GET", "/<script>"],
  ])("%s %s is no route", async (method, path) => {
    const reply = await call(await start(), method, path);
    expect([reply.status, reply.headers["content-type"]]).toEqual([404, "text/html; charset=utf-8"]);
    expect(reply.text).toContain(`Cannot ${method} /v3`);
    expect(reply.text).not.toContain("<script>");
  });

  test("a broken percent sign in the path is a 400", async () => {
    expect((await call(await start(), "GET", "/tickets/%zz")).status).toBe(400);
  });
});

describe("trackers, search, counts", () => {
  test("a tracker that is done closes what it stands for", async () => {
    const gleap = await start();
    const id = await create(gleap);
    const body = { title: "All of it", type: "BUG", description: "why", linkedTicketIds: [id] };
    const tracker = object(await call(gleap, "POST", "/tickets/tracker-tickets", body));
    expect(tracker).toMatchObject({ trackerTicket: true, linkedTickets: [id], formData: { description: "why" } });
    await call(gleap, "PUT", `/tickets/${String(tracker["id"])}`, { status: "DONE" });
    expect(gleap.tickets()[0]).toMatchObject({ id, status: "DONE" });
    expect(list(await call(gleap, "GET", "/tickets/tracker-tickets?searchTerm=all"))).toMatchObject([{ title: "All of it" }]);
    expect(list(await call(gleap, "GET", "/tickets/tracker-tickets?searchTerm=none"))).toEqual([]);
    expect((await call(gleap, "POST", "/tickets/tracker-tickets", { title: "no type" })).status).toBe(400);
  });

  test("search takes searchTerm alone, best first, at most 30", async () => {
    const gleap = await start();
    for (let n = 0; n < 40; n++) gleap.seed({ title: `deploy ${n}` });
    gleap.seed({ title: "deploy of main" });
    const found = list(await call(gleap, "GET", "/tickets/search?searchTerm=deploy%20main&limit=5"));
    expect(found).toHaveLength(30);
    expect(found[0]).toMatchObject({ title: "deploy of main" });
    expect(list(await call(gleap, "GET", "/tickets/search?query=deploy"))).toEqual([]);
  });
});

describe("messages", () => {
  test("a note is read as a NOTE with its text in data.content", async () => {
    const gleap = await start();
    const ticket = await create(gleap);
    const note = object(await call(gleap, "POST", "/messages", { ticket, comment: DOC, isNote: true, type: "NOTE" }));
    expect(note).toMatchObject({ ticket, type: "NOTE", data: { content: DOC }, comment: null, isNote: null });
    await call(gleap, "POST", "/messages", { ticket, comment: "public", type: "COMMENT", data: { extra: 1 } });
    await call(gleap, "POST", "/messages", { ticket, comment: "hi", bot: true });
    const read = list(await call(gleap, "GET", `/messages?ticket=${ticket}&sort=-createdAt`));
    expect(read).toMatchObject([{ type: "NOTE" }, { type: "TEXT", data: { content: "public", extra: 1 } }, { type: "BOT" }]);
    expect(list(await call(gleap, "GET", `/messages?ticket=${ticket}&type=NOTE`))).toHaveLength(1);
    expect(list(await call(gleap, "GET", `/messages?ticket=${ticket}&skip=1&limit=1`))).toMatchObject([{ type: "TEXT" }]);
    expect(gleap.messages(ticket)).toHaveLength(3);
  });

  test("pages backwards", async () => {
    const gleap = await start();
    const ticket = await create(gleap);
    for (const comment of ["1", "2", "3"]) await call(gleap, "POST", "/messages", { ticket, comment, isNote: true });
    const first = object(await call(gleap, "GET", `/messages?ticket=${ticket}&paginated=true&limit=2`));
    expect(first).toMatchObject({ items: [{ data: { content: "2" } }, { data: { content: "3" } }], hasMore: true });
    const second = object(
      await call(gleap, "GET", `/messages?ticket=${ticket}&paginated=true&limit=2&before=${String(first["nextBefore"])}`),
    );
    expect(second).toMatchObject({ items: [{ data: { content: "1" } }], hasMore: false, nextBefore: null });
    const all = object(await call(gleap, "GET", `/messages?ticket=${ticket}&paginated=true&before=2999`));
    expect(all["items"]).toHaveLength(3);
  });

  test("is changed and deleted", async () => {
    const gleap = await start();
    const ticket = await create(gleap);
    const { id } = object(await call(gleap, "POST", "/messages", { ticket, comment: "x" }));
    const changed = object(await call(gleap, "PUT", `/messages/${String(id)}`, { comment: "y", isNote: true }));
    expect(changed).toMatchObject({ type: "NOTE", data: { content: "y" } });
    expect((await call(gleap, "PUT", `/messages/${String(id)}`, { comment: 1 })).status).toBe(400);
    const gone = await call(gleap, "DELETE", `/messages/${String(id)}`);
    expect([gone.status, gone.text]).toEqual([204, ""]);
    expect(gleap.messages(ticket)).toEqual([]);
  });

  const text = (value: unknown, marks?: unknown) => ({
    type: "doc",
    content: [{ type: "text", text: value, ...(marks ? { marks } : {}) }],
  });
  const deep = Array.from({ length: 60 }).reduce<object>((inner) => ({ type: "doc", content: [inner] }), { type: "paragraph" });
  test.each([
    [text("")],
    [text(1)],
    [text("x", [{ type: "blink" }])],
    [{ type: "table" }],
    [{ type: "doc", content: "x" }],
    [{ content: [] }],
    [[]],
    [7],
    [deep],
  ])("the editor could not open %j", async (comment) => {
    const gleap = await start();
    const reply = await call(gleap, "POST", "/messages", { ticket: await create(gleap), comment, isNote: true });
    expect(reply.status).toBe(400);
    expect(object(reply)["fields"]).toHaveProperty(["message.comment"]);
  });

  test("a bare paragraph and marks are taken", async () => {
    const gleap = await start();
    const comment = { type: "paragraph", content: [{ type: "text", text: "x", marks: [{ type: "bold" }] }, { type: "hardBreak" }] };
    expect((await call(gleap, "POST", "/messages", { ticket: await create(gleap), comment, isNote: true })).status).toBe(200);
  });

  test("need a ticket and a comment; a list needs a ticket", async () => {
    const gleap = await start();
    expect(object(await call(gleap, "POST", "/messages", {}))["fields"]).toEqual({
      "message.ticket": { message: "'ticket' is required" },
      "message.comment": { message: "'comment' is required" },
    });
    expect((await call(gleap, "GET", "/messages")).status).toBe(400);
    expect((await call(gleap, "GET", "/messages?ticket=1")).status).toBe(400);
  });

  test("with internalOnly a message that is no note is a violation", async () => {
    const gleap = await start({ internalOnly: true });
    const ticket = await create(gleap);
    await call(gleap, "POST", "/messages", { ticket, comment: DOC, isNote: true, type: "NOTE" });
    expect(gleap.violations).toEqual([]);
    await call(gleap, "POST", "/messages", { ticket, comment: DOC, type: "NOTE" });
    expect(gleap.violations).toMatchObject([{ ticket, type: "TEXT" }]);
  });
});

describe("people", () => {
  test("contacts are made once for a userId", async () => {
    const gleap = await start();
    const first = object(await call(gleap, "POST", "/sessions", { userId: "u 1", email: "kim@example.com" }));
    const again = object(await call(gleap, "POST", "/sessions", { userId: "u 1", name: "Kim" }));
    expect(again).toEqual({ ...first, name: "Kim" });
    expect(object(await call(gleap, "POST", "/sessions", {}))["id"]).not.toBe(first["id"]);
    expect(object(await call(gleap, "GET", "/sessions/by-user-id/u%201"))).toEqual(again);
  });

  test("users and teams, ours or the given", async () => {
    const plain = await start();
    expect(list(await call(plain, "GET", "/projects/users"))[0]).toMatchObject({ email: expect.stringMatching(/@example\.com$/) });
    expect(list(await call(plain, "GET", "/teams")).map(({ name }) => name)).toEqual(["Platform", "Support"]);
    const team = { id: "665f0000000000000000d009", name: "Docs" };
    const given = await start({ teams: [team], users: [] });
    expect([json(await call(given, "GET", "/teams")), json(await call(given, "GET", "/projects/users"))]).toEqual([
      [{ _id: team.id, ...team }],
      [],
    ]);
  });
});

describe("the store", () => {
  const inDirectory = async (work: (file: string) => Promise<void>) => {
    const directory = mkdtempSync(join(tmpdir(), "gleap-"));
    try {
      await work(join(directory, "deep", "tickets.json"));
      expect(readdirSync(join(directory, "deep"))).toEqual(["tickets.json"]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  };

  test("outlives the server, and goes on counting", async () => {
    await inDirectory(async (file) => {
      const before = await startGleap({ file });
      const id = await create(before, { title: "kept" });
      await call(before, "POST", "/messages", { ticket: id, comment: "x", isNote: true });
      await before.close();
      const after = await start({ file });
      expect(after.tickets()).toEqual(before.tickets());
      expect(after.messages(id)).toHaveLength(1);
      const next = object(await call(after, "POST", "/tickets", { title: "next" }));
      expect(next["bugId"]).toBe(2);
      expect(new Set([...after.tickets(), ...after.messages(id)].map((record) => record.id)).size).toBe(3);
      after.reset();
      expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ tickets: [], messages: [] });
    });
  });

  test("a file that is not ours is left alone", async () => {
    await inDirectory(async (file) => {
      await (await startGleap({ file })).close();
      await create(await start({ file }));
      for (const text of ["{", "{}", "null"]) {
        writeFileSync(file, text);
        await expect(startGleap({ file })).rejects.toThrow(/Move it away to start with an empty store/);
        expect(readFileSync(file, "utf8")).toBe(text);
      }
    });
  });

  test("a seeded ticket is as given, once", async () => {
    const gleap = await start({ variants: { listLag: 60_000 } });
    const given = {
      id: "665f00000000000000000021",
      bugId: 1042,
      title: "old",
      customData: { a: 1 },
      archived: true,
      createdAt: "2026-01-01T00:00:00.000Z",
    };
    expect(gleap.seed(given)).toMatchObject({ ...given, _id: given.id, updatedAt: given.createdAt, archivedAt: given.createdAt });
    expect(await titles(gleap, "bugId=1042")).toEqual(["old"]);
    expect(() => gleap.seed(given)).toThrow(/already/);
    expect(object(await call(gleap, "POST", "/tickets", {}))["bugId"]).toBe(1043);
  });

  test("a project id must be one, a port must be free", async () => {
    await expect(startGleap({ projectId: "x" })).rejects.toThrow(/24 hexadecimal/);
    const gleap = await start();
    await expect(startGleap({ port: Number(new URL(gleap.url).port) })).rejects.toThrow(/EADDRINUSE/);
  });
});
