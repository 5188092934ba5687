import type { Ticket } from "./ours.ts";
import { tagsHash, titleHash, WROTE_NOTHING, type Wrote } from "./state.ts";
import { oneLine } from "./text.ts";
import type { Changes, Draft, Group, Priority } from "./types.ts";

/** The tag of a failure that a later attempt of the same run did not have. */
export const FLAKY_TAG = "flaky";

/** Most characters of a title in Gleap, in UTF-16 units. */
export const TITLE_LENGTH = 200;

/** From the lowest to the highest. */
export const PRIORITIES: readonly Priority[] = ["LOW", "MEDIUM", "HIGH"];

/** The managed fields of a ticket: what to write of them, and what the state line then says of them. */
export interface Managed {
  readonly changes: Pick<Changes, "title" | "priority" | "tags">;
  readonly wrote: Wrote;
}

/** The title as Gleap takes it. */
export function titleOf({ label }: Pick<Group, "label">, draft: Draft): string {
  return oneLine(draft.title, TITLE_LENGTH) || oneLine(label, TITLE_LENGTH);
}

/** The identity tags, then the team's, each once. */
export function tagsOf(key: string, scope: string, tags: readonly string[]): readonly string[] {
  return [...new Set([key, scope, ...tags])];
}

/** What the state line says of the managed fields of a new ticket. */
export function wroteOf(title: string, priority: Priority, tags: readonly string[]): Wrote {
  return { priority, title: titleHash(title), tags: tagsHash(tags) };
}

/**
 * Title, priority and tags where the current value is still the one that we wrote; the priority only upwards unless it `follows`. `sticky` tags stay on the
 * ticket once they are there.
 */
export function manage(
  ticket: Ticket,
  group: Pick<Group, "key" | "label">,
  draft: Draft,
  scope: string,
  { priorityIs, sticky }: { readonly priorityIs: "rises" | "follows"; readonly sticky: readonly string[] },
): Managed {
  const { title, priority, tags } = ticket.existing;
  const wrote = ticket.state?.wrote ?? WROTE_NOTHING;
  const changes: { title?: string; priority?: Priority; tags?: readonly string[] } = {};
  const newTitle = titleOf(group, draft);
  if (titleHash(title) === wrote.title && newTitle !== title) changes.title = newTitle;
  const higher = rank(draft.priority) > rank(priority);
  if (priority === wrote.priority && (higher || (priorityIs === "follows" && draft.priority !== priority)))
    changes.priority = draft.priority;
  if (tags !== undefined && tagsHash(tags) === wrote.tags) {
    const newTags = tagsOf(group.key, scope, [...draft.tags, ...sticky.filter((tag) => tags.includes(tag))]);
    if (tagsHash(newTags) !== wrote.tags) changes.tags = newTags;
  }
  return { changes, wrote: rewrote(wrote, changes) };
}

/** The tag of a flaky failure, added to whatever tags there are; tags that were ours stay ours. */
export function manageFlaky(ticket: Ticket): Managed {
  const { tags } = ticket.existing;
  const wrote = ticket.state?.wrote ?? WROTE_NOTHING;
  if (tags === undefined || tags.includes(FLAKY_TAG)) return { changes: {}, wrote };
  const changes = { tags: [...tags, FLAKY_TAG] };
  return { changes, wrote: tagsHash(tags) === wrote.tags ? rewrote(wrote, changes) : wrote };
}

function rank(priority: string): number {
  return PRIORITIES.findIndex((one) => one === priority);
}

function rewrote(wrote: Wrote, changes: Managed["changes"]): Wrote {
  return {
    priority: changes.priority ?? wrote.priority,
    title: changes.title === undefined ? wrote.title : titleHash(changes.title),
    tags: changes.tags === undefined ? wrote.tags : tagsHash(changes.tags),
  };
}
