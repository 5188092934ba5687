/**
 * What a ticket remembers of its failures: one line in its description. What stands above the line is ours, what stands below it is people's.
 *
 *     gleap-ticket/1 key=… count=… first=<run number>.<attempt> last=… sig=… jobs=<6 hex,…> wrote=<priority>,<title hash>,<tags hash>
 *
 * Behind these may stand `scope=`, `green=`, `shares=`, `links=` and `subject=`, each only where there is something to remember, and pairs of a mode or of
 * a newer version, which are kept as they are. Of a ticket that follows a subject (an issue, a checklist), `count` says how often it was opened, `first`
 * and `last` are the runs of ours that made and last wrote it.
 */
import { hash, isKey } from "./identity.ts";
import { isLater, momentText } from "./moment.ts";
import type { Moment } from "./types.ts";

/** Where the first error of a signature was read. Errors from different sources are not compared. */
export type ErrorSource = "log" | "log-file" | "annotation" | "none";

/** The managed fields as we last wrote them, as hashes but for the priority; `-` where the value is a person's from the start. */
export interface Wrote {
  readonly priority: string;
  readonly title: string;
  readonly tags: string;
}

export interface State {
  readonly key: string;
  /** How many failures (attempts of runs) the ticket has seen. */
  readonly count: number;
  readonly first: Moment;
  readonly last: Moment;
  /** As `writeSignature` gives it; empty if not known. */
  readonly signature: string;
  /** Hashes of the jobs that failed and were not seen to succeed since, sorted. */
  readonly jobs: readonly string[];
  readonly wrote: Wrote;
  /** Last 10 digits of the scope's key, where the ticket's own key is another one: lists without tags are matched by it. */
  readonly scope?: string;
  /** The green run that has been noted on the ticket without closing it. */
  readonly green?: Moment;
  /** Last 10 digits of the keys of the groups that share this ticket since there were more than `max-tickets` of them, sorted. */
  readonly shares: readonly string[];
  /** Ids of tickets that this one is linked to by us. */
  readonly links: readonly string[];
  /** What the subject was when the ticket was last written. */
  readonly subject?: "open" | "closed";
  /** All other pairs, in their order: those of a mode or of a newer version. Keys are `[a-z][a-z0-9-]*`, values printable ASCII without spaces. */
  readonly extra: readonly (readonly [string, string])[];
  /** The number behind `gleap-ticket/`. */
  readonly version: number;
}

/** A description taken apart. `state` is missing where there is a state line that cannot be read. */
export interface Reading {
  readonly state?: State;
  readonly above: string;
  readonly below: string;
}

/** What `wrote=` says where every current value is a person's. */
export const WROTE_NOTHING: Wrote = { priority: "-", title: "-", tags: "-" };

/** The state line names at most so many jobs (and groups): beyond, the first ones by hash stand for the rest. */
const MOST_HASHES = 256;

const KNOWN = ["key", "count", "first", "last", "sig", "jobs", "wrote", "scope", "green", "shares", "links", "subject"];
const LINE = /gleap-ticket\/(\d{1,9})((?:[^\S\r\n]+[a-z][a-z0-9-]*=\S*)*)(?![^\s])[^\S\r\n]*(?:\r\n|[\r\n])?/;
const MARK = /gleap-ticket\/(?=\d)/g;
const MOMENT = /^(\d{1,15})\.(\d{1,6})$/;
const ID = /^[0-9A-Za-z_-]{1,64}$/;
const KEY_END = /^[0-9a-f]{10}$/;

/** The state line, without a line end. Pairs in `extra` that the line could not be read back with are left out. */
export function writeState(state: State): string {
  const { key, count, first, last, signature, wrote } = state;
  const pairs: (readonly [string, string])[] = [
    ["key", key],
    ["count", String(count)],
    ["first", momentText(first)],
    ["last", momentText(last)],
    ["sig", signature],
    ["jobs", state.jobs.join(",")],
    ["wrote", `${wrote.priority},${wrote.title},${wrote.tags}`],
  ];
  if (state.scope !== undefined) pairs.push(["scope", state.scope]);
  if (state.green !== undefined) pairs.push(["green", momentText(state.green)]);
  if (state.shares.length > 0) pairs.push(["shares", state.shares.join(",")]);
  if (state.links.length > 0) pairs.push(["links", state.links.join(",")]);
  if (state.subject !== undefined) pairs.push(["subject", state.subject]);
  for (const [name, value] of state.extra) {
    if (!KNOWN.includes(name) && /^[a-z][a-z0-9-]*$/.test(name) && /^[!-~]*$/.test(value)) pairs.push([name, value]);
  }
  return [`gleap-ticket/${state.version}`, ...pairs.map(([name, value]) => `${name}=${value}`)].join(" ");
}

/**
 * Takes a description apart at its state line. The line may stand anywhere, with any line ends and with other text on the same line; of
 * several lines the first is ours, since `disarm` keeps one out of our text and people's text comes below. `undefined`: there is none.
 */
export function readState(description: string): Reading | undefined {
  const match = LINE.exec(description);
  if (match === null) return undefined;
  const reading = { above: description.slice(0, match.index), below: description.slice(match.index + match[0].length) };
  const state = parse(Number(match[1]), match[2] ?? "");
  return state === undefined ? reading : { ...reading, state };
}

/** Text from strangers that goes above the state line, freed of anything that could be read as one. */
export function disarm(text: string): string {
  return text.replace(MARK, "gleap-ticket ");
}

/** The scope as the state of a ticket with this key holds it: nothing where the key is the scope. */
export function scopeIn(key: string, scope: string): Pick<State, "scope"> {
  return key === scope ? {} : { scope: scope.slice(-10) };
}

/** How `wrote=` holds a title. */
export function titleHash(title: string): string {
  return hash(title, 8);
}

/** How `wrote=` holds tags; order and repetition do not matter. */
export function tagsHash(tags: readonly string[]): string {
  return hash(JSON.stringify([...new Set(tags)].toSorted()), 8);
}

/** Job hashes as a state holds them: sorted, each once, bounded. */
export function hashList(hashes: Iterable<string>): readonly string[] {
  return [...new Set(hashes)].toSorted().slice(0, MOST_HASHES);
}

/**
 * The signature of a failure, `<12 hex>:<source>:<12 hex>`.
 * `groups`: what failed and how (groups, failed steps, class), in any order; `error`: the stable form of the first error, empty if none.
 */
export function writeSignature(groups: readonly string[], error: string, source: ErrorSource): string {
  const what = hash(JSON.stringify([...new Set(groups)].toSorted()), 12);
  return source === "none" || error === "" ? `${what}:none:-` : `${what}:${source}:${hash(error, 12)}`;
}

/** Whether two signatures are of the same failure: the same groups and, where both errors come from the same source, the same error. */
export function sameFailure(a: string, b: string): boolean {
  const [whatA = "", sourceA, errorA] = a.split(":");
  const [whatB = "", sourceB, errorB] = b.split(":");
  return whatA !== "" && whatA === whatB && (sourceA !== sourceB || errorA === errorB);
}

function parse(version: number, text: string): State | undefined {
  const pairs = new Map<string, string>();
  for (const pair of text.trim().split(/\s+/)) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, Math.max(at, 0));
    if (name !== "" && !pairs.has(name)) pairs.set(name, pair.slice(at + 1));
  }
  const key = pairs.get("key") ?? "";
  const count = Number(/^\d{1,9}$/.exec(pairs.get("count") ?? "")?.[0] ?? 0);
  const last = readMoment(pairs.get("last"));
  if (!isKey(key) || count < 1 || last === undefined) return undefined;
  const first = readMoment(pairs.get("first")) ?? last;
  const green = readMoment(pairs.get("green"));
  const [scope] = list(pairs.get("scope"), KEY_END);
  const subject = pairs.get("subject");
  return {
    key,
    count,
    first: isLater(first, last) ? last : first,
    last,
    signature: /^[0-9a-f]{12}:[a-z-]+:[0-9a-f-]{1,12}$/.exec(pairs.get("sig") ?? "")?.[0] ?? "",
    jobs: hashList(list(pairs.get("jobs"), /^[0-9a-f]{6}$/)),
    wrote: readWrote(pairs.get("wrote")),
    ...(scope === undefined ? {} : { scope }),
    ...(green === undefined ? {} : { green }),
    shares: hashList(list(pairs.get("shares"), KEY_END)),
    links: list(pairs.get("links"), ID),
    ...(subject === "open" || subject === "closed" ? { subject } : {}),
    extra: [...pairs].filter(([name, value]) => !KNOWN.includes(name) && /^[!-~]*$/.test(value)),
    version,
  };
}

function readWrote(text = ""): Wrote {
  const [, priority, title, tags] = /^(LOW|MEDIUM|HIGH|-),([0-9a-f]{8}|-),([0-9a-f]{8}|-)$/.exec(text) ?? [];
  if (priority === undefined || title === undefined || tags === undefined) return WROTE_NOTHING;
  return { priority, title, tags };
}

function list(text: string | undefined, shape: RegExp): readonly string[] {
  return (text ?? "").split(",").filter((entry) => shape.test(entry));
}

function readMoment(text: string | undefined): Moment | undefined {
  const [, run, attempt] = MOMENT.exec(text ?? "") ?? [];
  return run === undefined || attempt === undefined ? undefined : { run: Number(run), attempt: Number(attempt) };
}
