import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createCall, halfOf, hasMarker, markerOf, noteCall, plainNoteCall, requestsOf } from "../../src/gleap/bodies.ts";
import { FIELDS } from "../../src/gleap/fields.ts";
import type { Operation } from "../../src/tickets/types.ts";
import { EXISTING, KEY, TICKET } from "./fixture.ts";

const BASE = { key: KEY, label: "workflow ci.yml on main" } as const;
const PATH = `/tickets/${EXISTING.id}`;

describe("requestsOf", () => {
  test("create", () => {
    expect(requestsOf({ ...BASE, kind: "create", ticket: TICKET })).toEqual([
      {
        method: "POST",
        path: "/tickets",
        body: {
          preventAutoReply: true,
          dueDate: "2026-06-03",
          title: "CI failed",
          description: TICKET.description,
          formData: { browser: "none", description: TICKET.description },
          type: "BUG",
          status: "OPEN",
          priority: "HIGH",
          tags: ["github-actions", KEY],
          customData: { team: "a", key: KEY, repository: "octo-org/widget" },
        },
      },
    ]);
  });

  test("note", () => {
    const text = [[{ text: "run 12.1", bold: true }, { text: " failed" }]];
    const [call] = requestsOf({ ...BASE, kind: "note", on: EXISTING, run: "12.1", text });
    expect(call).toEqual({
      method: "POST",
      path: "/messages",
      body: {
        ticket: EXISTING.id,
        isNote: true,
        type: "NOTE",
        sendToChannel: false,
        comment: {
          type: "doc",
          content: [
            {
              type: "paragraph",
              content: [
                { type: "text", text: "run 12.1", marks: [{ type: "bold" }] },
                { type: "text", text: " failed" },
              ],
            },
          ],
        },
      },
    });
  });

  const changes: readonly (readonly [string, Operation, readonly unknown[]])[] = [
    ["nothing", { ...BASE, kind: "update", on: EXISTING, changes: {}, reason: "" }, []],
    [
      "update with a new text: the whole form is sent",
      { ...BASE, kind: "update", on: EXISTING, changes: { description: "new", shorter: "n", priority: "HIGH", tags: [KEY] }, reason: "" },
      [
        {
          method: "PUT",
          path: PATH,
          body: { priority: "HIGH", tags: [KEY], description: "new", formData: { description: "new", browser: "none" } },
        },
      ],
    ],
    [
      "update with a merged form",
      { ...BASE, kind: "update", on: EXISTING, changes: { description: "new", formData: { a: "b", description: "old" } }, reason: "" },
      [{ method: "PUT", path: PATH, body: { description: "new", formData: { a: "b", description: "new" } } }],
    ],
    [
      "update of the form alone",
      {
        ...BASE,
        kind: "update",
        on: EXISTING,
        changes: { formData: { a: "b" }, title: "x".repeat(201), linkedTickets: ["a"] },
        reason: "",
      },
      [{ method: "PUT", path: PATH, body: { title: `${"x".repeat(199)}…`, linkedTickets: ["a"], formData: { a: "b" } } }],
    ],
    [
      "close",
      { ...BASE, kind: "close", on: EXISTING, changes: { status: "DONE" }, reason: "" },
      [{ method: "PUT", path: PATH, body: { status: "DONE" } }],
    ],
    [
      "reopen out of the archive",
      { ...BASE, kind: "reopen", on: EXISTING, changes: { status: "OPEN", archived: false }, reason: "" },
      [
        { method: "PUT", path: PATH, body: { status: "OPEN" } },
        { method: "PUT", path: `${PATH}/unarchive` },
      ],
    ],
    [
      "fold: always a duplicate and archived",
      { ...BASE, kind: "fold", on: EXISTING, into: { id: "older" }, changes: { status: "DONE" } },
      [
        { method: "PUT", path: PATH, body: { status: "DONE", duplicateOf: "older" } },
        { method: "PUT", path: `${PATH}/archive` },
      ],
    ],
    ["leave", { ...BASE, kind: "leave", as: "unchanged", reason: "" }, []],
  ];
  test.each(changes)("%s", (_name, operation, calls) => {
    expect(requestsOf(operation)).toEqual(calls);
  });

  test("an id cannot leave its place in the address", () => {
    const on = { ...EXISTING, id: "../x?y" };
    expect(requestsOf({ ...BASE, kind: "close", on, changes: { status: "DONE" }, reason: "" })[0]?.path).toBe("/tickets/..%2Fx%3Fy");
  });
});

describe("createCall", () => {
  test("sends fields of the documented list only, whatever the texts", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), fc.string({ unit: "binary" }), (title, description) => {
        const { body = {} } = createCall({ ...TICKET, title, description });
        for (const name of Object.keys(body)) expect(FIELDS).toHaveProperty(name);
        const sent = String(body["title"]);
        expect(sent.length).toBeLessThanOrEqual(200);
        expect(title.startsWith(sent.replace(/…$/, "")) || title === sent).toBe(true);
        expect(body).toMatchObject({ description, formData: { description } });
      }),
    );
  });

  test("an emoji at the cut is left out whole", () => {
    expect(createCall({ ...TICKET, title: `${"x".repeat(198)}😀😀` }).body?.["title"]).toBe(`${"x".repeat(198)}…`);
  });

  test("`fields` may turn automatic replies on, as nothing else may", () => {
    expect(createCall({ ...TICKET, fields: { preventAutoReply: false, title: "no", tags: [] } }).body).toMatchObject({
      preventAutoReply: false,
      title: "CI failed",
    });
  });
});

describe("the marker of a note", () => {
  test.each([
    ["run 12.1 failed", "12.1", true],
    ["Run 12.1", "run 12.1", true],
    [" run 12.1: x", "12.1", true],
    ["run 12.10", "12.1", false],
    ["run 12.1.5", "12.1", false],
    ["run 12.1.", "12.1", true],
    ["again run 12.1", "12.1", false],
  ])("%j begins with run %s: %s", (text, run, expected) => {
    expect(hasMarker(text, markerOf(run))).toBe(expected);
  });

  test("is put before a note that lacks it", () => {
    expect(plainNoteCall("t", "12.1", [[{ text: "hello" }], [{ text: "more" }]]).body?.["comment"]).toBe("run 12.1: hello\nmore");
    expect(plainNoteCall("t", "12.1", []).body?.["comment"]).toBe("run 12.1");
    expect(plainNoteCall("t", "12.1", [[], [{ text: "x" }]]).body?.["comment"]).toBe("run 12.1\nx");
  });

  test("survives any text and the half", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.record({ text: fc.string() }), { maxLength: 3 }), { maxLength: 4 }), (text) => {
        expect(hasMarker(String(plainNoteCall("t", "12.1", text).body?.["comment"]), "run 12.1")).toBe(true);
      }),
    );
    const text = [[{ text: "x".repeat(100) }]];
    expect(halfOf("12.1", text)).toBe(55);
    expect(JSON.stringify(noteCall("t", "12.1", text, 55).body)).toContain("run 12.1: ");
  });
});
