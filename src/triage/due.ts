/** Marks that are still to be left on an issue: the ticket's state line remembers them from its birth until they are there. */
import { restated } from "../tickets/draft.ts";
import { readState, type State } from "../tickets/state.ts";
import type { Changes, Existing } from "../tickets/types.ts";

/** What can be left on an issue. A comment comes first: a person reads it. */
export const MARKS = ["comment", "label"] as const;
export type Mark = (typeof MARKS)[number];

/** The pairs of a new ticket's state line, `comment=due` and `label=due`. */
export function duePairs(marks: readonly Mark[]): State["extra"] {
  return marks.map((mark) => [mark, "due"] as const);
}

/** The marks that the ticket's state line says are not there yet. */
export function dueMarks({ description }: Pick<Existing, "description">): readonly Mark[] {
  const extra = readState(description)?.state?.extra ?? [];
  return MARKS.filter((mark) => extra.some(([name, value]) => name === mark && value === "due"));
}

/** The change that takes the pairs of these marks off a ticket; `undefined` where there is nothing to take. `ticket` has the text as it was last written. */
export function settled(ticket: Existing, marks: readonly Mark[]): Pick<Changes, "description" | "formData"> | undefined {
  const reading = readState(ticket.description);
  if (reading?.state === undefined || !dueMarks(ticket).some((mark) => marks.includes(mark))) return undefined;
  const { state, above, below } = reading;
  const whole = { existing: ticket, key: state.key, state, above, below, open: true, owned: true };
  return restated(whole, { ...state, extra: state.extra.filter(([name]) => !marks.some((mark) => mark === name)) });
}
