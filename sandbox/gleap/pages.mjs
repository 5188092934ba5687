/** The frame of every page and the list of tickets. */
import { html } from "./html.mjs";

/** @typedef {import("./server.d.mts").Ticket} Ticket */
/** @typedef {import("./state.mjs").State} State */
/** @typedef {import("./html.mjs").Html} Html */

const PAGE_SIZE = 50;
const REFRESH_SECONDS = 10;

/** @param {Ticket} ticket */
const isClosed = ({ status }) => status === "DONE";

/**
 * What each tab shows, what it says when that is nothing, and the scenario that puts something there.
 * @type {Record<string, { label: string, none: string, has: (ticket: Ticket) => boolean, play?: string }>}
 */
export const TABS = {
  open: {
    label: "Open",
    none: "No open tickets.",
    play: "failed-run",
    has: (ticket) => !isClosed(ticket) && !ticket.archived && ticket.duplicateOf === undefined,
  },
  closed: {
    label: "Closed",
    none: "No closed tickets.",
    play: "green-run",
    has: (ticket) => isClosed(ticket) && !ticket.archived && ticket.duplicateOf === undefined,
  },
  duplicates: { label: "Duplicates", none: "No duplicates.", has: (ticket) => ticket.duplicateOf !== undefined },
  archived: { label: "Archived", none: "No archived tickets.", has: (ticket) => ticket.archived },
  all: { label: "All", none: "No tickets.", play: "failed-run", has: () => true },
};

/**
 * @param {{ title: string, body: Html, refresh?: boolean }} page `refresh`: it loads itself anew, so it must hold no form
 * @returns {string}
 */
export function frame({ title, body, refresh = false }) {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${refresh && html`<meta http-equiv="refresh" content="${REFRESH_SECONDS}">`}
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/inbox.css">
</head>
<body>
<header class="top"><a class="brand" href="/">Inbox</a><span class="muted">local Gleap sandbox</span></header>
${body}
</body>
</html>
`.markup;
}

const UNITS = /** @type {const} */ ([
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
]);

/**
 * @param {unknown} iso
 * @param {number} now milliseconds
 * @returns {Html} how long ago, or how far ahead; the time itself as a tooltip
 */
export function ago(iso, now) {
  const at = Date.parse(String(iso));
  if (Number.isNaN(at)) return html`<span class="muted">unknown</span>`;
  const seconds = Math.round((now - at) / 1000);
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ["", 0];
  // What is due in two days is not due in one a second later.
  const text =
    size === 0 ? "just now" : seconds > 0 ? `${Math.floor(seconds / size)} ${unit} ago` : `in ${Math.round(-seconds / size)} ${unit}`;
  return html`<time datetime="${new Date(at).toISOString()}" title="${new Date(at).toISOString()}">${text}</time>`;
}

/** @param {Ticket} ticket @returns {Html[]} */
export const badges = (ticket) => [
  html`<span class="badge ${isClosed(ticket) ? "done" : "live"}">${ticket.status}</span>`,
  ...(ticket.archived ? [html` <span class="badge">archived</span>`] : []),
  ...(ticket.duplicateOf === undefined ? [] : [html` <span class="badge">duplicate</span>`]),
  ...(ticket.trackerTicket ? [html` <span class="badge">tracker</span>`] : []),
];

/** @param {unknown} priority */
export const priorityBadge = (priority) =>
  html`<span class="priority ${["HIGH", "LOW"].find((each) => each === priority)?.toLowerCase() ?? "medium"}">${priority ?? "none"}</span>`;

/** @param {readonly unknown[]} tags */
export const tagLinks = (tags) =>
  tags.map((tag) => html`<a class="tag" href="/?tab=all&amp;tag=${encodeURIComponent(String(tag))}"><bdi>${tag}</bdi></a> `);

/** @param {Ticket} ticket @param {number} now */
const row = (ticket, now) => html`<tr>
<td class="number">#${ticket.bugId}</td>
<td class="subject"><a class="title" href="/tickets/${ticket.id}"><bdi>${ticket.title || "Untitled"}</bdi></a><div class="tags">${tagLinks(ticket.tags)}</div></td>
<td>${badges(ticket)}</td>
<td>${priorityBadge(ticket.priority)}</td>
<td class="type">${ticket.type}</td>
<td class="when">${ago(ticket.createdAt, now)}</td>
<td class="when">${ago(ticket.updatedAt, now)}</td>
</tr>
`;

/** @param {string} tab @param {string} tag @param {number} page from 1 */
const address = (tab, tag, page) =>
  `/?${new URLSearchParams({ tab, ...(tag ? { tag } : {}), ...(page > 1 ? { page: String(page) } : {}) })}`;

/**
 * What to do about a tab without tickets.
 * @param {State} state
 * @param {{ tab: string, tag: string, apiUrl: string }} view
 */
function empty({ play }, { tab, tag, apiUrl }) {
  const { none = "", play: scenario } = TABS[tab] ?? {};
  const hint = tag === "" && play !== undefined && scenario !== undefined && html` Try: <code>${play(scenario)}</code>`;
  return html`<div class="empty"><p>${tag === "" ? none : "No tickets with this tag here."}${hint}</p>
<p class="muted">The Action sends them to this sandbox with <code>api-url: ${apiUrl}</code>.</p></div>`;
}

/**
 * @param {State} state
 * @param {{ tab: string, tag: string, page: number, apiUrl: string }} view
 * @returns {string}
 */
export function listPage(state, { tab, tag, page, apiUrl }) {
  const { store, now } = state;
  const tagged = store.content.tickets.filter((ticket) => tag === "" || ticket.tags.includes(tag));
  const tickets = tagged
    .filter((ticket) => TABS[tab]?.has(ticket))
    .toSorted((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt) || b.bugId - a.bugId);
  const pages = Math.max(1, Math.ceil(tickets.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  const rows = tickets.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE).map((ticket) => row(ticket, now()));
  const tabs = Object.entries(TABS).map(([name, { label, has }]) => {
    const current = name === tab && html` aria-current="page"`;
    return html`<a href="${address(name, tag, 1)}"${current}>${label} <span class="count">${tagged.filter(has).length}</span></a>`;
  });
  const table = html`<div class="scroll"><table>
<thead><tr><th>No.</th><th>Ticket</th><th>Status</th><th>Priority</th><th>Type</th><th>Created</th><th>Updated</th></tr></thead>
<tbody>
${rows}</tbody></table></div>`;
  const body = html`<main>
<nav class="tabs" aria-label="Tickets">${tabs}</nav>
${tag !== "" && html`<p class="filter">Tag <span class="tag"><bdi>${tag}</bdi></span> <a href="${address(tab, "", 1)}">show all tags</a></p>`}
${rows.length > 0 ? table : empty(state, { tab, tag, apiUrl })}
${
  pages > 1 &&
  html`<nav class="pages" aria-label="Pages">${shown > 1 && html`<a rel="prev" href="${address(tab, tag, shown - 1)}">Newer</a>`}
<span class="muted">Page ${shown} of ${pages}</span> ${shown < pages && html`<a rel="next" href="${address(tab, tag, shown + 1)}">Older</a>`}</nav>`
}
</main>`;
  return frame({ title: `${TABS[tab]?.label} tickets`, body, refresh: true });
}
