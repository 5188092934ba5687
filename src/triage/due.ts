/** A comment that is still to be left on an issue: the ticket's state line remembers it from its birth until the comment is there. */
import { restated } from "../tickets/draft.ts";
import { readState, type State } from "../tickets/state.ts";
import type { Changes, Existing } from "../tickets/types.ts";

/** The pair of the state line. */
export const DUE = ["comment", "due"] as const;

/** Whether a state line remembers that the comment is not there yet. */
export function isDue(state: Pick<State, "extra"> | undefined): boolean {
  return state?.extra.some(([name, value]) => name === DUE[0] && value === DUE[1]) === true;
}

/** The change that takes the pair off a ticket; `undefined` where there is nothing to take. `ticket` has the text as it was last written. */
export function commented(ticket: Existing): Pick<Changes, "description" | "formData"> | undefined {
  const reading = readState(ticket.description);
  if (reading?.state === undefined || !isDue(reading.state)) return undefined;
  const { state, above, below } = reading;
  const whole = { existing: ticket, key: state.key, state, above, below, open: true, owned: true };
  return restated(whole, { ...state, extra: state.extra.filter(([name]) => name !== DUE[0]) });
}
