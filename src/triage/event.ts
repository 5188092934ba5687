/** An event about one issue: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#issues */
import type { Issue } from "../github/issues.ts";
import type { Refused } from "../github/types.ts";
import { valueAt } from "../payload.ts";
import type { Start } from "../start.ts";
import { issueKey } from "../tickets/identity.ts";
import { goneOf, type Reading, takeAll } from "./listing.ts";
import type { Scene } from "./scene.ts";
import type { Gone } from "./sentences.ts";
import type { Sorter } from "./sorter.ts";
import type { Known } from "./subjects.ts";

const EVENTS: readonly string[] = ["issues", "issue_comment"];

/** Whether the step was started by an event about an issue. */
export function isIssueEvent({ deps }: Start): boolean {
  return EVENTS.includes(deps.env["GITHUB_EVENT_NAME"] ?? "");
}

/** The event's issue, which may be a pull request; `undefined` where it names none. */
export function issueInEvent({ github, payload }: Start): Pick<Issue, "number" | "isPull"> | undefined {
  return github.issues.of(valueAt(payload, "issue"));
}

/** Asks for that one issue and gives it to the sorter: as GitHub has it now, else as the event tells. */
export async function readOneIssue(
  { github, payload }: Start,
  number: number,
  scene: Scene,
  known: Known,
  sorter: Sorter,
): Promise<Reading> {
  const answer = await github.issues.one(number);
  const ticket = known.of(issueKey(scene.repository, number));
  const lose = (gone: Gone) => {
    if (ticket !== undefined) sorter.lose(number, ticket, gone);
    return NOTHING;
  };
  if (answer.ok && "number" in answer.value) {
    takeAll([answer.value], scene, sorter);
    return NOTHING;
  }
  const told = toldGone(payload);
  if (answer.ok) {
    const gone = goneOf(answer);
    return lose(gone.how === "transferred" && gone.url === undefined && told?.how === "transferred" ? told : gone);
  }
  if (told !== undefined) return lose(told);
  // A 404 may come from a GitHub that has not caught up with its own event.
  if (answer.status === 410) return lose(goneOf(answer));
  const issue = github.issues.of(valueAt(payload, "issue"));
  if (issue !== undefined) takeAll([issue], scene, sorter);
  return askedInVain(answer);
}

const NOTHING: Reading = { warnings: [], notes: [], permissions: [] };

function askedInVain({ detail, permission }: Refused): Reading {
  const note = `${detail} What the event tells of the issue is used instead.`;
  return { warnings: [], notes: [note], permissions: permission === undefined ? [] : [permission] };
}

/** What the event says became of the issue: https://docs.github.com/webhooks/webhook-events-and-payloads#issues */
function toldGone(payload: unknown): Gone | undefined {
  const action = valueAt(payload, "action");
  if (action === "deleted" && valueAt(payload, "comment") === undefined) return { how: "deleted" };
  if (action !== "transferred") return undefined;
  const url = valueAt(payload, "changes", "new_issue", "html_url");
  return typeof url === "string" ? { how: "transferred", url } : { how: "transferred" };
}
