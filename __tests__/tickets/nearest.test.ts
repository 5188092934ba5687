import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { nearest } from "../../src/tickets/nearest.ts";

const KEYS = ["title", "description", "type", "status", "priority", "tags", "group-by", "max-tickets", "createdAt"];

describe("nearest", () => {
  test.each([
    ["priorty", "priority"],
    ["prioirty", "priority"],
    ["Priority", "priority"],
    ["groupby", "group-by"],
    ["group_by", "group-by"],
    ["max-ticket", "max-tickets"],
    ["descr", "description"],
    ["tag", "tags"],
    ["tsatus", "status"],
    ["created", "createdAt"],
    ["status", "status"],
  ])("%s is probably %s", (word, meant) => {
    expect(nearest(word, KEYS)).toBe(meant);
  });

  test.each(["assignee", "x", "", "--", "de", "p".repeat(65)])("%j is near nothing", (word) => {
    expect(nearest(word, KEYS)).toBeUndefined();
  });

  test("letters that are swapped are one slip", () => {
    expect(nearest("acb", ["abc"])).toBe("abc");
    expect(nearest("bac", ["abc"])).toBe("abc");
    expect(nearest("bca", ["abc"])).toBeUndefined();
    expect(nearest("acb", ["abc", "acb"])).toBe("acb");
  });

  test("one letter in three may be wrong, of the longer word", () => {
    expect(nearest("ta", ["tag"])).toBe("tag");
    expect(nearest("t", ["tag"])).toBeUndefined();
  });

  test("three letters are enough of a beginning", () => {
    expect(nearest("des", KEYS)).toBe("description");
    expect(nearest("de", KEYS)).toBeUndefined();
  });

  test("a word that says nothing, or goes on for ever, was not meant for anything", () => {
    expect(nearest("-_ ", ["-"])).toBeUndefined();
    expect(nearest("p".repeat(64), ["p".repeat(65)])).toBe("p".repeat(65));
    expect(nearest("p".repeat(65), ["p".repeat(65)])).toBeUndefined();
  });

  test("the fewest slips win, ties go to the earlier one", () => {
    expect(nearest("tabs", ["tags", "tabs"])).toBe("tabs");
    expect(nearest("taxs", ["tags", "tabs"])).toBe("tags");
  });

  test("any word gives a candidate or nothing, and a candidate is nearest to itself", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (word) => {
        const found = nearest(word, KEYS);
        expect(found === undefined || KEYS.includes(found)).toBe(true);
      }),
    );
    for (const key of KEYS) expect(nearest(key, KEYS)).toBe(key);
  });
});
