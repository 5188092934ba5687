import { TicketError } from "../errors.ts";
import type { Changes, Existing, NewTicket, Operation } from "../tickets/types.ts";
import { changeCalls, createCall, halfOf, hasMarker, holdsWords, markerOf, noteCall, plainNoteCall } from "./bodies.ts";
import type { Gleap } from "./connect.ts";
import { asFields } from "./json.ts";
import { listTickets } from "./list.ts";
import { readNotes } from "./notes.ts";
import { readOne, take } from "./one.ts";
import { Refusal } from "./refusal.ts";
import type { Call } from "./request.ts";
import type { Written } from "./retry.ts";

const READ_BACK_TRIES = 3;
const READ_BACK_WAIT_MS = 1_000;

/** Creates a ticket and answers it as Gleap has it. What may have arrived is looked up by its key before it is sent again. Throws `TicketError`. */
export async function createTicket(gleap: Gleap, key: string, ticket: NewTicket): Promise<Existing> {
  const look = () => findCreated(gleap, key, ticket);
  const send = (description: string) => gleap.write(createCall(ticket, description), "create the ticket", look);
  const written = await orElse(
    () => send(ticket.description),
    [413],
    () => send(ticket.shorter),
  );
  const created = written.kind === "found" ? written.found : take(gleap, written.answer.json);
  return created ?? readBack(gleap, key, look);
}

/** An internal note; `once` as in `Operation`, without it a note is known by its run. */
type Note = Pick<Extract<Operation, { readonly kind: "note" }>, "run" | "text" | "once">;

/** Writes an internal note. Refused as a document it is sent once as plain text, too large once at half its length. Throws `TicketError`. */
export async function writeNote(gleap: Gleap, on: Existing, note: Note): Promise<void> {
  const { run, text } = note;
  const look = async () => ((await isNoted(gleap, on, note)) ? on : undefined);
  const send = (call: Call) => gleap.write(call, "write the note", look);
  const sendDocument = () =>
    orElse(
      () => send(noteCall(on.id, run, text)),
      [413],
      () => send(noteCall(on.id, run, text, halfOf(run, text))),
    );
  await orElse(sendDocument, [400, 422], () => send(plainNoteCall(on.id, run, text)));
}

/** Whether the ticket has this note: one that begins with its run or, where `once` gives other words, holds these. Throws `TicketError`. */
export async function isNoted(gleap: Gleap, on: Existing, { run, once }: Pick<Note, "run" | "once">): Promise<boolean> {
  const marker = markerOf(run);
  // A run that is only spoken of, by a person or in a line of a log, is not noted.
  const isIt = once === undefined || once === marker ? (note: string) => hasMarker(note, marker) : (note: string) => holdsWords(note, once);
  return (await readNotes(gleap, on.id)).some(isIt);
}

/** Changes a ticket and answers it as it is then. A PUT can be repeated; an unclear one is read first. Throws `TicketError`. */
export async function changeTicket(gleap: Gleap, on: Existing, changes: Changes, purpose: string): Promise<Existing> {
  const calls = changeCalls(on, changes);
  const shorter = changes.description === undefined ? undefined : changes.shorter;
  let current = on;
  for (const [index, call] of calls.entries()) {
    const smaller = shorter === undefined ? undefined : changeCalls(on, changes, shorter)[index];
    current = await orElse(
      () => put(gleap, on, call, purpose),
      smaller?.body === undefined ? [] : [413],
      () => put(gleap, on, smaller ?? call, purpose),
    );
  }
  return current;
}

async function put(gleap: Gleap, on: Existing, call: Call, purpose: string): Promise<Existing> {
  const look = async () => {
    const now = await readOne(gleap, on.id);
    return hasArrived(now, call) ? now : undefined;
  };
  const written: Written<Existing> = await gleap.write(call, purpose, look);
  if (written.kind === "found") return written.found;
  return take(gleap, written.answer.json) ?? readOne(gleap, on.id);
}

/** Runs `first`; when Gleap refuses it with one of the statuses, `second` is the answer. */
async function orElse<T>(first: () => Promise<T>, statuses: readonly number[], second: () => Promise<T>): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if (error instanceof Refusal && statuses.includes(error.status)) return second();
    throw error;
  }
}

async function findCreated(gleap: Gleap, key: string, ticket: NewTicket): Promise<Existing | undefined> {
  const belongs = ({ description }: Existing) => description.includes(`key=${key}`);
  const { tickets } = await listTickets(gleap, { tag: key, types: [ticket.type], archived: false, belongs });
  const line = /^gleap-ticket\/\d.*$/m.exec(ticket.description)?.[0].trim();
  // An older ticket of the same key says something else in its state line; a list without descriptions leaves the title.
  const isIt = (one: Existing) =>
    line === undefined || one.description === "" ? one.title === createdTitle(ticket) : one.description.includes(line);
  return tickets.find((one) => one.duplicateOf === undefined && isIt(one));
}

function createdTitle(ticket: NewTicket): unknown {
  return createCall(ticket).body?.["title"];
}

async function readBack(gleap: Gleap, key: string, look: () => Promise<Existing | undefined>): Promise<Existing> {
  for (let tries = 1; tries <= READ_BACK_TRIES; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    if (tries === READ_BACK_TRIES || gleap.deps.now() + READ_BACK_WAIT_MS >= gleap.deadline.at) break;
    await gleap.deps.sleep(READ_BACK_WAIT_MS);
  }
  const next = `Look for the tag ${key} in Gleap; if nothing is there, run it again.`;
  throw new TicketError("UNAVAILABLE", "Gleap accepted the ticket but does not show it.", next);
}

/** Whether the ticket already is as the PUT wants it. Order of tags and white space at the ends of texts do not count. */
function hasArrived(now: Existing, { path, body }: Call): boolean {
  if (body === undefined) return now.archived === path.endsWith("/archive");
  return Object.entries(body).every(([name, wanted]) => COMPARISONS[name]?.(now, wanted) ?? false);
}

const COMPARISONS: Readonly<Record<string, (now: Existing, wanted: unknown) => boolean>> = {
  title: (now, wanted) => now.title === wanted,
  status: (now, wanted) => now.status === wanted,
  priority: (now, wanted) => now.priority === wanted,
  description: (now, wanted) => isSameText(now.description, wanted),
  duplicateOf: (now, wanted) => now.duplicateOf === wanted,
  formData: (now, wanted) => Object.entries(asFields(wanted) ?? {}).every(([name, value]) => isSameText(now.formData[name], value)),
  tags: (now, wanted) => isSameSet(now.tags ?? [], wanted),
  linkedTickets: (now, wanted) =>
    isSameSet(
      now.linked.map(({ id }) => id),
      wanted,
    ),
};

function isSameSet(one: readonly string[], other: unknown): boolean {
  if (!Array.isArray(other)) return false;
  const wanted: ReadonlySet<unknown> = new Set(other);
  return new Set(one).size === wanted.size && one.every((entry) => wanted.has(entry));
}

function isSameText(one: unknown, other: unknown): boolean {
  return typeof one === "string" && typeof other === "string" ? one.trim() === other.trim() : JSON.stringify(one) === JSON.stringify(other);
}
