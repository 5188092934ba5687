import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** @typedef {import("./server.d.mts").Ticket} Ticket */
/** @typedef {import("./server.d.mts").Message} Message */
/** @typedef {{ _id: string, id: string, userId?: unknown, [field: string]: unknown }} Contact */
/** @typedef {{ tickets: Ticket[], messages: Message[], contacts: Contact[], numbers: number, ids: number }} Content */
/**
 * The embedded store: everything in memory, and in one JSON file when there is one.
 * @typedef {object} Store
 * @property {Content} content read it freely; call `save` after a change
 * @property {() => string} newId 24 hexadecimal digits, growing like Gleap's own: time, maker, counter
 * @property {() => number} newNumber
 * @property {() => string} time the time of the clock, ISO
 * @property {(id: string) => Ticket | undefined} ticket
 * @property {(ticket: Ticket, visible?: boolean) => void} add puts a ticket in, visible in lists at once or when the lag is over
 * @property {(id: string) => void} remove a ticket with its messages
 * @property {(lag: number) => Ticket[]} visible tickets that were added more than `lag` milliseconds ago, oldest first
 * @property {() => void} save
 * @property {() => void} clear
 */

const EMPTY = () => ({ tickets: [], messages: [], contacts: [], numbers: 0, ids: 0 });

/**
 * @param {string} file
 * @returns {Content} empty when there is no file yet
 * @throws {Error} when the file is not one of ours
 */
function read(file) {
  if (!existsSync(file)) return EMPTY();
  const text = readFileSync(file, "utf8");
  try {
    const { version, tickets, messages, contacts, numbers, ids } = JSON.parse(text);
    const lists = [tickets, messages, contacts].every(Array.isArray);
    if (version === 1 && lists && Number.isInteger(numbers) && Number.isInteger(ids)) return { tickets, messages, contacts, numbers, ids };
  } catch (cause) {
    throw new Error(`${file} is not JSON. Move it away to start with an empty store.`, { cause });
  }
  throw new Error(`${file} was not written by this sandbox. Move it away to start with an empty store.`);
}

/**
 * Writes whole or not at all: whoever dies halfway leaves the old file.
 * @param {string} file
 * @param {Content} content
 */
function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, JSON.stringify({ version: 1, ...content }));
  renameSync(draft, file);
}

/**
 * @param {{ file?: string | undefined, now: () => number, maker: string }} options `maker`: any text; it becomes the middle of every id
 * @returns {Store}
 */
export function openStore({ file, now, maker }) {
  const content = file ? read(file) : EMPTY();
  const middle = createHash("sha256").update(maker).digest("hex").slice(0, 10);
  /** @type {Map<string, Ticket>} */
  const byId = new Map(content.tickets.map((ticket) => [ticket.id, ticket]));
  /** @type {Map<string, number>} */
  const added = new Map();
  const save = () => {
    if (file) write(file, content);
  };
  return {
    content,
    newId: () => {
      const seconds = Math.floor(now() / 1000).toString(16);
      return seconds.padStart(8, "0").slice(-8) + middle + (content.ids++ % 0x1000000).toString(16).padStart(6, "0");
    },
    newNumber: () => ++content.numbers,
    time: () => new Date(now()).toISOString(),
    ticket: (id) => byId.get(id),
    add: (ticket, visible = false) => {
      content.tickets.push(ticket);
      byId.set(ticket.id, ticket);
      if (!visible) added.set(ticket.id, now());
      content.numbers = Math.max(content.numbers, ticket.bugId);
    },
    remove: (id) => {
      byId.delete(id);
      content.tickets = content.tickets.filter((ticket) => ticket.id !== id);
      content.messages = content.messages.filter((message) => message.ticket !== id);
    },
    visible: (lag) => {
      const latest = now() - lag;
      return content.tickets.filter((ticket) => lag === 0 || (added.get(ticket.id) ?? 0) <= latest);
    },
    save,
    clear: () => {
      byId.clear();
      added.clear();
      Object.assign(content, EMPTY());
      save();
    },
  };
}
