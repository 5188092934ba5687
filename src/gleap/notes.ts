import { readPage } from "./codec.ts";
import type { Gleap } from "./connect.ts";
import { asFields, asText } from "./json.ts";
import { flatten } from "./richtext.ts";

const PAGE = 1_000;
const MAX_PAGES = 10;

/**
 * The texts of a ticket's internal notes in the server's order. Gleap ignores `sort` here and gives the oldest first, so all pages are read; it is
 * asked after an unclear write, and before a note that no state remembers. A note's text stands in `data.content` on read, `comment` is null then. Throws `TicketError`.
 */
export async function readNotes(gleap: Gleap, ticketId: string): Promise<string[]> {
  const texts: string[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = new URLSearchParams({
      ticket: ticketId,
      type: "NOTE",
      limit: String(PAGE),
      ...(page === 0 ? {} : { skip: String(page * PAGE) }),
    });
    const { json } = await gleap.read(`/messages?${query.toString()}`, "read the notes of the ticket");
    const items = readPage(json, "messages")?.items ?? [];
    texts.push(...items.map(textOf));
    if (items.length < PAGE) break;
  }
  return texts;
}

function textOf(message: unknown): string {
  const fields = asFields(message);
  const data = asFields(fields?.["data"]);
  const places = [data?.["content"], fields?.["comment"], fields?.["content"], data?.["text"], fields?.["text"]];
  return asText(places.map(flatten).find((text) => text !== "")) ?? "";
}
