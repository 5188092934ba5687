import { TITLE_LENGTH } from "../tickets/managed.ts";
import type { Changes, Existing, NewTicket, NoteText, Operation } from "../tickets/types.ts";
import { asFields, cut, type Fields } from "./json.ts";
import type { Call } from "./request.ts";
import { lengthOf, MAX_NOTE, toDocument, toPlainNote } from "./richtext.ts";

/**
 * The exact requests of an operation, in order; none for `leave`. Without credentials, so they can be shown.
 * What `apply` sends is the same, but for its second form where Gleap refuses the first one (413, or a note's document).
 */
export function requestsOf(operation: Operation): readonly Call[] {
  switch (operation.kind) {
    case "create":
      return [createCall(operation.ticket)];
    case "note":
      return [noteCall(operation.on.id, operation.run, operation.text)];
    case "update":
    case "close":
    case "reopen":
      return changeCalls(operation.on, operation.changes);
    case "fold":
      return changeCalls(operation.on, { ...operation.changes, duplicateOf: operation.into.id, archived: true });
    default:
      return [];
  }
}

/** A new ticket. No customer is mailed: there is no session unless the workflow's own `fields` name one, and automatic replies are off. */
export function createCall(ticket: NewTicket, description: string = ticket.description): Call {
  const body = {
    preventAutoReply: true,
    ...ticket.fields,
    title: cut(ticket.title, TITLE_LENGTH),
    description,
    // Dashboards show the text of the form; the plain field is what the reference documents. Both, so that either finds it.
    formData: { ...asFields(ticket.fields["formData"]), description },
    type: ticket.type,
    status: ticket.status,
    priority: ticket.priority,
    tags: ticket.tags,
    customData: { ...asFields(ticket.fields["customData"]), ...ticket.customData },
  };
  return { method: "POST", path: "/tickets", body };
}

/** The changes of a ticket: one PUT for the fields, then the archive's own address. `description` stands in for the one in `changes`. */
export function changeCalls(on: Existing, changes: Changes, description: string | undefined = changes.description): readonly Call[] {
  const { title, archived, shorter: _shorter, description: _description, formData, ...rest } = changes;
  // Gleap replaces nested values as a whole, so the form is sent whole.
  const form = description === undefined ? formData : { ...(formData ?? on.formData), description };
  const body: Fields = {
    ...(title === undefined ? {} : { title: cut(title, TITLE_LENGTH) }),
    ...rest,
    ...(description === undefined ? {} : { description }),
    ...(form === undefined ? {} : { formData: form }),
  };
  const path = `/tickets/${encodeURIComponent(on.id)}`;
  const calls: Call[] = Object.keys(body).length === 0 ? [] : [{ method: "PUT", path, body }];
  if (archived !== undefined) calls.push({ method: "PUT", path: `${path}/${archived ? "archive" : "unarchive"}` });
  return calls;
}

/** An internal note as a rich-text document. `max` cuts it, for a server that finds it too large. */
export function noteCall(ticketId: string, run: string, text: NoteText, max: number = MAX_NOTE): Call {
  const body = { ticket: ticketId, isNote: true, type: "NOTE", sendToChannel: false, comment: toDocument(marked(run, text), max) };
  return { method: "POST", path: "/messages", body };
}

/** The same as plain text with the fewest fields, for a server that refuses the document. */
export function plainNoteCall(ticketId: string, run: string, text: NoteText): Call {
  return {
    method: "POST",
    path: "/messages",
    body: { ticket: ticketId, isNote: true, type: "NOTE", comment: toPlainNote(marked(run, text)) },
  };
}

/** Half the length of the note that `noteCall` makes. */
export function halfOf(run: string, text: NoteText): number {
  return Math.floor(Math.min(MAX_NOTE, lengthOf(marked(run, text))) / 2);
}

/** The words that every note of a run begins with and is found by: `run 12.1`, given as such or as `12.1`. */
export function markerOf(run: string): string {
  return run.startsWith("run ") ? run : `run ${run}`;
}

function marked(run: string, text: NoteText): NoteText {
  const marker = markerOf(run);
  if (hasMarker(toPlainNote(text), marker)) return text;
  const [first = [], ...others] = text;
  return [[{ text: first.length === 0 ? marker : `${marker}: ` }, ...first], ...others];
}

/** The words stand somewhere in the text, in any letter case, and not as the start of a longer number. */
export function holdsWords(text: string, words: string): boolean {
  const [, ...rests] = text.toLowerCase().split(words.toLowerCase());
  return rests.some((rest) => !/^\.?\d/.test(rest));
}

/** The text begins with the marker, in any letter case, and not with a longer number: `run 12.1` is not in `run 12.10`. */
export function hasMarker(text: string, marker: string): boolean {
  const start = text.trimStart().toLowerCase();
  return start.startsWith(marker.toLowerCase()) && !/^\.?\d/.test(start.slice(marker.length));
}
