/** Which item of the list is which of those that stand in its ticket. Both change between two runs: the file, its variables, and what people do to the text. */
import type { ReadItem } from "./text.ts";

/** An item of the list, as far as it is known by its words. */
export interface Wanted {
  readonly section: string;
  readonly text: string;
  readonly nth: number;
  /** The text with its variables as tags. */
  readonly raw: string;
}

/** An item in the ticket that is one of the list. `remark`: what people wrote behind it, with the space before it; mostly empty. */
export interface Match {
  readonly read: ReadItem;
  readonly remark: string;
}

/** Who is who. */
export interface Matching<T extends Wanted> {
  readonly of: ReadonlyMap<T, Match>;
  /** Items in the ticket that are on the list no more. */
  readonly gone: readonly ReadItem[];
  /** Those of which it cannot be said which item of the list they are. */
  readonly unclear: readonly ReadItem[];
}

type Fits<T> = (item: T, read: ReadItem) => boolean;
/** What fits may depend on which other items are left. */
type Way = (left: readonly Wanted[]) => Fits<Wanted>;

/**
 * An item is the one with the same section, text and number. What is left on both sides is the same where it can be nothing else: by its text alone, by its
 * text with other values in its variables, or by its text with a remark behind it. A pair is made only where neither side has another choice, so a tick
 * may be lost where texts are alike, and none is given to an item that was not ticked.
 */
export function matchItems<T extends Wanted>(items: readonly T[], read: readonly ReadItem[]): Matching<T> {
  const pairs = new Map<T, Match>();
  const taken = new Set<ReadItem>();
  const left = () => ({ items: items.filter((item) => !pairs.has(item)), read: read.filter((one) => !taken.has(one)) });
  for (const way of WAYS) {
    const now = left();
    for (const [item, one] of onlyChoices(now.items, now.read, way(now.items))) {
      pairs.set(item, { read: one, remark: way === byRemark && one.joined !== true ? one.text.slice(item.text.length) : "" });
      taken.add(one);
    }
  }
  const end = left();
  const rest = { ...end, read: end.read.filter(({ loose }) => loose !== true) };
  const ways = WAYS.map((way) => way(rest.items));
  const unclear = rest.read.filter((one) => rest.items.some((item) => ways.some((fits) => fits(item, one))));
  return {
    of: pairs,
    gone: rest.read.filter((one) => !unclear.includes(one)),
    unclear,
  };
}

const byValues: Way = (left) => {
  const parts = new Map(left.map((item) => [item, partsOf(item.raw)]));
  return (item, read) => isFilledIn(parts.get(item) ?? [], read.text);
};

const byRemark: Way = (left) => (item, read) =>
  isRemarked(item, read) && !left.some((other) => other.text.length > item.text.length && isRemarked(other, read));

/** How an item is known again, the surest way first. */
const WAYS: readonly Way[] = [
  () => (item, read) => item.text === read.text && item.nth === read.nth && item.section === read.section,
  () => (item, read) => item.text === read.text,
  byValues,
  byRemark,
];

function onlyChoices<T>(items: readonly T[], read: readonly ReadItem[], fits: Fits<T>): readonly (readonly [T, ReadItem])[] {
  return items.flatMap((item) => {
    const [first, ...more] = read.filter((one) => fits(item, one));
    const isOnly = first !== undefined && more.length === 0 && !items.some((other) => other !== item && fits(other, first));
    return isOnly ? [[item, first] as const] : [];
  });
}

/** The words go on behind the item's own, and not in the middle of one. */
function isRemarked({ text }: Wanted, read: ReadItem): boolean {
  return read.text.length > text.length && read.text.startsWith(text) && /^[^\p{L}\p{N}_]/u.test(read.text.slice(text.length));
}

const TAG = /\{\{\{[^\n]*?\}\}\}|\{\{[^\n]*?\}\}/;

/** What stands between the tags of a text; nothing where it has none, or where nothing is said between them. */
function partsOf(raw: string): readonly string[] {
  const parts = ` ${raw.normalize("NFC")} `.replace(/\s+/gu, " ").split(TAG);
  return parts.length > 1 && /[\p{L}\p{N}]/u.test(parts.join("")) ? parts : [];
}

/** Whether a text is made of these parts with some value, or none, between them. */
function isFilledIn(parts: readonly string[], text: string): boolean {
  if (parts.length === 0) return false;
  const whole = ` ${text} `;
  let at = 0;
  for (const [index, part] of parts.entries()) {
    // Of no value only one of the two spaces around it is left.
    const from = part.startsWith(" ") && at > 0 && whole[at - 1] === " " ? at - 1 : at;
    const found = index === parts.length - 1 ? whole.length - part.length : whole.indexOf(part, from);
    if (found < from || !whole.startsWith(part, found) || (index === 0 && found > 0)) return false;
    at = found + part.length;
  }
  return true;
}
