/** The tickets of items: of those on the list, and of those that are no longer on it. */
import { draftAsIs } from "../tickets/draft.ts";
import { writeSignature } from "../tickets/state.ts";
import type { Subject } from "../tickets/subject.ts";
import { standing } from "../tickets/subject-course.ts";
import { cutText } from "../tickets/text.ts";
import { fitted, onePiece } from "./fitted.ts";
import type { Ground } from "./ground.ts";
import { itemBody } from "./item-body.ts";
import type { Item, Standing } from "./items.ts";
import { saysTheSame } from "./text.ts";

/** A ticket for each item. */
export function itemSubjects({ making, byKey, merged, draft }: Ground): readonly Subject[] {
  if (making.items === "inline") return [];
  return merged.standings.map((one) => {
    const { item } = one;
    const ticket = standing(byKey.get(item.key) ?? []);
    const { text } = fitted(itemBody(one, making.headline), ticket?.below ?? "");
    return {
      key: item.key,
      label: `item "${item.text}"`,
      is: one.is,
      draft: { ...draft, title: `${cutText(draft.title, TITLE_SHARE)}: ${item.text}`, body: onePiece(text) },
      stale: !saysTheSame(text, ticket?.above ?? ""),
      signature: writeSignature([text], "", "none"),
      parent: making.scope,
      ...(making.hold === undefined ? {} : { hold: making.hold }),
      turn: { closed: whyDone(one), open: whyOpen(one) },
    };
  });
}

/** Of a title's 200 characters, the list's own may take so many before an item's. */
const TITLE_SHARE = 80;

function whyDone({ evidence, by }: Standing): string {
  if (by === "file") return "The item is ticked in the file.";
  if (by === "person") return "The item was ticked in the ticket of the list.";
  return evidence?.is === "there" ? `Done by itself: ${evidence.what}, ${evidence.url}` : "The item is done.";
}

function whyOpen({ evidence }: Standing): string {
  if (evidence === undefined || evidence.is === "there") return "The item is on the list again, and open.";
  return `Open again, since the evidence is gone: ${evidence.why}.`;
}

/** Tickets of items that are no longer on the list, or no longer have tickets of their own: closed, never deleted. */
export function leftSubjects({ making, byKey }: Ground, items: readonly Item[]): readonly Subject[] {
  const wanted = new Set([making.scope, ...(making.items === "tickets" ? items.map(({ key }) => key) : [])]);
  const onList = new Set(items.map(({ key }) => key));
  return [...byKey].flatMap(([key, tickets]) => {
    const ticket = standing(tickets);
    // Somebody may have put the list's tag on a ticket that is about something else.
    if (ticket?.state?.scope !== making.scope.slice(-10) || wanted.has(key)) return [];
    const closed = onList.has(key)
      ? "The items are ticked in the ticket of the list itself now (`items: inline`)."
      : "The item was removed from the checklist.";
    return [
      {
        key,
        label: `item "${ticket.existing.title}"`,
        is: "closed" as const,
        draft: draftAsIs(ticket),
        stale: false,
        signature: ticket.state.signature,
        parent: making.scope,
        turn: { closed, open: "" },
      },
    ];
  });
}
