/** What we say right behind a list, and how it is known again, also as an earlier version or release worded it. */

export const HOW_INLINE = "To tick an item, write an x between its brackets: [x].";
export const HOW_TICKETS = "Each item has a ticket of its own: an item is done when its ticket is closed.";
export const LEFT_OUT = "What the checks found, and ticked items that are no longer on the list, are left out: there is no room for them.";

const BEGINNINGS = [HOW_INLINE, HOW_TICKETS, LEFT_OUT].map((hint) => hint.slice(0, hint.search(/[,:]/) + 1));
const CHANGES = /^Changed since .{1,200} \(\d+ commits?[,;)]/u;

/** Whether a line of a ticket is ours, and no more of the list. */
export function isBehindList(line: string): boolean {
  return BEGINNINGS.some((begin) => line.startsWith(begin)) || CHANGES.test(line);
}
