import { asFields, asText, cut } from "./json.ts";

/** What an error answer says: one cleaned line, and the fields it complains about. */
export interface Said {
  readonly text: string;
  readonly fields: readonly string[];
}

const MAX_SAID = 300;
/** Enough to find a sentence in; the rest of a stranger's megabytes is not looked at. */
const MAX_READ = 20_000;

/**
 * Reads an error body of any shape: `error.message`, `message`, `error`, joined `fields[*].message`, else the text itself (of an HTML page without its tags).
 * Gleap's errors are not uniform and may not be JSON. Credentials are taken out, control and bidirectional characters too; 300 characters at most.
 */
export function readSaid(text: string, json: unknown, secrets: readonly string[]): Said {
  const body = asFields(json);
  const error = asFields(body?.["error"]);
  const complaints = Object.entries(asFields(body?.["fields"]) ?? asFields(error?.["fields"]) ?? {}).slice(0, 20);
  const ofFields = complaints
    .map(([name, value]) => `${lastPart(name)}: ${asText(asFields(value)?.["message"]) ?? asText(value) ?? "not accepted"}`)
    .join("; ");
  const general = asText(error?.["message"]) ?? asText(body?.["message"]) ?? asText(body?.["error"]);
  // "Validation Failed" alone helps nobody, so what is said about the fields stands behind it.
  const found = [general, asText(ofFields)].filter((part) => part !== undefined).join(" - ");
  return { text: clean(found === "" ? plain(text) : found, secrets), fields: complaints.map(([name]) => clean(lastPart(name), secrets)) };
}

/** One line without control and bidirectional characters and without credentials, cut to 300 characters. */
export function clean(text: string, secrets: readonly string[]): string {
  const line = text
    .slice(0, MAX_READ)
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu, " ");
  return cut(withoutSecrets(line, secrets).trim(), MAX_SAID);
}

const CREDENTIALS = [/\beyJ[\w-]*(?:\.[\w-]*)*/g, /\bBearer\s+\S+/gi, /(?<=share_?token\W{1,8})[\w.-]+/gi];

function withoutSecrets(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const secret of secrets) if (secret !== "") result = result.replaceAll(secret, "[redacted]");
  for (const pattern of CREDENTIALS) result = result.replace(pattern, "[redacted]");
  return result;
}

/** `requestBody.priority` is the field `priority`. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1) || name;
}

function plain(text: string): string {
  const start = text.slice(0, MAX_READ);
  if (!start.startsWith("<")) return start;
  return start.replace(/<(script|style)\b[^>]*>[^<]*/gi, " ").replace(/<[^<>]*>?/g, " ");
}
