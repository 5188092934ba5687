import { oneLine } from "../tickets/text.ts";
import type { Existing } from "../tickets/types.ts";
import { asFields, asText, type Fields } from "./json.ts";
import { flatten } from "./richtext.ts";

/** People may write longer titles than we do; they are printed, so no line of a log gets longer than this. */
const MAX_TITLE = 1_000;

/** A ticket as it was read, and the share tokens that came with it: whoever has one can open the ticket, so they are masked and not kept. */
export interface ReadTicket {
  readonly ticket: Existing;
  readonly secrets: readonly string[];
}

/**
 * Reads a ticket of any shape that Gleap is known or suspected to send: bare or wrapped in `ticket`, `data` or `item`, `id` or `_id`, references as ids or
 * as objects. `undefined` when there is no usable id, the one thing that cannot be made up.
 */
export function readTicket(json: unknown): ReadTicket | undefined {
  const fields = unwrap(json, 3);
  const id = idOf(fields);
  if (fields === undefined || id === undefined) return undefined;
  const number = Number(fields["bugId"] ?? Number.NaN);
  const duplicateOf = idOf(fields["duplicateOf"]);
  const tags = fields["tags"];
  const ticket: Existing = {
    id,
    ...(Number.isSafeInteger(number) ? { number } : {}),
    title: oneLine(asText(fields["title"]) ?? "", MAX_TITLE),
    type: asText(fields["type"]) ?? "",
    status: asText(fields["status"]) ?? "",
    priority: asText(fields["priority"]) ?? "",
    tags: "tags" in fields ? (Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : []) : undefined,
    description: descriptionOf(fields),
    // A form that the list leaves out would be wiped by the next write, which is of the whole of it.
    ...(TEXTS.some((name) => name in fields) && "formData" in fields ? {} : { textless: true }),
    formData: asFields(fields["formData"]) ?? {},
    createdAt: timeOf(fields["createdAt"], id),
    archived: fields["archived"] === true,
    spam: fields["isSpam"] === true,
    ...(duplicateOf === undefined ? {} : { duplicateOf }),
    hasSession: isThere(fields["session"]) || isThere(fields["sessions"]),
    tracker: isThere(fields["trackerTicket"]),
    linked: linkedOf(fields["linkedTickets"]),
  };
  return { ticket, secrets: secretsOf(fields) };
}

/** One page of a list. `total` is what the server says there is in all, where it says so. */
export interface Page {
  readonly items: readonly unknown[];
  readonly total?: number;
}

/** Reads a list: a bare array, or one under `tickets`, `data` or `items` (or `name` of the caller), once more inside of these. `undefined` when it is no list. */
export function readPage(json: unknown, name = "tickets"): Page | undefined {
  if (Array.isArray(json)) return { items: json };
  const fields = asFields(json);
  const places = [name, "data", "items"].map((place) => fields?.[place]);
  const items = places.find(Array.isArray) ?? places.map((place) => asFields(place)?.[name]).find(Array.isArray);
  const total = fields?.["totalCount"];
  if (items === undefined) return undefined;
  return typeof total === "number" && Number.isSafeInteger(total) ? { items, total } : { items };
}

/** An id wherever it is: the text itself, or `id` or `_id` of an object. Only letters, digits, `-` and `_`, as it becomes part of addresses. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === "string") return /^[\w-]{1,64}$/.test(value) ? value : undefined;
  const fields = asFields(value);
  if (fields === undefined) return undefined;
  return [fields["id"], fields["_id"]].map((id) => (typeof id === "string" ? idOf(id) : undefined)).find((id) => id !== undefined);
}

const SEGMENTS: Readonly<Record<string, string>> = {
  BUG: "bugs",
  INQUIRY: "inquiries",
  FEATURE_REQUEST: "feature-requests",
  CRASH: "crashes",
};

/** The ticket's page in Gleap's dashboard. Boards of a team's own type stand under the type in lower case; without a type it is the inbox. */
export function dashboardUrl(projectId: string, type: string, id: string): string {
  const segment = (Object.hasOwn(SEGMENTS, type) ? SEGMENTS[type] : undefined) ?? (type === "" ? "inbox" : type.toLowerCase());
  const parts = [projectId, segment, id].map((part) => encodeURIComponent(part.toWellFormed()));
  return `https://app.gleap.io/projects/${parts.join("/")}`;
}

function unwrap(json: unknown, depth: number): Fields | undefined {
  const fields = asFields(json);
  if (fields === undefined || depth === 0 || idOf(fields) !== undefined) return fields;
  return ["ticket", "data", "item"].map((name) => unwrap(fields[name], depth - 1)).find((inner) => inner !== undefined);
}

const TEXTS = ["form", "formData", "plainContent", "description"];

/** Where the text is found first by those who read tickets in production: the rendered form, the form's data, then the plain fields. */
function descriptionOf(fields: Fields): string {
  const form = asFields(asFields(fields["form"])?.["description"])?.["value"];
  const candidates = [form, asFields(fields["formData"])?.["description"], fields["plainContent"], fields["description"]];
  return candidates.map(flatten).find((text) => text.trim() !== "") ?? "";
}

/** A MongoDB id begins with its creation time in seconds (https://www.mongodb.com/docs/manual/reference/method/ObjectId/), for lists that leave the time out. */
function timeOf(value: unknown, id: string): string {
  const given = typeof value === "string" || typeof value === "number" ? new Date(value) : new Date(Number.NaN);
  const time = !Number.isNaN(given.getTime())
    ? given
    : new Date(/^[\da-f]{24}$/i.test(id) ? Number.parseInt(id.slice(0, 8), 16) * 1_000 : Number.NaN);
  return Number.isNaN(time.getTime()) ? "" : time.toISOString();
}

function isThere(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== false && value !== "";
}

function linkedOf(value: unknown): Existing["linked"] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const id = idOf(entry);
    const tags = asFields(entry)?.["tags"];
    if (id === undefined) return [];
    return [Array.isArray(tags) ? { id, tags: tags.filter((tag) => typeof tag === "string") } : { id }];
  });
}

function secretsOf(fields: Fields): string[] {
  const linked = Array.isArray(fields["linkedTickets"]) ? fields["linkedTickets"].map(asFields) : [];
  const holders = [fields, ...linked, asFields(fields["duplicateOf"])];
  return holders
    .flatMap((holder) => [asText(holder?.["shareToken"]), asText(holder?.["secretShareToken"])])
    .filter((token) => token !== undefined);
}
