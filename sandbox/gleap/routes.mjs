/** The routes of `/v3` that this Gleap has; all others are answered as Express answers a route it does not have. */
import { CREATE, LINK, MESSAGE, SESSION, SNOOZE, TRACKER, UPDATE } from "./fields.mjs";
import { addMessage, changeMessage, selectMessages } from "./messages.mjs";
import { parseQuery, selectTickets, valueOf } from "./query.mjs";
import { Refusal } from "./refusal.mjs";
import { changeTicket, createTicket, setLink } from "./tickets.mjs";
import { checkComment, isId, readBody } from "./validate.mjs";
import { answerTicket, viewMessage, viewTicket } from "./view.mjs";

/** @typedef {import("./state.mjs").State} State */
/** @typedef {import("./http.mjs").Answer} Answer */
/** @typedef {{ id: string, rawQuery: string, body: unknown }} Call */
/** @typedef {(state: State, call: Call) => Answer} Handler */
/** @typedef {{ method: string, pattern: RegExp, handler: Handler, project: boolean }} Route */

const MOST_HITS = 30;
const HOUR = 3_600_000;

/** @param {State} state @param {string} id @throws {Refusal} when there is none */
function ticketOf({ store, variants }, id) {
  if (!isId(id)) throw Refusal.cast(variants, id, "_id");
  const ticket = store.ticket(id.toLowerCase());
  if (!ticket) throw Refusal.notFound(variants);
  return ticket;
}

/** @param {State} state @param {string} id @throws {Refusal} when there is none */
function messageOf({ store, variants }, id) {
  if (!isId(id)) throw Refusal.cast(variants, id, "_id");
  const message = store.content.messages.find((each) => each.id === id.toLowerCase());
  if (!message) throw Refusal.notFound(variants);
  return message;
}

/** @type {Handler} */
function postTicket(state, { body }) {
  const { store, variants, projectId } = state;
  const ticket = createTicket(store, readBody(body, CREATE, variants, { dto: "ticket" }), variants, projectId);
  return { status: variants.createStatus, body: answerTicket(ticket, state, { fresh: true }) };
}

/** @type {Handler} */
function listTickets(state, { rawQuery }) {
  const { store, variants } = state;
  const { page, total } = selectTickets(store.visible(variants.listLag), rawQuery, variants);
  const tickets = page.map((ticket) => viewTicket(ticket, state, { list: true }));
  if (variants.listEnvelope === "array") return { status: 200, body: tickets };
  return { status: 200, body: { [variants.listEnvelope]: tickets, count: tickets.length, totalCount: total } };
}

/** @type {Handler} */
function searchTickets(state, { rawQuery }) {
  const { store, variants } = state;
  const words = (valueOf(parseQuery(rawQuery), "searchTerm") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  /** @param {import("./server.d.mts").Ticket} ticket */
  const score = ({ title, formData, tags, bugId }) => {
    const text = `${title} ${JSON.stringify(formData)} ${tags.join(" ")} ${bugId}`.toLowerCase();
    return words.filter((word) => text.includes(word)).length;
  };
  const scored = store.visible(variants.searchLag).map((ticket) => ({ ticket, score: score(ticket) }));
  const hits = scored.filter((each) => each.score > 0).toSorted((a, b) => b.score - a.score);
  const body = hits.slice(0, MOST_HITS).map(({ ticket }) => viewTicket(ticket, state, { list: true }));
  return { status: 200, body: variants.searchShape === "array" ? body : { [variants.searchShape]: body } };
}

/** @type {Handler} */
function countTickets({ store, variants }) {
  const { tickets } = store.content;
  if (variants.countShape === "number") return { status: 200, body: tickets.length };
  if (variants.countShape === "count") return { status: 200, body: { count: tickets.length } };
  /** @type {Record<string, number>} */
  const counts = Object.create(null);
  for (const { status } of tickets) counts[status] = (counts[status] ?? 0) + 1;
  return { status: 200, body: counts };
}

/** @type {Handler} */
const getTicket = (state, { id }) => ({ status: 200, body: answerTicket(ticketOf(state, id), state) });

/** @type {Handler} */
function putTicket(state, { id, body }) {
  const { store, variants } = state;
  const ticket = ticketOf(state, id);
  changeTicket(store, ticket, readBody(body, UPDATE, variants, { dto: "ticket" }), variants);
  if (variants.putAnswer === "204") return { status: 204 };
  return variants.putAnswer === "empty" ? { status: 200 } : { status: 200, body: answerTicket(ticket, state) };
}

/** @type {Handler} */
function deleteTicket(state, { id }) {
  const ticket = ticketOf(state, id);
  state.store.remove(ticket.id);
  state.store.save();
  return { status: 200, body: answerTicket(ticket, state) };
}

/** @param {(state: State, body: unknown) => Record<string, unknown>} changes @returns {Handler} */
const change = (changes) => (state, call) => {
  const ticket = ticketOf(state, call.id);
  changeTicket(state.store, ticket, changes(state, call.body), state.variants);
  return { status: 200, body: answerTicket(ticket, state) };
};

/** The unit of `duration` is not documented; hours here. @param {State} state @param {unknown} body */
function snooze({ variants, now }, body) {
  const { duration } = readBody(body, SNOOZE, variants, { dto: "snooze", required: ["duration"] });
  return { snoozed: true, snoozedUntil: new Date(now() + Number(duration) * HOUR).toISOString(), status: "SNOOZED" };
}

/** @param {boolean} linked @returns {Handler} */
const link = (linked) => (state, call) => {
  const ticket = ticketOf(state, call.id);
  const { targetTicketId } = readBody(call.body, LINK, state.variants, { dto: "link", required: ["targetTicketId"] });
  setLink(state.store, ticket, ticketOf(state, String(targetTicketId)), linked);
  return { status: 200, body: answerTicket(ticket, state) };
};

/** @type {Handler} */
function postTracker(state, { body }) {
  const { store, variants, projectId } = state;
  const fields = readBody(body, TRACKER, variants, { dto: "ticket", required: ["title", "type"] });
  const { title, type, description } = fields;
  const ids = Array.isArray(fields["linkedTicketIds"]) ? fields["linkedTicketIds"] : [];
  const linked = ids.map((id) => ticketOf(state, id));
  const tracker = createTicket(store, { title, type, formData: description === undefined ? {} : { description } }, variants, projectId);
  tracker.trackerTicket = true;
  for (const ticket of linked) setLink(store, tracker, ticket, true);
  store.save();
  return { status: 200, body: answerTicket(tracker, state) };
}

/** @type {Handler} */
function listTrackers(state, { rawQuery }) {
  const wanted = (valueOf(parseQuery(rawQuery), "searchTerm") ?? "").toLowerCase();
  const found = state.store.content.tickets.filter((ticket) => ticket.trackerTicket && ticket.title.toLowerCase().includes(wanted));
  return { status: 200, body: found.map((ticket) => viewTicket(ticket, state, { list: true })) };
}

/** @type {Handler} */
function postMessage(state, { body }) {
  const { store, variants } = state;
  const fields = readBody(body, MESSAGE, variants, { dto: "message", required: ["ticket", "comment"] });
  checkComment(fields["comment"], variants);
  const ticket = ticketOf(state, String(fields["ticket"]));
  const message = addMessage(store, { ...fields, ticket: ticket.id }, variants);
  if (state.internalOnly && message.type !== "NOTE") state.violations.push(message);
  return { status: 200, body: viewMessage(message, state) };
}

/** @type {Handler} */
function listMessages(state, { rawQuery }) {
  const { store, variants } = state;
  const id = valueOf(parseQuery(rawQuery), "ticket");
  if (id === undefined) throw Refusal.fields({ ticket: { message: "'ticket' is required" } });
  if (!isId(id)) throw Refusal.cast(variants, id, "ticket");
  const messages = store.content.messages.filter((message) => message.ticket === id.toLowerCase());
  const found = selectMessages(messages, rawQuery, variants);
  if (Array.isArray(found)) return { status: 200, body: found.map((message) => viewMessage(message, state)) };
  return { status: 200, body: { ...found, items: found.items.map((message) => viewMessage(message, state)) } };
}

/** @type {Handler} */
function putMessage(state, { id, body }) {
  const { store, variants } = state;
  const message = messageOf(state, id);
  const fields = readBody(body, MESSAGE, variants, { dto: "message" });
  if (fields["comment"] !== undefined) checkComment(fields["comment"], variants);
  changeMessage(store, message, fields, variants);
  return { status: 200, body: viewMessage(message, state) };
}

/** @type {Handler} */
function deleteMessage(state, { id }) {
  const message = messageOf(state, id);
  state.store.content.messages.splice(state.store.content.messages.indexOf(message), 1);
  state.store.save();
  return { status: 204 };
}

/** @type {Handler} */
function postSession({ store, variants }, { body }) {
  const fields = readBody(body, SESSION, variants, { dto: "session" });
  const { contacts } = store.content;
  let contact = contacts.find(({ userId }) => userId !== undefined && userId === fields["userId"]);
  if (!contact) {
    const id = store.newId();
    contacts.push((contact = { _id: id, id }));
  }
  Object.assign(contact, fields);
  store.save();
  return { status: 200, body: contact };
}

/** @type {Handler} */
function getSession({ store, variants }, { id }) {
  const contact = store.content.contacts.find(({ userId }) => userId === id);
  if (!contact) throw Refusal.notFound(variants);
  return { status: 200, body: contact };
}

/** @param {readonly { id: string }[]} records @returns {Answer} */
const withBothIds = (records) => ({ status: 200, body: records.map((record) => ({ _id: record.id, ...record })) });

const ME = {
  _id: "665f0000000000000000c0de",
  id: "665f0000000000000000c0de",
  email: "service-account@example.com",
  firstName: "API",
  lastName: "",
};

/** @param {string} method @param {string} path `:id` stands for a segment @param {Handler} handler @param {boolean} [project] needs the `Project` header */
const route = (method, path, handler, project = true) => ({
  method,
  pattern: new RegExp(`^${path.replace(":id", "([^/]+)")}/?$`),
  handler,
  project,
});

/** First match wins. @type {readonly Route[]} */
export const ROUTES = [
  route("POST", "/tickets", postTicket),
  route("GET", "/tickets", listTickets),
  route("GET", "/tickets/search", searchTickets),
  route("GET", "/tickets/ticketscount", countTickets),
  route("GET", "/tickets/tracker-tickets", listTrackers),
  route("POST", "/tickets/tracker-tickets", postTracker),
  route("GET", "/tickets/:id", getTicket),
  route("PUT", "/tickets/:id", putTicket),
  route("DELETE", "/tickets/:id", deleteTicket),
  route(
    "PUT",
    "/tickets/:id/archive",
    change(() => ({ archived: true })),
  ),
  route(
    "PUT",
    "/tickets/:id/unarchive",
    change(() => ({ archived: false })),
  ),
  route("PUT", "/tickets/:id/snooze", change(snooze)),
  route("PUT", "/tickets/:id/link", link(true)),
  route("PUT", "/tickets/:id/unlink", link(false)),
  route("POST", "/messages", postMessage),
  route("GET", "/messages", listMessages),
  route("PUT", "/messages/:id", putMessage),
  route("DELETE", "/messages/:id", deleteMessage),
  route("POST", "/sessions", postSession),
  route("GET", "/sessions/by-user-id/:id", getSession),
  route("GET", "/projects/users", ({ users }) => withBothIds(users)),
  route("GET", "/teams", ({ teams }) => withBothIds(teams)),
  route("GET", "/users/me", () => ({ status: 200, body: ME }), false),
  route("GET", "/users/me/permissions", () => ({ status: 200, body: { permissions: ["tickets:read", "tickets:write"] } }), false),
];
