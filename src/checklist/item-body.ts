/** What the ticket of an item says. */
import type { Piece } from "../tickets/types.ts";
import { fixed } from "./body.ts";
import type { Item, Standing } from "./items.ts";
import { noteOf } from "./list-lines.ts";

/** The text of its ticket. `headline`: of which list it is. */
export function itemBody(standing: Standing, headline: string): readonly Piece[] {
  const { item, by } = standing;
  const note = noteOf(standing);
  const parts = [
    [item.text],
    item.below,
    [...(item.section === "" ? [] : [`Section: ${item.section}`]), ...(item.parent === "" ? [] : [`Under: ${item.parent}`]), headline],
    [...(note === "" ? [] : [note]), ...(by === "file" ? ["It is ticked in the file."] : [])],
    [howDone(item)],
  ];
  const text = parts
    .filter((part) => part.length > 0)
    .map((part) => `${part.join("\n")}\n`)
    .join("\n");
  return [fixed(text)];
}

function howDone({ waits }: Item): string {
  if (waits === undefined) return "Close this ticket when the item is done.";
  return `This ticket closes itself when ${waits}; close it by hand only if that cannot be waited for.`;
}
