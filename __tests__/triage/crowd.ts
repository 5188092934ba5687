/** Thousands of issues, and the tickets that a run before has made of them. */
import type { IssueData } from "../../sandbox/github/types.d.mts";
import type { Gleap } from "../../sandbox/gleap/server.d.mts";
import { DEFAULTS } from "../../src/defaults.ts";
import { createCall } from "../../src/gleap/bodies.ts";
import { planSubjects } from "../../src/tickets/plan-subjects.ts";
import { createSorter } from "../../src/triage/sorter.ts";
import { knownTickets } from "../../src/triage/subjects.ts";
import { issue, START } from "./life.ts";
import { issueWith, sceneWith } from "./scene.ts";

/** So many issues; what `more` says of each goes over it. */
export function crowd(count: number, more: (number: number) => Partial<IssueData> = () => ({})): IssueData[] {
  return Array.from({ length: count }, (_, index) => issue(index + 1, more(index + 1)));
}

/** Puts the tickets of open issues into Gleap as a run with these defaults would have made them, and answers how many. */
export function seedTickets(gleap: Gleap, issues: readonly IssueData[]): number {
  const { ticket } = sceneWith();
  const base = { ...DEFAULTS.ticket, fields: {} };
  const scene = sceneWith({ "max-tickets": issues.length }, { ticket: { ...ticket, base }, now: START });
  const sorter = createSorter(scene, knownTickets([], scene, [], ["DONE"]));
  for (const { number, title, body, state, labels, user, created_at: createdAt, updated_at: updatedAt } of issues) {
    const text = body ?? "";
    sorter.take(
      issueWith({
        number,
        title,
        body: text,
        state,
        labels,
        author: user,
        createdAt,
        updatedAt,
        milestone: undefined,
        reactions: 0,
        comments: 0,
      }),
    );
  }
  const { subjects } = sorter.sorted();
  const policy = {
    closed: ["DONE"],
    maxTickets: issues.length,
    priority: "follows",
    newFor: "open",
    closes: true,
    learnsWhileClosed: true,
  } as const;
  const { operations } = planSubjects({ scope: scene.scope, run: scene.run, subjects }, [], policy, { listingInDoubt: false });
  for (const [index, operation] of operations.entries()) {
    if (operation.kind !== "create") throw new Error(`${operation.kind} of ${operation.key}`);
    const id = (0x665f_0000 + index).toString(16).padStart(24, "0");
    gleap.seed({ ...createCall(operation.ticket).body, id, _id: id, bugId: index + 1, createdAt: new Date(START + index).toISOString() });
  }
  return operations.length;
}
