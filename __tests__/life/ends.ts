/** The end of a story, for comparisons between one world and another. */
import type { Gleap, Ticket } from "../../sandbox/gleap/server.d.mts";
import { scope } from "../tickets/world.ts";
import { textOf } from "./life.ts";

export interface End {
  /** What counts of our tickets, in an order of its own. */
  readonly ours: readonly unknown[];
  /** How many were folded into another one. */
  readonly folded: number;
  /** Everything else, whole. */
  readonly theirs: readonly Ticket[];
}

/** What there is now. `twice`: a note that stands there twice counts as two. */
export function endOf(gleap: Gleap, twice: boolean): End {
  const all = gleap.tickets();
  const ours = all.filter(isOurs);
  const counting = ours.filter(({ duplicateOf }) => duplicateOf === undefined);
  const notes = ({ id }: Ticket) => {
    const texts = gleap.messages(id).map(({ data }) => withoutLinks(textOf(data.content).trimEnd()));
    return (twice ? texts : [...new Set(texts)]).toSorted();
  };
  const essences = counting.map((ticket) => essence(ticket, notes(ticket)));
  return {
    ours: essences.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    folded: ours.length - counting.length,
    theirs: all.filter((ticket) => !isOurs(ticket)),
  };
}

/** As plain text a note shows its links behind their words. */
function withoutLinks(note: string): string {
  return note.replace(/ \(https?:\/\/[^\s)]+\)/g, "");
}

/** A ticket that was made here has the scope's tag. */
export function isOurs({ tags }: Ticket): boolean {
  return tags.includes(scope);
}

/** Everything but ids and times, which differ from one world to the next. */
function essence({ title, status, priority, tags, formData, archived }: Ticket, notes: readonly string[]) {
  const description = String(formData["description"]).replace(/ links=\S+/, " links");
  return { title, status, priority, tags: tags.toSorted(), archived, description, notes };
}
