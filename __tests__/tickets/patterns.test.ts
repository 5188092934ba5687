import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  createBudget,
  foresee,
  LINE_LENGTH,
  PATTERN_LENGTH,
  parsePattern,
  replaceBounded,
  testBounded,
} from "../../src/tickets/patterns.ts";

const EVIL = /(a+)+$/;
const BAIT = `${"a".repeat(60)}!`;

describe("parsePattern", () => {
  test.each([
    ["main", { kind: "glob", negated: false, glob: "main" }],
    ["release/**", { kind: "glob", negated: false, glob: "release/**" }],
    ["!wip*", { kind: "glob", negated: true, glob: "wip*" }],
    ["!!x", { kind: "glob", negated: true, glob: "!x" }],
    ["[a]{b}(c)\\d", { kind: "glob", negated: false, glob: "[a]{b}(c)\\d" }],
    ["/", { kind: "glob", negated: false, glob: "/" }],
    ["/docs/a.md", { kind: "glob", negated: false, glob: "/docs/a.md" }],
    ["/a|b/i", { kind: "regex", negated: false, regex: /a|b/i }],
    ["!/a|b/", { kind: "regex", negated: true, regex: /a|b/ }],
    ["/a/b/c/imsu", { kind: "regex", negated: false, regex: /a\/b\/c/imsu }],
  ])("reads %s", (text, expected) => {
    expect(parsePattern(text)).toEqual(expected);
  });

  test.each([
    ["", "is empty"],
    ["!", 'has nothing after the "!"'],
    ["//", "is an empty regular expression"],
    ["!//i", "is an empty regular expression"],
    ["/a/g", 'has the unknown flag "g"'],
    ["/a/y", 'has the unknown flag "y"'],
    ["/a/v", 'has the unknown flag "v"'],
    ["/src/main", 'has the unknown flag "a"'],
    ["/a/ii", "is not a regular expression: "],
    ["/(/", "is not a regular expression: "],
    ["x".repeat(PATTERN_LENGTH + 1), "is longer than 500 characters"],
  ])("refuses %s", (text, problem) => {
    const read = parsePattern(text);
    expect("problem" in read ? read.problem : "").toContain(problem);
  });

  test("never throws, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: "binary" }).map((text) => `/${text}/`),
        ),
        (text) => {
          const read = parsePattern(text);
          if ("problem" in read) expect(read.problem).not.toBe("");
          else expect(read.negated).toBe(text.startsWith("!"));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("testBounded", () => {
  test("asks each line by itself", () => {
    const budget = createBudget(1000);
    expect(testBounded(/^b$/, ["a", "b"], budget)).toBe(true);
    expect(testBounded(/^ab$/, ["a", "b"], budget)).toBe(false);
    expect(testBounded(/./, [], budget)).toBe(false);
  });

  test("does not carry a place from one use to the next", () => {
    const sticky = /a/g;
    const budget = createBudget(1000);
    expect([1, 2, 3].map(() => testBounded(sticky, ["a"], budget))).toEqual([true, true, true]);
  });

  test("cuts a line", () => {
    const line = `${"-".repeat(LINE_LENGTH - 1)}xy`;
    expect(testBounded(/x/, [line], createBudget(1000))).toBe(true);
    expect(testBounded(/y/, [line], createBudget(1000))).toBe(false);
  });

  test("interrupts backtracking without end, and says it does not know", () => {
    const budget = createBudget(60);
    const started = performance.now();
    expect(testBounded(EVIL, [BAIT], budget)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1500);
    expect(budget.left).toBeLessThan(10);
  });

  test("counts the time of all patterns together", () => {
    const budget = createBudget(60);
    testBounded(EVIL, [BAIT], budget);
    budget.left = 0;
    expect(testBounded(/a/, ["a"], budget)).toBeUndefined();
    expect(testBounded(/a/, ["a"], createBudget(Number.NaN))).toBeUndefined();
  });

  test("takes what an answer took from the budget", () => {
    const budget = createBudget(1000);
    testBounded(/a/, ["a"], budget);
    expect(budget.left).toBeLessThan(1000);
    expect(budget.left).toBeGreaterThan(0);
  });
});

describe("replaceBounded", () => {
  test.each([
    [/b+/, "abba b\nb", "-", "a-a -\n-"],
    [/^x$/, "x\r\nx\rx\n", "y", "y\r\ny\ry\n"],
    [/b/, "abc", "[$&$1$$]", "a[$&$1$$]c"],
    [/x*/, "axb", "-", "a-b"],
    [/a\nb/, "a\nb", "-", "a\nb"],
    [/A/gi, "aAa", "", ""],
    [/a/y, "ba", "-", "b-"],
  ])("%s in %j", (pattern, text, replacement, expected) => {
    expect(replaceBounded(pattern, text, replacement, createBudget(1000))).toBe(expected);
  });

  test("sees the whole of a long line", () => {
    const line = `${"-".repeat(LINE_LENGTH * 2)}secret`;
    expect(replaceBounded(/secret/, line, "", createBudget(1000))).toBe("-".repeat(LINE_LENGTH * 2));
  });

  test("gives nothing rather than half when out of time", () => {
    expect(replaceBounded(EVIL, `aaa\n${BAIT}`, "-", createBudget(50))).toBeUndefined();
    expect(replaceBounded(/a/, "a", "-", createBudget(0))).toBeUndefined();
  });

  test("gives nothing when the backtracking stack is full", () => {
    expect(replaceBounded(/(?:(a)|b)*c/, "ab".repeat(3_000_000), "-", createBudget(10_000))).toBeUndefined();
  });

  test("puts any replacement in literally", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ unit: fc.constantFrom("a", "b", "\n", "\r", "$") })), (replacement, parts) => {
        const text = parts.join("#");
        expect(replaceBounded(/#/, text, replacement, createBudget(1000))).toBe(parts.join(replacement));
      }),
      { numRuns: 100 },
    );
  });
});

describe("foresee", () => {
  test("answers thousands of lines for one run under the budget", () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `issue ${index}`);
    const budget = createBudget(250);
    for (let at = 0; at < lines.length; at += 100) foresee([[/issue \d*7$/, lines.slice(at, at + 100)]], budget);
    expect(budget.left).toBeGreaterThan(0);
    budget.left = 0;
    expect(testBounded(/issue \d*7$/, ["issue 4907"], budget)).toBe(true);
    expect(testBounded(/issue \d*7$/, ["issue 4908", "issue 4909"], budget)).toBe(false);
    // Of an earlier call, and of another expression, nothing is known.
    expect(testBounded(/issue \d*7$/, ["issue 7"], budget)).toBeUndefined();
    expect(testBounded(/issue \d*7$/i, ["issue 4907"], budget)).toBeUndefined();
  });

  test("a line that stretches an expression costs half the time, and the lines of the next call are answered", () => {
    const budget = createBudget(100);
    foresee([[EVIL, ["aaa", BAIT, "b"]]], budget);
    const { left } = budget;
    expect(left).toBeGreaterThan(20);
    expect(left).toBeLessThanOrEqual(55);
    expect(testBounded(EVIL, ["aaa"], budget)).toBe(true);
    expect(testBounded(EVIL, [BAIT], budget)).toBeUndefined();
    expect(testBounded(EVIL, ["b"], budget)).toBeUndefined();
    expect(testBounded(EVIL, [BAIT, "aaa"], budget)).toBe(true);
    expect(budget.left).toBe(left);
    foresee([[EVIL, ["aa", "b"]]], budget);
    expect([testBounded(EVIL, ["aa"], budget), testBounded(EVIL, ["b"], budget)]).toEqual([true, false]);
  });

  test("says the same as one by one", () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "\\n", "A"), maxLength: 6 }), { maxLength: 5 });
    fc.assert(
      fc.property(texts, fc.constantFrom(/a/, /^b/i, /ab?$/), (lines, pattern) => {
        const budget = createBudget(1_000);
        foresee([[pattern, lines]], budget);
        expect(testBounded(pattern, lines, budget)).toBe(testBounded(pattern, lines, createBudget(1_000)));
      }),
    );
  });
});
