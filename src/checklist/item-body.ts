/** What the ticket of an item says. */
import { WHERE_TO_WRITE } from "../tickets/description.ts";
import type { Piece } from "../tickets/types.ts";
import { fixed } from "./body.ts";
import type { Standing } from "./items.ts";
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
    [howDone(standing), WHERE_TO_WRITE],
  ];
  const text = parts
    .filter((part) => part.length > 0)
    .map((part) => `${part.join("\n")}\n`)
    .join("\n");
  return [fixed(text)];
}

/** Nothing starts a run when what the item waits for is there; and a check that cannot be made closes nothing. */
function howDone({ item: { waits }, evidence }: Standing): string {
  const isBlind = evidence?.is === "unknown" && evidence.lasting;
  if (waits === undefined || isBlind) return "Close this ticket when the item is done.";
  return `The next run of the checklist closes this ticket when ${waits}; close it by hand only if that cannot be waited for.`;
}
