/** The inbox page: a person sees the tickets as a support lead would, and can act as one. Works without scripts. */
import { readFileSync } from "node:fs";
import { docOf } from "./document.mjs";
import { plain } from "./html.mjs";
import { HTML_TYPE, readText, send } from "./http.mjs";
import { addMessage } from "./messages.mjs";
import { listPage, TABS } from "./pages.mjs";
import { conflictPage, descriptionOf, MUTE, missingPage, ticketPage } from "./ticket-page.mjs";
import { changeTicket } from "./tickets.mjs";

/** @typedef {import("./server.d.mts").Ticket} Ticket */
/** @typedef {import("./state.mjs").State} State */
/** @typedef {import("./http.mjs").Answer} Answer */
/** @typedef {Record<string, unknown>} Fields */

const STYLE = readFileSync(new URL("inbox.css", import.meta.url), "utf8");
const MAX_FORM = 1_000_000;

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** @param {number} status @param {string} body @returns {Answer} */
const page = (status, body) => ({ status, body, type: HTML_TYPE, headers: HEADERS });

/** @param {string} text as a browser sends it */
const lines = (text) => text.replaceAll("\r\n", "\n");

/** @param {unknown} value as an input shows it */
const shown = (value) => plain(value).replaceAll("\n", "").trim();

/** @param {Ticket} ticket @param {URLSearchParams} form @returns {Fields} only what the person changed; the browser itself takes line ends out of a title */
function details(ticket, form) {
  const [title, status, priority, tags] = ["title", "status", "priority", "tags"].map((name) => lines(form.get(name) ?? "").trim());
  return {
    ...(title !== undefined && title !== shown(ticket.title) ? { title } : {}),
    ...(status && status !== shown(ticket.status) ? { status } : {}),
    ...(priority && priority !== ticket.priority ? { priority } : {}),
    ...(tags !== undefined && tags !== plain(ticket.tags.join(", ")).trim()
      ? { tags: [...new Set(tags.split(/[,\n]/).map((tag) => tag.trim()))].filter(Boolean) }
      : {}),
  };
}

/** @param {Ticket} ticket @param {URLSearchParams} form @returns {Fields} */
function description(ticket, form) {
  const text = lines(form.get("description") ?? "");
  if (text === plain(descriptionOf(ticket))) return {};
  return { formData: { ...ticket.formData, description: text }, ...(ticket["description"] === undefined ? {} : { description: text }) };
}

/** What each button changes. @type {Record<string, (ticket: Ticket, form: URLSearchParams) => Fields>} */
const ACTIONS = {
  details,
  description,
  close: () => ({ status: "DONE" }),
  reopen: () => ({ status: "OPEN" }),
  mute: ({ tags }) => ({ tags: [...tags.filter((tag) => tag !== MUTE), MUTE] }),
  unmute: ({ tags }) => ({ tags: tags.filter((tag) => tag !== MUTE) }),
  archive: () => ({ archived: true }),
  unarchive: () => ({ archived: false }),
};

/** @param {State} state @param {Ticket} ticket @param {string} action @param {URLSearchParams} form @returns {Answer} */
function act({ store, variants, users }, ticket, action, form) {
  const seen = form.get("seen");
  if (seen !== null && seen !== ticket.updatedAt) return page(409, conflictPage(ticket));
  const note = lines(form.get("note") ?? "").trim();
  if (action === "note" && note !== "") {
    addMessage(store, { ticket: ticket.id, comment: docOf(note), isNote: true, ...(users[0] ? { user: users[0].id } : {}) }, variants);
  }
  const changes = Object.hasOwn(ACTIONS, action) ? ACTIONS[action]?.(ticket, form) : undefined;
  if (changes && Object.keys(changes).length > 0)
    changeTicket(store, ticket, changes, { ...variants, nested: "replace", formDataKeys: "kept" });
  return { status: 303, headers: { ...HEADERS, Location: `/tickets/${ticket.id}` } };
}

/** @param {State} state @param {string} rawQuery @param {string} host @returns {Answer} */
function list(state, rawQuery, host) {
  const query = new URLSearchParams(rawQuery);
  const tab = query.get("tab") ?? "open";
  const number = Number(query.get("page") ?? 1);
  const view = { tab: Object.hasOwn(TABS, tab) ? tab : "open", tag: query.get("tag") ?? "", page: number >= 1 ? Math.floor(number) : 1 };
  return page(200, listPage(state, { ...view, apiUrl: `http://${host}/v3` }));
}

/**
 * @param {State} state
 * @param {import("./http.mjs").Request} request
 * @param {import("./http.mjs").Response} response
 * @param {string} path
 * @param {string} rawQuery
 */
export async function inbox(state, request, response, path, rawQuery) {
  const [, id = "", action] = /^\/tickets\/([0-9a-f]{24})(?:\/([a-z]+))?$/.exec(path) ?? [];
  const ticket = state.store.ticket(id);
  const known = action === "note" || (action !== undefined && Object.hasOwn(ACTIONS, action));
  if (request.method === "POST" && ticket && action !== undefined && known) {
    const text = await readText(request, MAX_FORM);
    if (text === undefined) return send(response, page(413, missingPage()));
    return send(response, act(state, ticket, action, new URLSearchParams(text)));
  }
  if (request.method !== "GET") return send(response, page(404, missingPage()));
  if (path === "/") return send(response, list(state, rawQuery, request.headers.host ?? ""));
  if (path === "/inbox.css") return send(response, { status: 200, body: STYLE, type: "text/css; charset=utf-8", headers: HEADERS });
  if (ticket && action === undefined) return send(response, page(200, ticketPage(state, ticket)));
  return send(response, page(404, missingPage()));
}
