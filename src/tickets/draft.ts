import { fit } from "./description.ts";
import { PRIORITIES, tagsOf, titleOf, wroteOf } from "./managed.ts";
import type { Ticket } from "./ours.ts";
import { hashList, type State, scopeIn, writeState } from "./state.ts";
import type { Changes, Draft, Existing, Moment, NewTicket, Piece } from "./types.ts";

/** What a new ticket is made of beside its draft. */
interface Birth extends Pick<State, "key" | "signature" | "jobs"> {
  /** Stands in for a title that is empty. */
  readonly label: string;
  readonly draft: Draft;
  readonly scope: string;
  /** The run that makes it. */
  readonly moment: Moment;
  /** A closed ticket of the same key, to be linked. */
  readonly previous?: Existing;
  /** What else the state line remembers from the start. */
  readonly remembers?: Partial<Pick<State, "shares" | "links" | "subject" | "extra">>;
}

/** A new ticket with identity tags, key and state line. A ticket that went before it is linked. */
export function newTicket({ key, label, draft, scope, moment, signature, jobs, previous, remembers }: Birth): NewTicket {
  const title = titleOf({ label }, draft);
  const tags = tagsOf(key, scope, draft.tags);
  const state: State = {
    key,
    count: 1,
    first: moment,
    last: moment,
    signature,
    jobs: hashList(jobs),
    wrote: wroteOf(title, draft.priority, tags),
    ...scopeIn(key, scope),
    shares: [],
    links: previous === undefined ? [] : [previous.id],
    extra: [],
    version: 1,
    ...remembers,
  };
  const { description, shorter } = fit(draft.body, "", writeState(state));
  const { type, status, priority, people } = draft;
  const customData = { ...draft.customData, key };
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

/** The draft that leaves a ticket as it is. A priority that Gleap alone knows is never written: it is not one that we wrote. */
export function draftAsIs({ existing, above }: Ticket): Draft {
  const { title, type, status, priority, tags = [] } = existing;
  return {
    title,
    body: [{ text: above, cut: "never" }],
    type,
    status,
    priority: PRIORITIES.find((one) => one === priority) ?? "LOW",
    tags,
    customData: {},
    fields: {},
  };
}

function linkedFields(draft: Draft, previous: Existing | undefined): Draft["fields"] {
  if (previous === undefined) return draft.fields;
  const given = draft.fields["linkedTickets"];
  const links: readonly unknown[] = Array.isArray(given) ? given : [];
  return { ...draft.fields, linkedTickets: [...new Set([...links, previous.id])] };
}
