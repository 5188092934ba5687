// What demo and sandbox print for a person.

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

/**
 * Outputs, one to a line; long ones are shortened.
 * @param {Readonly<Record<string, string>>} outputs
 */
export function readableOutputs(outputs) {
  const shown = Object.entries(outputs).map(([name, value]) => {
    const text = tame(value.replaceAll("\n", " "));
    return `  ${name.padEnd(14)} ${text.length > 120 ? `${text.slice(0, 119)}…` : text}\n`;
  });
  return shown.length === 0 ? "  (none)\n" : shown.join("");
}

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
  const facts = [
    ["status", `${ticket.status}${ticket.archived ? " (archived)" : ""}`],
    ["priority", ticket.priority ?? ""],
    ["type", ticket.type],
    ["tags", ticket.tags.join(", ")],
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
