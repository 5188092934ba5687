import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DEFAULTS } from "../../src/defaults.ts";
import { branchRef, pullRef, queueRef, tagRef } from "../../src/failure/ref.ts";
import { unwanted, wantsRef } from "../../src/failure/refs.ts";
import { createBudget } from "../../src/tickets/patterns.ts";

const MAIN = branchRef("main", "main");
const TOPIC = branchRef("topic", "main");
const RELEASE = branchRef("release/1.2", "main");
const TAG = tagRef("v1.2.0");
const PULL = pullRef("contributor/widget", "main", 57);
const QUEUE = queueRef("main", "gh-readonly-queue/main/pr-7-4f0c");
const REFS = { MAIN, TOPIC, RELEASE, TAG, PULL, QUEUE };

/** Names of the refs that these entries want. */
function wanted(...entries: readonly string[]): readonly string[] {
  return Object.entries(REFS).flatMap(([name, ref]) => (wantsRef(ref, entries, createBudget(250)) ? [name] : []));
}

describe("wantsRef", () => {
  test.each<[readonly string[], readonly string[]]>([
    [DEFAULTS.failure.refs, ["MAIN", "TOPIC", "RELEASE", "TAG"]],
    [["branches"], ["MAIN", "TOPIC", "RELEASE"]],
    [["default"], ["MAIN"]],
    [["tags"], ["TAG"]],
    [["pulls"], ["PULL"]],
    [["queue"], ["QUEUE"]],
    [["!pulls"], ["MAIN", "TOPIC", "RELEASE", "TAG", "QUEUE"]],
    [
      ["branches", "!topic"],
      ["MAIN", "RELEASE"],
    ],
    [
      ["branches", "!default"],
      ["TOPIC", "RELEASE"],
    ],
    [["release/*"], ["RELEASE"]],
    [["*"], ["MAIN", "TOPIC"]],
    [["**"], ["MAIN", "TOPIC", "RELEASE"]],
    [["/^(main|topic)$/"], ["MAIN", "TOPIC"]],
    [
      ["!/^rel/", "branches"],
      ["MAIN", "TOPIC"],
    ],
    [["main"], ["MAIN"]],
    [["v1.2.0"], []],
    [[], ["MAIN", "TOPIC", "RELEASE", "TAG", "PULL", "QUEUE"]],
    [["constructor"], []],
    [["/(/"], []],
  ])("%j", (entries, names) => {
    expect(wanted(...entries)).toEqual(names);
  });

  test("a default branch that the payload does not name is not taken for the default", () => {
    expect(wantsRef(branchRef("main", undefined), ["default"], createBudget(250))).toBe(false);
  });

  test("a pattern that runs out of time matches nothing, neither for nor against", () => {
    const slow = "/^(a+)+$/";
    const ref = branchRef(`${"a".repeat(60)}!`, "main");
    const budget = createBudget(20);
    expect(wantsRef(ref, ["branches", `!${slow}`], budget)).toBe(true);
    expect(budget.left).toBeLessThan(10);
    expect(wantsRef(ref, [slow], budget)).toBe(false);
  });

  test("an exclusion outweighs whatever else matches", () => {
    const entry = fc.constantFrom("branches", "default", "tags", "pulls", "queue", "**", "main");
    fc.assert(
      fc.property(fc.array(entry), entry, fc.constantFrom(...Object.values(REFS)), (entries, out, ref) => {
        const excluded = wantsRef(ref, [out], createBudget(250));
        if (excluded) expect(wantsRef(ref, [...entries, `!${out}`], createBudget(250))).toBe(false);
      }),
    );
  });
});

describe("unwanted", () => {
  test.each([
    [MAIN, "The run is of the branch main, which", "add `branches` or a pattern that matches it"],
    [TAG, "The run is of the tag v1.2.0, which", "add `tags` to change it."],
    [PULL, "The run is of the pull request from main, which", "add `pulls` to change it."],
    [QUEUE, "The run is of the merge queue of main, which", "add `queue` to change it."],
  ])("%#: names the key and the word", (ref, begins, word) => {
    const sentence = unwanted(ref);
    expect(sentence.startsWith(begins)).toBe(true);
    expect(sentence).toContain("`failure.refs`");
    expect(sentence).toContain(word);
  });

  test("is one bounded line whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
        const sentence = unwanted(branchRef(`x${name}`, "main"));
        expect(sentence).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(sentence.length).toBeLessThan(420);
      }),
    );
    expect(unwanted(branchRef("a\n::error::b\u202e", "main"))).toContain("branch a ::error::b,");
  });
});
