/** The kinds of values that the config file has, each with a phrase for what it expects. */
import * as z from "zod/mini";
import { checkFields, HAVE_INPUTS, REFUSED_IN_CONFIG } from "./gleap/fields.ts";
import { choice, expectation, shown, statusProblem } from "./problem.ts";
import { CONDITIONS, type Condition } from "./tickets/conditions.ts";
import { type ConditionValue, parseComparison } from "./tickets/matching.ts";
import { parsePattern } from "./tickets/patterns.ts";
import { tagExpectation } from "./tickets/tags.ts";
import { checkTemplate } from "./tickets/templates.ts";
import { type TemplateMode, VARIABLES } from "./tickets/variables.ts";

const LONGEST_TEXT = 200;
const LONGEST_TEMPLATE = 20_000;
const DURATION = /^[1-9]\d{0,3}[mhdw]$/;

/** The same schema, with the description that the README and the JSON Schema show. */
export function told<T extends z.ZodMiniType>(schema: T, description: string): T {
  z.globalRegistry.add(schema, { description });
  return schema;
}

/** A mapping with exactly these keys. The message of an unknown key is the list of the known ones. */
export function mapping<T extends Readonly<Record<string, z.ZodMiniType>>>(shape: T) {
  return z.strictObject(shape, { error: (issue) => (issue.code === "unrecognized_keys" ? choice(Object.keys(shape)) : "a mapping") });
}

/** A mapping that may be left out; its own defaults hold then. */
export function section<T extends Readonly<Record<string, z.ZodMiniType>>>(shape: T, description: string) {
  // The cast to `never` is about inference alone: every key of a section is optional, so `{}` is an input.
  return told(z.prefault(mapping(shape), {} as never), description);
}

export function text() {
  return z
    .string({ error: "text" })
    .check(z.regex(/\S/, { error: "text" }), z.maxLength(LONGEST_TEXT, { error: `text of at most ${LONGEST_TEXT} characters` }));
}

export function flag() {
  return z.boolean({ error: "`true` or `false`" });
}

export function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, { error: choice(values) });
}

export function priority() {
  return oneOf(["LOW", "MEDIUM", "HIGH"]);
}

/** A whole number in a closed range. */
export function whole(least: number, most: number) {
  const error = `a whole number from ${least} to ${most}`;
  return z.int({ error }).check(z.minimum(least, { error }), z.maximum(most, { error }));
}

/** `30m`, `12h`, `2d`, `1w`. */
export function duration() {
  const error = "a duration like `30m`, `12h`, `2d` or `1w`";
  return z.string({ error }).check(z.regex(DURATION, { error }));
}

/** A label of GitHub, which has 50 characters at most; empty for none. */
export function label() {
  const error = "a label of at most 50 characters on one line";
  return z.string({ error }).check(z.regex(/^(?!\s)[^\p{Cc}]{0,50}(?<!\s)$/u, { error }));
}

/** A tag of the team's own. */
export function tag() {
  return z.string({ error: "text" }).check((payload) => {
    const expected = tagExpectation(payload.value);
    if (expected !== undefined) payload.issues.push(sentence(payload.value, expectation(expected, shown(payload.value))));
  });
}

/** A glob or `/regular expression/flags`, with an optional `!` before it. */
export function pattern() {
  return z.string({ error: "text" }).check((payload) => {
    const parsed = parsePattern(payload.value);
    if ("problem" in parsed) payload.issues.push(sentence(payload.value, `the pattern ${JSON.stringify(payload.value)} ${parsed.problem}`));
  });
}

/** A template with the variables of a mode. */
export function template(mode: TemplateMode) {
  const known = VARIABLES[mode].map(({ name }) => name);
  return z
    .string({ error: "text" })
    .check(
      z.regex(/\S/, { error: "text" }),
      z.maxLength(LONGEST_TEMPLATE, { error: `text of at most ${LONGEST_TEMPLATE} characters` }),
      (payload) => {
        const problem = checkTemplate(payload.value, known);
        if (problem !== undefined) payload.issues.push(sentence(payload.value, problem));
      },
    );
}

export function array<T extends z.ZodMiniType>(item: T) {
  return z.array(item, { error: "a list" });
}

/** One value or a list of them; always a list when parsed. */
export function list(item: () => z.ZodMiniType<string>, least = 0) {
  const error = "text or a list of texts";
  const many = z.array(item(), { error }).check(z.minLength(least, { error: "at least one entry" }));
  return z.pipe(
    z.union([item(), many], { error }),
    z.transform((value: string | string[]) => (typeof value === "string" ? [value] : value)),
  );
}

/** Any other field of `POST /tickets`. */
export function fields() {
  return z.record(z.string(), z.unknown(), { error: "a mapping" }).check((payload) => {
    const { value } = payload;
    for (const name of Object.keys(value)) {
      const problem = refusal(name);
      if (problem !== undefined) payload.issues.push({ ...sentence(value[name], problem), path: [name] });
    }
    for (const { name, expected, found, suggestion } of checkFields(value)) {
      if (refusal(name) === undefined)
        payload.issues.push({ ...sentence(value[name], expectation(expected, found, suggestion)), path: [name] });
    }
  });
}

function refusal(name: string): string | undefined {
  if (HAVE_INPUTS.includes(name)) return `\`${name}\` is not set through \`fields\`; it has a key of its own`;
  // A pull request can bring a config file; it must not tie tickets to customers or other projects.
  if (REFUSED_IN_CONFIG.includes(name))
    return `\`${name}\` may be set by the \`fields\` input of the workflow only, not in the config file`;
  return undefined;
}

/** The conditions of a mode: text as patterns, numbers as comparisons. */
export function when(mode: TemplateMode) {
  return mapping(
    Object.fromEntries(CONDITIONS[mode].map(({ name, kind, description }) => [name, told(z.exactOptional(condition(kind)), description)])),
  );
}

function condition(kind: Condition["kind"]): z.ZodMiniType<ConditionValue> {
  if (kind === "boolean") return flag();
  if (kind === "number") return oneOrMany(comparison, "a number or a comparison like `>=3`");
  return oneOrMany(pattern, "text or a list of texts");
}

function oneOrMany(item: () => z.ZodMiniType<string | number>, error: string) {
  return z.union([item(), z.array(item(), { error }).check(z.minLength(1, { error: "at least one entry" }))], { error });
}

function comparison() {
  const error = "a number or a comparison like `>=3`";
  const written = z.string({ error }).check(z.refine((value) => parseComparison(value) !== undefined, { error }));
  return z.union([z.number({ error }), written], { error });
}

/**
 * No status of a new ticket may be one of those that mean closed: such a ticket is born closed, and every failing run makes one more. Looked at
 * even where something else of the file is wrong, so nothing is sure to be there.
 */
export function bornOpen() {
  return z.check(
    (payload) => {
      const closed = at(payload.value, "ticket", "closed");
      if (!Array.isArray(closed)) return;
      for (const path of statusPaths(payload.value)) {
        const status = at(payload.value, ...path);
        const problem = typeof status === "string" ? statusProblem(status, closed) : undefined;
        if (problem !== undefined) payload.issues.push({ ...sentence(status, problem), path });
      }
    },
    { when: () => true },
  );
}

/** Every place of the file that can give a new ticket its status. */
function statusPaths(config: unknown): (string | number)[][] {
  const ofModes = ["failure", "checklist", "triage"].flatMap((mode) => {
    const rules = at(config, mode, "rules");
    const ofRules = (Array.isArray(rules) ? rules : []).map((_, index) => [mode, "rules", index, "status"]);
    return [[mode, "ticket", "status"], ...ofRules];
  });
  return [["ticket", "status"], ...ofModes];
}

function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const key of path)
    here =
      typeof here === "object" && here !== null && Object.hasOwn(here, key)
        ? (here as Readonly<Record<string | number, unknown>>)[key]
        : undefined;
  return here;
}

/** An issue whose message is a whole sentence, not a phrase for what was expected. */
function sentence(input: unknown, message: string) {
  return { code: "custom", input, message, path: [] as PropertyKey[], params: { sentence: true } } as const;
}
