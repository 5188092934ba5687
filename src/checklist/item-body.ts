/** What the ticket of an item says. */
import type { Piece } from "../tickets/types.ts";
import { fixed } from "./body.ts";
import type { Standing } from "./items.ts";
import { noteOf } from "./list-lines.ts";

/** What the ticket of an item says. */
export function itemBody({ item, evidence, by }: Standing, headline: string, how: string): readonly Piece[] {
  const checked = evidence === undefined ? [] : [noteOf(evidence, false)];
  const parts = [
    [item.text],
    item.below,
    [...(item.section === "" ? [] : [`Section: ${item.section}`]), headline],
    [...checked, ...(by === "file" ? ["It is ticked in the file."] : [])],
    [how],
  ];
  const text = parts
    .filter((part) => part.length > 0)
    .map((part) => `${part.join("\n")}\n`)
    .join("\n");
  return [fixed(text)];
}
