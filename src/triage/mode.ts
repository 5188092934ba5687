/** Mode `triage` for `road.ts`: settings in, errand out. Loaded only when the mode is asked for. */
import type { Collected, Errand, NoErrand } from "../errand.ts";
import type { Start } from "../start.ts";
import { issueKey } from "../tickets/identity.ts";
import { planSubjects } from "../tickets/plan-subjects.ts";
import type { Existing } from "../tickets/types.ts";
import { isIssueEvent, issueInEvent, readOneIssue } from "./event.ts";
import { readIssues } from "./listing.ts";
import { leaveMarks, marksInPlan } from "./marks.ts";
import { roomIn, within } from "./room.ts";
import { type Scene, sceneOf } from "./scene.ts";
import { createSorter } from "./sorter.ts";
import { knownTickets } from "./subjects.ts";

/** The errand of this run: all issues, or the one that the event is about. */
export async function triageErrand(start: Start): Promise<Errand | NoErrand> {
  const scene = sceneOf(start);
  const issue = isIssueEvent(start) ? issueInEvent(start) : undefined;
  if (isIssueEvent(start) && issue === undefined)
    return { skipped: "The event names no issue, so no ticket was looked at.", key: "", permissions: [] };
  if (issue?.isPull === true)
    return { skipped: `#${issue.number} is a pull request; pull requests get no tickets.`, key: "", permissions: [] };
  const number = issue?.number;
  return {
    mode: "triage",
    scope: scene.scope,
    tag: number === undefined ? scene.scope : issueKey(scene.repository, number),
    types: typesOf(scene),
    closed: start.config.ticket.closed,
    archived: true,
    createsOnlyWhenCertain: {
      advice:
        "Give these tickets a type of their own in the config file (`triage.ticket.type`), or delete old tickets of their type in Gleap until at most 1,000 are left; archived ones count too.",
    },
    rereads: true,
    ...(number === undefined ? { progress: "issues" } : {}),
    collect: (existing) => collect(start, scene, number, existing),
  };
}

/** Every type that a new ticket of this run can have: a rule may change it, an input decides. */
function typesOf({ config, ticket: { inputs, base } }: Scene): readonly string[] {
  return inputs.type === undefined ? [...new Set([base.type, ...config.rules.flatMap(({ type }) => type ?? [])])] : [inputs.type];
}

/** Of the time that is left, reading the whole list gets this part; a list that takes longer is read from its other end too. */
const READING_SHARE = 0.5;

async function collect(start: Start, scene: Scene, number: number | undefined, existing: Promise<readonly Existing[]>): Promise<Collected> {
  const { closed } = start.config.ticket;
  const listed = await existing;
  const known = knownTickets(listed, scene, number === undefined ? [] : [issueKey(scene.repository, number)], closed);
  const sorter = createSorter(scene, known, { isLone: number !== undefined });
  const until = scene.now + (start.deadline.at - scene.now) * READING_SHARE;
  const isLate = () => start.deps.now() > until;
  const read =
    number === undefined
      ? await readIssues(start.github, scene, known, sorter, isLate)
      : await readOneIssue(start, number, scene, known, sorter);
  const { subjects, markables, notes, redacted } = sorter.sorted();
  const { mark } = scene.config;
  const room = roomIn(start.deadline.at - start.deps.now(), listed.length);
  const wanted = { scope: scene.scope, run: scene.run, subjects };
  const marking = { github: start.github, deps: start.deps, scene, markables, deadline: start.deadline };
  return {
    // Where the listing is in doubt no ticket is made (`createsOnlyWhenCertain`), so there is no duplicate to warn of.
    plan: (tickets) => {
      const plan = within(planSubjects(wanted, tickets, known.policy, { listingInDoubt: false }), room);
      const marks = start.inputs.dryRun ? marksInPlan(plan.operations, markables, scene) : [];
      return { ...plan, notes: [...(plan.notes ?? []), ...marks] };
    },
    run: { ...scene.run, jobs: [] },
    failedJobs: [],
    warnings: read.warnings,
    notes: [...notes, ...read.notes],
    permissions: read.permissions,
    redacted,
    ...(mark.label === "" && !mark.comment ? {} : { after: (outcomes) => leaveMarks(marking, outcomes) }),
  };
}
