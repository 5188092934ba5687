/**
 * YAML with places: the value, and the line and column of every key and value, so that a message can point at what is wrong.
 *
 * js-yaml because it is half the size of `yaml`; its events carry offsets (https://www.npmjs.com/package/js-yaml). Import this file with
 * `await import(...)`, where there is something to parse.
 */
import { constructFromEvents, EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from "js-yaml";

/** Line and column, both counted from one. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Keys and indexes that lead from the root to a value. */
export type Path = readonly (string | number)[];

/** A document that was read. An empty one has the value `null`. */
export interface YamlDocument {
  readonly ok: true;
  readonly value: unknown;
  /** Where the value at a path stands, or its key. A path that is not in the text gets the place of its nearest ancestor. */
  readonly place: (path: Path, part: "key" | "value") => Place;
}

/** Why a text is not read. `what` is half a sentence without a place. */
export interface YamlFault {
  readonly ok: false;
  readonly place: Place;
  readonly what: string;
}

/** Longest text that is read, in UTF-8 bytes. */
export const YAML_BYTES = 256 * 1024;

/** Values in a document once its aliases are followed; far above any config, far below what an alias bomb wants. */
const MOST_NODES = 10_000;
const MOST_LEVELS = 32;

/**
 * Reads one YAML document (YAML 1.2 core schema; JSON is YAML). Refused with a place: more than 256 kB, several documents, duplicate keys, merge keys, keys that
 * are not plain values, `__proto__`, more than 32 levels or 10,000 values (aliases followed), and whatever is not YAML. Never throws.
 */
export function parseYaml(text: string): YamlDocument | YamlFault {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const lines = lineStarts(source);
  const fault = (offset: number, what: string): YamlFault => ({ ok: false, place: placeAt(lines, offset), what });
  if (Buffer.byteLength(source) > YAML_BYTES) return fault(0, "is longer than 256 kB");
  try {
    const events = parseEvents(source, { maxDepth: MOST_LEVELS });
    const offsets = survey(source, events);
    const value = constructFromEvents(events, { source })[0] ?? null;
    return { ok: true, value, place: (path, part) => placeAt(lines, lookUp(offsets, path, part)) };
  } catch (error) {
    if (error instanceof Refusal) return fault(error.offset, error.message);
    // js-yaml asks to catch everything; what is not its own exception is a text that it did not expect.
    if (!(error instanceof YAMLException)) return fault(0, "cannot be read as YAML");
    return fault(error.mark?.position ?? 0, `is not valid YAML: ${error.reason}`);
  }
}

/** What the library would let pass. It never leaves this file. */
class Refusal extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

interface Offsets {
  readonly key?: number;
  readonly value: number;
}

interface Walk {
  readonly source: string;
  readonly events: readonly Event[];
  readonly offsets: Map<string, Offsets>;
  /** Name of an anchor, and how many values it stands for; set when its value is complete. */
  readonly anchors: Map<string, number>;
  next: number;
  /** Offset of the newest thing seen: an empty value has none of its own. */
  last: number;
  nodes: number;
}

/** Goes once over the events: notes where everything stands and refuses what is not wanted. */
function survey(source: string, events: readonly Event[]): ReadonlyMap<string, Offsets> {
  const walk: Walk = { source, events, offsets: new Map(), anchors: new Map(), next: 0, last: 0, nodes: 0 };
  if (events.length === 0) return walk.offsets;
  walk.next = 1;
  walkNode(walk, [], undefined);
  // Behind the document's own end there is only another document.
  const more = events[walk.next + 2];
  if (more !== undefined) throw new Refusal(startOf(more, walk.last), "holds several documents; only one is read");
  return walk.offsets;
}

function walkNode(walk: Walk, path: Path, key: number | undefined): void {
  const event = walk.events[walk.next++];
  if (event === undefined) return;
  const offset = startOf(event, walk.last);
  walk.last = offset;
  walk.offsets.set(JSON.stringify(path), key === undefined ? { value: offset } : { key, value: offset });
  const before = walk.nodes;
  count(walk, event, offset);
  if (event.type === EVENT_ID.MAPPING) walkMapping(walk, path);
  if (event.type === EVENT_ID.SEQUENCE) walkSequence(walk, path);
  const anchor = anchorOf(walk.source, event);
  if (anchor !== undefined && event.type !== EVENT_ID.ALIAS) walk.anchors.set(anchor, walk.nodes - before);
}

function count(walk: Walk, event: Event, offset: number): void {
  const anchor = anchorOf(walk.source, event);
  const size = event.type === EVENT_ID.ALIAS ? walk.anchors.get(anchor ?? "") : 1;
  if (size === undefined) throw new Refusal(offset, `has an alias \`*${anchor ?? ""}\` without a finished anchor before it`);
  walk.nodes += size;
  if (walk.nodes > MOST_NODES) throw new Refusal(offset, `holds more than ${MOST_NODES} values, aliases followed`);
  // An anchor that is written again means its new value from here on.
  if (anchor !== undefined && event.type !== EVENT_ID.ALIAS) walk.anchors.delete(anchor);
}

function walkSequence(walk: Walk, path: Path): void {
  for (let index = 0; !atPop(walk); index++) walkNode(walk, [...path, index], undefined);
  walk.next += 1;
}

function walkMapping(walk: Walk, path: Path): void {
  const seen = new Map<string, number>();
  while (!atPop(walk)) {
    const event = walk.events[walk.next++];
    const offset = event === undefined ? walk.last : startOf(event, walk.last);
    walk.last = offset;
    if (event?.type !== EVENT_ID.SCALAR) throw new Refusal(offset, "has a key that is not plain text");
    const key = getScalarValue(walk.source, event);
    if (key === "__proto__") throw new Refusal(offset, "has the key `__proto__`, which is not allowed");
    if (key === "<<" && event.style === SCALAR_STYLE.PLAIN)
      throw new Refusal(offset, "has a merge key `<<`, which is not read; write the keys out");
    const first = seen.get(key);
    if (first !== undefined) throw new Refusal(offset, `has the key ${JSON.stringify(key)} twice`);
    seen.set(key, offset);
    walkNode(walk, [...path, key], offset);
  }
  walk.next += 1;
}

function atPop(walk: Walk): boolean {
  const event = walk.events[walk.next];
  return event === undefined || event.type === EVENT_ID.POP;
}

function anchorOf(source: string, event: Event): string | undefined {
  if (!("anchorStart" in event) || event.anchorStart < 0) return undefined;
  return source.slice(event.anchorStart, event.anchorEnd);
}

/** Where an event begins as a reader sees it: at the quote, the `*`, the bracket. */
function startOf(event: Event, otherwise: number): number {
  switch (event.type) {
    case EVENT_ID.SCALAR: {
      const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
      return event.valueStart < 0 ? otherwise : event.valueStart - (quoted ? 1 : 0);
    }
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    default:
      return otherwise;
  }
}

function lookUp(offsets: ReadonlyMap<string, Offsets>, path: Path, part: "key" | "value"): number {
  for (let length = path.length; length >= 0; length--) {
    const found = offsets.get(JSON.stringify(path.slice(0, length)));
    if (found !== undefined) return part === "key" ? (found.key ?? found.value) : found.value;
  }
  return 0;
}

function lineStarts(source: string): number[] {
  return [0, ...Array.from(source.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length)];
}

function placeAt(lines: readonly number[], offset: number): Place {
  let line = lines.length;
  while (line > 1 && (lines[line - 1] ?? 0) > offset) line -= 1;
  return { line, column: offset - (lines[line - 1] ?? 0) + 1 };
}
