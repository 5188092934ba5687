// What demo and sandbox print for a person.
import { TEAMS, USERS } from "./gleap/state.mjs";

const COLORS = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

/** @typedef {keyof typeof COLORS} Color */

/**
 * @param {string} text
 * @param {Color} color
 */
export function paint(text, color) {
  const plain = process.env.NO_COLOR !== undefined || !process.stdout.isTTY;
  return plain ? text : `\u001b[${COLORS[color]}m${text}\u001b[0m`;
}

/** A heading over a part of the output. @param {string} text */
export const heading = (text) => `\n${paint(`── ${text} ${"─".repeat(Math.max(0, 76 - text.length))}`, "cyan")}\n`;

/** Text from tickets and logs must not steer the terminal. @param {string} text */
export const tame = (text) => text.replace(/[^\P{Cc}\n\t]|\p{Bidi_Control}/gu, "");

/**
 * A step's log as GitHub shows it: groups open and indented, markers as words.
 * @param {string} log
 */
export function readableLog(log) {
  let depth = "";
  const rows = [];
  for (const row of log.replace(/\n$/, "").split("\n")) {
    const [, marker = "", text = ""] = /^##\[(\w+)\](.*)$/.exec(row) ?? [];
    if (marker === "endgroup") depth = "";
    else if (marker === "group") {
      rows.push(paint(`▼ ${tame(text)}`, "bold"));
      depth = "  ";
    } else if (marker === "error") rows.push(paint(`Error: ${tame(text)}`, "red"));
    else if (marker === "warning") rows.push(paint(`Warning: ${tame(text)}`, "yellow"));
    else if (marker === "notice") rows.push(`Notice: ${tame(text)}`);
    else if (marker === "debug") rows.push(paint(`Debug: ${tame(text)}`, "dim"));
    else rows.push(depth + tame(row));
  }
  return rows.map((row) => `  ${row}\n`).join("");
}

/** Long JSON is told, not shown: all it says stands in the summary and in the ticket. */
const SHORT = 120;

/** @param {string} value */
function shownOutput(value) {
  const text = tame(value.replaceAll("\n", " "));
  if (text.length <= SHORT) return text;
  const length = `${text.length.toLocaleString("en")} characters`;
  try {
    const list = JSON.parse(value);
    return Array.isArray(list) ? `JSON list of ${list.length}, ${length}` : `JSON, ${length}`;
  } catch {
    return `${text.slice(0, SHORT - 1)}…`;
  }
}

/**
 * Outputs, one to a line; long ones are shortened, empty ones only named.
 * @param {Readonly<Record<string, string>>} outputs
 * @param {string} pageUrl Of the local inbox, which has the page that `ticket-url` would have at Gleap.
 */
export function readableOutputs(outputs, pageUrl) {
  const filled = Object.entries(outputs).filter(([, value]) => value !== "");
  const shown = filled.map(([name, value]) => {
    const line = `  ${tame(name).padEnd(14)} ${shownOutput(value)}\n`;
    const id = outputs["ticket-id"] ?? "";
    return name === "ticket-url" && id !== "" ? `${line}  ${"".padEnd(14)} in this sandbox: ${ticketPage(pageUrl, tame(id))}\n` : line;
  });
  const empty = Object.keys(outputs).filter((name) => outputs[name] === "");
  if (empty.length > 0) shown.push(`  ${paint(`empty: ${tame(empty.join(", "))}`, "dim")}\n`);
  return shown.length === 0 ? "  (none)\n" : shown.join("");
}

/** @param {string} pageUrl Of the inbox. @param {string} id */
export const ticketPage = (pageUrl, id) => new URL(`tickets/${id}`, pageUrl).href;

/**
 * The text of a note: a string, or a rich-text document.
 * @param {unknown} content
 * @returns {string}
 */
export function noteText(content) {
  if (typeof content === "string") return content;
  if (typeof content !== "object" || content === null) return "";
  const node = /** @type {{ type?: unknown, text?: unknown, content?: unknown }} */ (content);
  if (node.type === "hardBreak") return "\n";
  if (typeof node.text === "string") return node.text;
  const inside = Array.isArray(node.content) ? node.content.map(noteText) : [];
  return node.type === "doc" || node.type === "bulletList" || node.type === "listItem" ? inside.join("\n") : inside.join("");
}

/** @param {string} text */
const indented = (text) =>
  tame(text)
    .split("\n")
    .map((row) => `    ${row}`.trimEnd())
    .join("\n");

/**
 * A ticket as Gleap has stored it, with its notes.
 * @param {import("./gleap/server.d.mts").Ticket} ticket
 * @param {readonly import("./gleap/server.d.mts").Message[]} messages
 */
export function readableTicket(ticket, messages) {
  const description = [ticket.description, ticket.formData.description].find((text) => typeof text === "string") ?? "";
  const who = USERS.find(({ id }) => id === ticket["processingUser"]);
  const team = TEAMS.find(({ id }) => id === ticket["processingTeam"]);
  const facts = [
    ["status", `${ticket.status}${ticket.archived ? " (archived)" : ""}`],
    ["priority", ticket.priority ?? ""],
    ["type", ticket.type],
    ["tags", ticket.tags.join(", ")],
    ...(who === undefined ? [] : [["assignee", `${who.firstName} ${who.lastName}`]]),
    ...(team === undefined ? [] : [["team", team.name]]),
    ...(typeof ticket["dueDate"] === "string" ? [["due", ticket["dueDate"]]] : []),
    ...(ticket.duplicateOf === undefined ? [] : [["duplicate of", ticket.duplicateOf]]),
  ];
  const notes = messages.map((message) => `\n  ${paint("Note", "bold")}\n${indented(noteText(message.data.content))}\n`);
  return [
    `  ${paint(`#${ticket.bugId} ${tame(ticket.title)}`, "bold")}\n`,
    ...facts.map(([name = "", value = ""]) => `  ${name.padEnd(12)} ${tame(value)}\n`),
    `\n${indented(description)}\n`,
    ...notes,
  ].join("");
}
