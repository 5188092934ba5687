import { describe, expect, test } from "@jest/globals";
import { readChecklist } from "../../src/checklist/file.ts";
import { excessIn } from "../../src/checklist/size.ts";

describe("how large a checklist may be", () => {
  test("what people write is far below: 900 items with links, in sections", () => {
    const section = `## Before\n\n${"- [ ] Tell [support](https://example.com/a_b) what *changed*\n".repeat(30)}\n`;
    expect(excessIn(section.repeat(30))).toBeUndefined();
  });

  test.each([
    ["lines", "- [ ] a\n".repeat(2_000), { line: 2_001, column: 1, what: "the checklist is longer than 2000 lines" }],
    ["a file", "x".repeat(100_001), { line: 1, column: 1, what: "the checklist is longer than 100000 characters" }],
    [
      "a paragraph of many lines",
      `- [ ] a\n\n${`${"x".repeat(99)}\n`.repeat(51)}`,
      { line: 53, column: 1, what: "a paragraph ends here that is longer than 5000 characters" },
    ],
    [
      "signs",
      `- [ ] a\n- [ ] ${"_a*".repeat(100)}\n`,
      { line: 2, column: 1, what: "more than 200 of the signs `* _ ~ ]` in one paragraph" },
    ],
  ])("too many or too long: %s", (_name, text, problem) => {
    expect(readChecklist(text)).toEqual({ problems: [problem] });
  });

  test("each item is a paragraph of its own", () => {
    expect(excessIn("- [ ] a *b* c\n".repeat(1_999))).toBeUndefined();
  });
});

/** As many such lines as a file may have. */
const filled = (line: string) => `${line}\n`.repeat(Math.min(1_998, Math.floor(99_000 / (line.length + 1))));

describe("as large as it may be, and made for it", () => {
  test.each([
    ["emphasis", filled(`- [ ] ${"_a*".repeat(66)}`)],
    ["brackets", filled(`- [ ] ${"]((".repeat(190)}`)],
    ["links", filled(`- [ ] ${"[a](".repeat(199)}`)],
    ["comments", filled(`- [ ] ${"<!-- ".repeat(900)}`)],
    ["addresses", filled(`- [ ] ${"a@b.co ".repeat(600)}`)],
    ["headings", "a\n=\n".repeat(990)],
    ["quotes", filled(`${"> ".repeat(19)}- [ ] a`)],
    ["tags that do not end", filled("- [ ] {{")],
    ["unknown variables", filled("- [ ] {{a}} {{b}} {{c}} {{d}}")],
  ])("%s: no more than seconds", (_name, text) => {
    expect(excessIn(text)).toBeUndefined();
    const started = performance.now();
    const file = readChecklist(text);
    if ("fill" in file) file.fill(() => "1");
    // On an idle machine the slowest takes half a second; without bounds it is minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
