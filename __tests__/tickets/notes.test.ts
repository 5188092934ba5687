import { describe, expect, test } from "@jest/globals";
import { jobHash } from "../../src/tickets/identity.ts";
import { foldParagraph, linked, ordinal, recoveryNote, runNote } from "../../src/tickets/notes.ts";
import { after, at, green, red, runOf } from "./world.ts";

const [ticket] = after(red(1)).list();
const text = (paragraphs: readonly (readonly { readonly text: string }[])[]) =>
  paragraphs.map((paragraph) => paragraph.map((inline) => inline.text).join(""));

test.each([
  [1, "1st"],
  [2, "2nd"],
  [3, "3rd"],
  [4, "4th"],
  [11, "11th"],
  [12, "12th"],
  [13, "13th"],
  [21, "21st"],
  [102, "102nd"],
])("%d is %s", (count, expected) => {
  expect(ordinal(count)).toBe(expected);
});

test("a link needs an http address", () => {
  expect(linked("run 1.1", "https://example.test/1")).toEqual({ text: "run 1.1", href: "https://example.test/1" });
  expect(linked("run 1.1", "javascript:alert(1)")).toEqual({ text: "run 1.1" });
});

test("the run leads a note, bold and linked", () => {
  const { verdict } = red(2);
  expect(runNote(verdict, [[{ text: "a" }], [{ text: "b" }]])).toEqual([
    [{ text: "run 2.1", href: verdict.runUrl, bold: true }, { text: ": " }, { text: "a" }],
    [{ text: "b" }],
  ]);
  expect(text(runNote(verdict, []))).toEqual(["run 2.1: "]);
});

describe("a recovery", () => {
  if (ticket === undefined) throw new Error("no ticket");
  const { verdict } = green(2);
  const commit = { ...verdict.commit, subject: "" };

  test("of a flaky failure is on the same commit", () => {
    expect(text(recoveryNote(verdict, ticket, undefined, true))).toEqual([
      "run 2.1: green again, on the same commit de0fac2e45: Correct the test",
      "Broken for 2 hours. A later attempt of the same run succeeded: this is flaky.",
    ]);
  });

  test("without a subject ends with a full stop", () => {
    expect(text(recoveryNote({ ...verdict, commit, startedAt: "" }, ticket, undefined, false))).toEqual([
      "run 2.1: green again, fixed by commit de0fac2e45.",
    ]);
  });

  test.each(["2026-01-01T00:00:00Z", ticket.createdAt])("says how long it was broken, from %s", (createdAt) => {
    const startedAt = ticket.createdAt;
    const [, second] = text(recoveryNote({ ...verdict, startedAt }, { ...ticket, createdAt }, undefined, false));
    expect(second).toMatch(/^Broken for /);
  });

  test.each(["", "soon", at(9999)])("but not from a time like %j, which makes no sense", (createdAt) => {
    expect(recoveryNote(verdict, { ...ticket, createdAt }, undefined, false)).toHaveLength(1);
  });
});

describe("a duplicate that was folded", () => {
  const { jobs } = runOf({ jobs: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`job ${index + 1}`, "failure"])) }).verdict;
  const [known] = after(red(1)).list();
  if (known === undefined) throw new Error("no ticket");

  test("names its jobs, the first ten", () => {
    const hashes = jobs.map(({ hash }) => hash);
    expect(text([foldParagraph({ ...known, number: 7 }, hashes.slice(0, 2), jobs)])).toEqual([
      "The duplicate #7 was folded into this ticket. Failed jobs that only it named: job 1, job 2.",
    ]);
    expect(text([foldParagraph(known, hashes, jobs)])[0]).toMatch(/: job 1, .*, job 10, 2 more\.$/);
    expect(text([foldParagraph(known, hashes.slice(0, 10), jobs)])[0]).toMatch(/, job 9, job 10\.$/);
    expect(text([foldParagraph(known, [jobHash("gone"), jobHash("job 1")], jobs)])[0]).toMatch(/: job 1, 1 more\.$/);
  });

  test("needs no number", () => {
    const { number: _, ...nameless } = known;
    expect(text([foldParagraph(nameless, [jobHash("job 1")], jobs)])).toEqual([
      "A duplicate was folded into this ticket. Failed jobs that only it named: job 1.",
    ]);
  });
});
