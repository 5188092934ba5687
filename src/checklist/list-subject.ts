/** The ticket of the list as the plan wants it. */
import { TicketError } from "../errors.ts";
import type { Ticket } from "../tickets/ours.ts";
import { writeSignature } from "../tickets/state.ts";
import type { Subject } from "../tickets/subject.ts";
import { upper } from "../tickets/text.ts";
import { fitted, onePiece } from "./fitted.ts";
import type { Ground, Making } from "./ground.ts";
import type { Standing } from "./items.ts";
import { strayNews } from "./news.ts";
import { names } from "./phrases.ts";
import { strayLines } from "./reading.ts";
import { saysTheSame } from "./text.ts";

export interface ListSubject {
  readonly subject: Subject;
  readonly tooLong?: TicketError;
}

/** The ticket of the list; `tooLong`: why it cannot be written. `open`: the items that are. */
export function listSubject({ making, list, merged, frozen, draft }: Ground, open: readonly Standing[]): ListSubject {
  const { text, lost } = fitted(draft.body, list?.below ?? "");
  const stale = !lost && frozen === undefined && !saysTheSame(text, list?.above ?? "");
  const strays = stale && list !== undefined ? strayNews(strayLines(list, text)) : [];
  // The text of a ticket that is not ours is never written, so nothing is taken off it.
  const takenOff = list?.owned === false ? [] : [...merged.dropped, ...strays];
  const removed = [...merged.removed, ...takenOff];
  const hold = lost
    ? TOO_LONG
    : frozen !== undefined
      ? frozen
      : merged.standings.length === 0
        ? `There is no item on ${making.label}.`
        : making.hold;
  const subject: Subject = {
    key: making.scope,
    label: making.label,
    is: open.length === 0 ? "closed" : "open",
    draft: { ...draft, body: onePiece(lost ? "" : text) },
    stale,
    signature: writeSignature([text], "", "none"),
    ...(hold === undefined ? {} : { hold }),
    turn: {
      closed: [whyComplete(making.label, merged.standings.length), ...removed].join(" "),
      open: [`${upper(making.label)} has ${open.length === 1 ? "an open item" : "open items"} again: ${names(open)}.`, ...removed].join(
        " ",
      ),
    },
    news: [...removed, ...merged.lost],
  };
  return lost ? { subject, tooLong: tooLong(making, list) } : { subject };
}

function whyComplete(label: string, count: number): string {
  if (count === 0) return `No item is left on ${label}.`;
  return count === 1 ? `The only item of ${label} is done.` : `All ${count} items of ${label} are done.`;
}

const TOO_LONG = "The list is too long for one ticket.";

function tooLong({ items, label }: Making, list: Ticket | undefined): TicketError {
  const isAlone = (list?.below ?? "") === "";
  const what = isAlone ? `${upper(label)} is too long for one ticket` : `${upper(label)} and the text below it are too long for one ticket`;
  const next =
    items === "inline"
      ? "Set `checklist.items: tickets` in the config file, which makes a ticket per item, or shorten the list"
      : "Shorten the texts between the items";
  return new TicketError(
    "CONFIG",
    `${what}; nothing of it is cut, so it was not written.`,
    isAlone ? `${next}.` : `${next}, or the text below it.`,
  );
}
