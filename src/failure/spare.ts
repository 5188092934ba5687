/** What a ticket can do without must not keep it from being sent, whatever goes wrong. */

import type { Refused } from "../github/types.ts";
import { oneLine } from "../tickets/text.ts";

/** Does the work; what it throws goes to `lost` as a refusal that names `what` (the beginning of a sentence), and `otherwise` stands in. */
export async function spared<T>(what: string, lost: (refused: Refused) => void, otherwise: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    lost({ ok: false, why: "unavailable", detail: `${what} could not be looked at (${saidBy(error)}).` });
    return otherwise;
  }
}

/** What an error says, on one short line. */
export function saidBy(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error), 200).replace(/\.$/, "");
}
