/** The routes of `/v3` that this Gleap has; all others are answered as Express answers a route it does not have. */
import { deleteMessage, getSession, listMessages, postMessage, postSession, putMessage } from "./message-routes.mjs";
import * as tickets from "./ticket-routes.mjs";

/** @typedef {import("./state.mjs").State} State */
/** @typedef {import("./http.mjs").Answer} Answer */
/** @typedef {{ id: string, rawQuery: string, body: unknown }} Call `id`: the variable segment of the path */
/** @typedef {(state: State, call: Call) => Answer} Handler throws a `Refusal` where the request is wrong */
/** @typedef {{ method: string, pattern: RegExp, handler: Handler, project: boolean }} Route */

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
  route("POST", "/tickets", tickets.postTicket),
  route("GET", "/tickets", tickets.listTickets),
  route("GET", "/tickets/search", tickets.searchTickets),
  route("GET", "/tickets/ticketscount", tickets.countTickets),
  route("GET", "/tickets/tracker-tickets", tickets.listTrackers),
  route("POST", "/tickets/tracker-tickets", tickets.postTracker),
  route("GET", "/tickets/:id", tickets.getTicket),
  route("PUT", "/tickets/:id", tickets.putTicket),
  route("DELETE", "/tickets/:id", tickets.deleteTicket),
  route("PUT", "/tickets/:id/archive", tickets.archive(true)),
  route("PUT", "/tickets/:id/unarchive", tickets.archive(false)),
  route("PUT", "/tickets/:id/snooze", tickets.snooze),
  route("PUT", "/tickets/:id/link", tickets.link(true)),
  route("PUT", "/tickets/:id/unlink", tickets.link(false)),
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
