import { TicketError } from "../errors.ts";
import type { Existing } from "../tickets/types.ts";
import { readTicket } from "./codec.ts";
import type { Gleap } from "./connect.ts";

/** Reads one ticket, with everything that lists may leave out. Throws `TicketError`. */
export async function readOne(gleap: Gleap, id: string): Promise<Existing> {
  const { json } = await gleap.read(`/tickets/${encodeURIComponent(id)}`, "read the ticket back");
  const ticket = take(gleap, json);
  if (ticket !== undefined) return ticket;
  throw new TicketError("UNAVAILABLE", "Gleap answered a ticket without an id.", "Check the input `api-url`; it should end in /v3.");
}

/** The ticket of an answer, its share tokens masked; `undefined` where there is none. */
export function take(gleap: Gleap, json: unknown): Existing | undefined {
  const read = readTicket(json);
  for (const secret of read?.secrets ?? []) gleap.onSecret(secret);
  return read?.ticket;
}
