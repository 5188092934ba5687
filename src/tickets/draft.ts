import { fit } from "./description.ts";
import { tagsOf, titleOf, wroteOf } from "./managed.ts";
import type { Ticket } from "./ours.ts";
import { hashList, type State, scopeIn, writeState } from "./state.ts";
import type { Changes, Draft, Existing, Group, NewTicket, Piece, RunVerdict } from "./types.ts";

/** What a new ticket is made of beside its draft. */
interface Birth {
  readonly group: Group;
  readonly draft: Draft;
  readonly scope: string;
  readonly verdict: RunVerdict;
  /** A closed ticket of the same key, to be linked. */
  readonly previous?: Existing;
  /** As `State.shares`. */
  readonly shares: readonly string[];
}

/** A new ticket with identity tags, key and state line. A ticket that went before it is linked. */
export function newTicket({ group, draft, scope, verdict, previous, shares }: Birth): NewTicket {
  const title = titleOf(group, draft);
  const tags = tagsOf(group.key, scope, draft.tags);
  const state: State = {
    key: group.key,
    count: 1,
    first: verdict.moment,
    last: verdict.moment,
    signature: group.signature,
    jobs: hashList(group.failedJobs),
    wrote: wroteOf(title, draft.priority, tags),
    ...scopeIn(group.key, scope),
    shares,
    links: previous === undefined ? [] : [previous.id],
    extra: [],
    version: 1,
  };
  const { description, shorter } = fit(draft.body, "", writeState(state));
  const { type, status, priority, people } = draft;
  const customData = { ...draft.customData, key: group.key };
  const fields = linkedFields(draft, previous);
  return { title, type, status, priority, tags, customData, fields, description, shorter, ...(people === undefined ? {} : { people }) };
}

/** The description of a ticket with fresh text and state, people's text kept. `formData` is merged whole, since Gleap replaces it whole. */
export function rewritten(ticket: Ticket, body: readonly Piece[], state: State): Pick<Changes, "description" | "shorter" | "formData"> {
  const { description, shorter } = fit(body, ticket.below, writeState(state));
  return { description, shorter, formData: { ...ticket.existing.formData, description } };
}

/** The description of a ticket with nothing but its state line changed. */
export function restated(ticket: Ticket, state: State): Pick<Changes, "description" | "formData"> {
  const { description } = fit([{ text: ticket.above, cut: "never" }], ticket.below, writeState(state));
  return { description, formData: { ...ticket.existing.formData, description } };
}

function linkedFields(draft: Draft, previous: Existing | undefined): Draft["fields"] {
  if (previous === undefined) return draft.fields;
  const given = draft.fields["linkedTickets"];
  const links: readonly unknown[] = Array.isArray(given) ? given : [];
  return { ...draft.fields, linkedTickets: [...new Set([...links, previous.id])] };
}
