/**
 * Variables in the checklist file: Mustache's `{{name}}`, `{{#name}}…{{/name}}` and `{{^name}}…{{/name}}`, a tag on one line.
 *
 * Written here and not left to the library, whose parser stops at the first fault and says of what is not closed only where the text ends: every wrong
 * line is to be named. Values are put in after Markdown was parsed, so that none can make an item or a check; what stands in for them until then is as
 * long as the tag, so that places stay those of the file.
 */
import { nearest } from "../tickets/nearest.ts";

/** A tag in the text; `stand` is what stands in for a value until it is filled in. */
interface Tag {
  readonly kind: "value" | "open" | "inverted" | "close" | "comment";
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** One thing that is wrong, and where: an offset into the text. */
export interface Fault {
  readonly offset: number;
  readonly what: string;
}

/** A text whose tags are known. */
export interface Scanned {
  /** Free of the characters that stand in for values. */
  readonly text: string;
  readonly tags: readonly Tag[];
  readonly faults: readonly Fault[];
}

const TAG = /\{\{\{(?<raw>[^\n]*?)\}\}\}|\{\{(?<sign>[&#^/!>=])?(?<inner>[^\n]*?)\}\}|\{\{/g;
/** Private characters (https://www.unicode.org/faq/private_use.html): the first of a stand-in says which tag it is of, the others fill it up. */
const FIRST = 0xe100;
const MOST = 0xf8ff - FIRST;
const FILLER = "\ue0ff";
const STAND = /([\ue100-\uf8ff])\ue0ff*/g;
const KINDS: Readonly<Record<string, Tag["kind"]>> = { "#": "open", "^": "inverted", "/": "close", "!": "comment" };

/** Finds the tags of a text, and everything that is wrong with them. `known`: the names that may be used; `elsewhere`: those that may be used in other texts. */
export function scan(raw: string, known: readonly string[], elsewhere: readonly string[] = []): Scanned {
  const text = raw.replace(/[\ue0ff-\uf8ff]/g, " ");
  const tags: Tag[] = [];
  const faults: Fault[] = [];
  const open: Tag[] = [];
  for (const match of text.matchAll(TAG)) {
    const [whole] = match;
    const { sign = "", raw: unescaped, inner = unescaped } = match.groups ?? {};
    const [start, end, name] = [match.index, match.index + whole.length, (inner ?? "").trim()];
    const tag: Tag = { kind: KINDS[sign] ?? "value", name, start, end };
    const what = inner === undefined ? "`{{` is not closed on its line" : faultOf(sign, whole, tag, { open, known, elsewhere });
    if (what === undefined) tags.push(tag);
    else faults.push({ offset: start, what });
    if (what === undefined && (tag.kind === "open" || tag.kind === "inverted")) open.push(tag);
    if (what === undefined && tag.kind === "close") open.pop();
  }
  faults.push(...open.map(({ start, name }) => ({ offset: start, what: `the section {{#${name}}} is not closed` })));
  if (tags.length > MOST) faults.push({ offset: 0, what: `holds more than ${MOST} tags` });
  return { text, tags: faults.length === 0 ? tags : tags.filter(({ kind }) => kind === "value" || kind === "comment"), faults };
}

interface Context {
  /** Sections that are not closed yet. */
  readonly open: readonly Tag[];
  readonly known: readonly string[];
  readonly elsewhere: readonly string[];
}

function faultOf(sign: string, whole: string, { kind, name }: Tag, { open, known, elsewhere }: Context): string | undefined {
  if (sign === ">") return `${whole} is a partial, which a checklist cannot have`;
  if (sign === "=") return `${whole} changes the delimiters, which a checklist cannot do`;
  if (kind === "comment") return undefined;
  if (kind === "close") return open.at(-1)?.name === name ? undefined : `${whole} closes a section that is not open here`;
  if (name === ".") return open.length > 0 ? undefined : `${whole} stands for the value of a section; there is none around it`;
  if (known.includes(name)) return undefined;
  if (elsewhere.includes(name)) return `${whole} can stand in the templates of title and description only`;
  const near = nearest(name, known);
  return `${whole} is not a known variable${near === undefined ? "" : `; did you mean {{${near}}}?`}`;
}

/** Names of the variables that a text uses. */
export function namesOf({ tags }: Scanned): readonly string[] {
  return [...new Set(tags.flatMap(({ kind, name }) => (kind === "comment" || name === "." ? [] : [name])))];
}

/** Names of the variables that decide what stands in a list: those in parts of it that `standIn` made, and those of sections. */
export function namesDeciding(parts: readonly string[], scanned: Scanned): readonly string[] {
  const within = parts.flatMap((part) =>
    Array.from(part.matchAll(STAND), ([, stand = ""]) => nameAt(scanned, stand.charCodeAt(0) - FIRST)),
  );
  const sections = scanned.tags.flatMap(({ kind, name }) => (kind === "open" || kind === "inverted" ? [name] : []));
  return [...new Set([...within, ...sections])];
}

/** The text with stand-ins for its values, without section tags and comments. `shows`: whether a section is to be seen. */
export function standIn({ text, tags }: Scanned, shows: (name: string, inverted: boolean) => boolean): string {
  let out = "";
  let at = 0;
  let hidden = 0;
  const put = (part: string) => {
    if (hidden === 0) out += part;
  };
  for (const [index, { kind, name, start, end }] of tags.entries()) {
    put(text.slice(at, start));
    at = end;
    if (kind === "value") put(`${String.fromCharCode(FIRST + index)}${FILLER.repeat(end - start - 1)}`);
    else if (kind === "close") hidden = Math.max(0, hidden - 1);
    else if (kind !== "comment" && (hidden > 0 || !shows(name, kind === "inverted"))) hidden += 1;
  }
  put(text.slice(at));
  return out;
}

/** A text, or a part of one that `standIn` made, with the values in. */
export function fillIn(part: string, scanned: Scanned, values: (name: string) => string): string {
  return part.replace(STAND, (_, stand: string) => values(nameAt(scanned, stand.charCodeAt(0) - FIRST)));
}

/** The same with the tags as they were written. */
export function restored(part: string, { text, tags }: Scanned): string {
  return part.replace(STAND, (_, stand: string) => {
    const tag = tags[stand.charCodeAt(0) - FIRST];
    return tag === undefined ? "" : text.slice(tag.start, tag.end);
  });
}

/** `{{.}}` is the value of the section around it. */
function nameAt({ tags }: Scanned, index: number): string {
  const tag = tags[index];
  if (tag?.name !== ".") return tag?.name ?? "";
  const around: string[] = [];
  for (const { kind, name } of tags.slice(0, index)) {
    if (kind === "open" || kind === "inverted") around.push(name);
    if (kind === "close") around.pop();
  }
  return around.at(-1) ?? "";
}
