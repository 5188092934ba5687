/** What a note says of items that were known before: sentences, bounded. */
import { isKept } from "./kept.ts";
import type { Matching, Wanted } from "./match.ts";
import { named } from "./phrases.ts";
import { LEFT_LIST, type ReadItem } from "./text.ts";

const MOST_NAMED = 20;
const LONGEST_LINE = 1_000;

/** What is no longer on the list. */
export function removedBy({ gone: all, unclear }: Matching<Wanted>): readonly string[] {
  const gone = all.filter(({ section }) => section !== LEFT_LIST);
  return [
    ...sentence("Removed from the list, ticked before", gone.filter(isTicked)),
    ...sentence(
      "Removed from the list, open before",
      gone.filter((item) => !isTicked(item)),
    ),
    ...sentence("Could not be told from its like any more, ticked before", unclear.filter(isTicked)),
  ];
}

/** What people wrote behind items that cannot stay there: it goes when the text is written. */
export function droppedBy({ of }: Matching<Wanted>): readonly string[] {
  const dropped = [...of.values()].filter(({ remark }) => remark !== "" && !isKept(remark)).map(({ read }) => read);
  return sentence("Stood behind an item, and was taken off", dropped);
}

/** What people wrote on lines of their own below items: the note is where it can still be read, so it is whole there within reason. */
export function strayNews(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`Stood below an item, and was taken off: ${named(lines, MOST_NAMED, LONGEST_LINE)}.`];
}

/** What was ticked by evidence and is not any more. `open`: the items that are. */
export function lostBy<T extends Wanted>({ of }: Matching<T>, open: readonly T[]): readonly string[] {
  const lost = open.filter((item) => {
    const before = of.get(item)?.read;
    return before?.auto !== undefined && before.ticked;
  });
  return sentence("Open again, since the evidence is gone", lost);
}

function isTicked({ ticked }: ReadItem): boolean {
  return ticked;
}

function sentence(what: string, items: readonly Pick<ReadItem, "text">[]): readonly string[] {
  const texts = items.map(({ text }) => text);
  return texts.length === 0 ? [] : [`${what}: ${named(texts, MOST_NAMED)}.`];
}
