/** From issues to subjects, as far as it takes no server to see it. */
import { expect, test } from "@jest/globals";
import { issueKey } from "../../src/tickets/identity.ts";
import { planSubjects } from "../../src/tickets/plan-subjects.ts";
import type { Existing } from "../../src/tickets/types.ts";
import { createSorter } from "../../src/triage/sorter.ts";
import { knownTickets } from "../../src/triage/subjects.ts";
import { issueWith, sceneWith } from "./scene.ts";

const CLOSED = ["DONE"];

test("an issue that is silenced takes no place among the new tickets, so each of them has its text", () => {
  const scene = sceneWith({ "max-tickets": 1 });
  const key = issueKey(scene.repository, 1);
  const spam: Existing = {
    id: "a",
    title: "x",
    type: "BUG",
    status: "OPEN",
    priority: "LOW",
    tags: [key, scene.scope, "gleap-ticket-mute"],
    description: "",
    formData: {},
    createdAt: "2026-03-01T12:00:00Z",
    archived: false,
    spam: true,
    hasSession: false,
    tracker: false,
    linked: [],
  };
  const sorter = createSorter(scene, knownTickets([spam], scene, [], CLOSED));
  for (const number of [1, 2]) sorter.take(issueWith({ number, body: `Text of ${number}.` }));
  const policy = { closed: CLOSED, maxTickets: 1, priority: "follows", newFor: "open", closes: true, learnsWhileClosed: true } as const;
  const { subjects } = sorter.sorted();
  const plan = planSubjects({ scope: scene.scope, run: scene.run, subjects }, [spam], policy, { listingInDoubt: false });
  expect(plan.operations).toMatchObject([
    { kind: "leave", label: "issue #1" },
    { kind: "create", label: "issue #2", ticket: { description: expect.stringContaining("Text of 2.") } },
  ]);
});
