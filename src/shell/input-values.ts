/** How the text of one input becomes a value. Pure: what is wrong comes back as a sentence. */

import { checkFields, HAVE_INPUTS } from "../gleap/fields.ts";
import { mayCarryCredentials } from "../network.ts";
import { choice, expectation, keyText, shown } from "../problem.ts";
import { nearest } from "../tickets/nearest.ts";
import { tagExpectation } from "../tickets/tags.ts";
import { checkTemplate } from "../tickets/templates.ts";
import type { NeedResult } from "./inputs.ts";

/** A value, or the sentences that say what is wrong with the text. */
export type Parsed<T> = { readonly value: T } | { readonly wrong: readonly string[] };

const LONGEST_TEXT = 200;

function wrong(expected: string, text: string, suggestion?: string): { readonly wrong: readonly string[] } {
  return { wrong: [expectation(expected, shown(text), suggestion)] };
}

/** Exactly the words that YAML 1.2 has for a boolean, as the runner's own toolkit reads them. */
export function parseFlag(text: string): Parsed<boolean> {
  if (["true", "True", "TRUE"].includes(text)) return { value: true };
  if (["false", "False", "FALSE"].includes(text)) return { value: false };
  return wrong("`true` or `false`", text, nearest(text, ["true", "false"]));
}

export function parseChoice<const T extends readonly string[]>(text: string, names: T): Parsed<T[number]> {
  const value = names.find((name) => name === text);
  return value === undefined ? wrong(choice(names), text, nearest(text, names)) : { value };
}

/** A positive whole number of at most `digits` digits. */
export function parseNumber(text: string, expected: string, digits: number): Parsed<number> {
  return /^[1-9]\d*$/.test(text) && text.length <= digits ? { value: Number(text) } : wrong(expected, text);
}

/** One line of at most 200 characters. */
export function parseLine(text: string): Parsed<string> {
  if (text.length > LONGEST_TEXT) return wrong(`text of at most ${LONGEST_TEXT} characters`, text);
  return /\p{Cc}/u.test(text) ? wrong("one line of text", text) : { value: text };
}

export function parseTemplate(text: string, known: readonly string[]): Parsed<string> {
  const problem = checkTemplate(text, known);
  return problem === undefined ? { value: text } : { wrong: [problem] };
}

/** Tags between commas or line breaks; empty ones are dropped, repeats too. */
export function parseTags(text: string): Parsed<readonly string[]> {
  const tags = [
    ...new Set(
      text
        .split(/[,\r\n]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ""),
    ),
  ];
  const faults = tags.flatMap((tag) => {
    const expected = tagExpectation(tag);
    return expected === undefined ? [] : [expectation(expected, shown(tag))];
  });
  return faults.length === 0 ? { value: tags } : { wrong: faults };
}

/** One entry a line. */
export function parseLines(text: string): Parsed<readonly string[]> {
  return {
    value: text
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  };
}

/** What a header can carry; the message never quotes the text. */
export function parseSecret(text: string): Parsed<string> {
  if (/^bearer\s/i.test(text)) return { wrong: [expectation("the key alone", "a key with `Bearer` before it")] };
  return /^[\x21-\x7e]+$/.test(text) ? { value: text } : { wrong: [expectation("a key without spaces and line breaks", "other text")] };
}

/** An id as it stands in an address or a header. */
export function parseId(text: string): Parsed<string> {
  return /^[\x21-\x7e]{1,200}$/.test(text) ? { value: text } : wrong("an id without spaces", text);
}

/** An https address; http only on this machine itself. The message never quotes credentials or a query. */
export function parseUrl(text: string): Parsed<string> {
  const expected = "an https address like `https://api.gleap.io/v3`";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return { wrong: [expectation(expected, "text that is no address")] };
  if (url.username !== "" || url.password !== "") return { wrong: [expectation(expected, "an address with credentials in it")] };
  if (url.search !== "" || url.hash !== "") return { wrong: [expectation(expected, "an address with `?` or `#` in it")] };
  if (!mayCarryCredentials(url)) return wrong(expected, text);
  return { value: url.href.replace(/\/+$/, "") };
}

const RESULTS = ["success", "failure", "cancelled", "skipped"] as const;

/** `toJSON(needs)`: jobs by id with what became of them. `null` and `{}` are no jobs. */
export function parseNeeds(text: string): Parsed<Readonly<Record<string, NeedResult>> | undefined> {
  const expected = "`${{ toJSON(needs) }}`";
  const jobs = parseJson(text);
  if (jobs === null) return { value: undefined };
  if (!isMapping(jobs)) return { wrong: [expectation(expected, jobs === undefined ? "text that is no JSON" : shown(jobs))] };
  const entries: [string, NeedResult][] = [];
  const faults: string[] = [];
  for (const [id, job] of Object.entries(jobs)) {
    const said = isMapping(job) ? job["result"] : undefined;
    const result = RESULTS.find((name) => name === said);
    if (result === undefined) faults.push(`the result of ${shown(id)}: ${expectation(choice(RESULTS), shown(said))}`);
    else entries.push([id, { result }]);
  }
  if (faults.length > 0) return { wrong: faults };
  return { value: entries.length === 0 ? undefined : Object.fromEntries(entries) };
}

/** `toJSON(matrix)`: a mapping, or `null` outside a matrix. */
export function parseMatrix(text: string): Parsed<Readonly<Record<string, unknown>> | undefined> {
  const matrix = parseJson(text);
  if (matrix === null) return { value: undefined };
  if (isMapping(matrix)) return { value: matrix };
  return { wrong: [expectation("`${{ toJSON(matrix) }}`", matrix === undefined ? "text that is no JSON" : shown(matrix))] };
}

/** The `fields` input: a YAML mapping whose names and types are checked. The parser is loaded here, as few workflows have the input. */
export async function parseFields(text: string): Promise<Parsed<Readonly<Record<string, unknown>>>> {
  const { parseYaml } = await import("./yaml.ts");
  const document = parseYaml(text);
  if (!document.ok) return { wrong: [`line ${document.place.line}, column ${document.place.column}: the text ${document.what}`] };
  const { value } = document;
  if (value === null) return { value: {} };
  if (!isMapping(value)) return { wrong: [expectation("a YAML mapping", shown(value))] };
  const line = (name: string): string => `line ${document.place([name], "key").line}: \`${keyText(name)}\``;
  const own = Object.keys(value).filter((name) => HAVE_INPUTS.includes(name));
  const faults = checkFields(value).filter(({ name }) => !own.includes(name));
  const sentences = [
    ...own.map((name) => `${line(name)} has an input of its own; write it there`),
    ...faults.map(({ name, expected, found, suggestion }) => `${line(name)}: ${expectation(expected, found, suggestion)}`),
  ];
  return sentences.length === 0 ? { value } : { wrong: sentences };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
