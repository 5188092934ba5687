/** The two marks that are left on an issue: a label and a comment. https://docs.github.com/rest/issues */

import { listOf, valueAt } from "../payload.ts";
import type { Issues } from "./issues.ts";
import { text } from "./shapes.ts";
import type { Answer } from "./types.ts";
import { bodyJson, bodyText, type Connection, type Reply, type Wire } from "./wire.ts";

const PAGE = 100;
const READ = "issues: read";
const WRITE = "issues: write";

/** What is said of an issue within an hour is on these pages. */
const MOST_COMMENT_PAGES = 10;
const COMMENT_TRIES = 3;
const PAUSE_MS = 2_000;

/** The writes of `Issues`. */
export function marksOf(wire: Wire, connection: Connection): Pick<Issues, "addLabel" | "comment"> {
  return {
    addLabel: (number, label) =>
      wire.ask({
        path: `/issues/${number}/labels`,
        body: { labels: [label] },
        what: `a label on issue #${number}`,
        permission: WRITE,
        take: written,
      }),
    comment: (number, body, known) => comment(wire, connection, number, body, known),
  };
}

/** A comment must not be there twice, so it is looked for before it is sent, and again after an answer that does not say whether it arrived. */
async function comment(
  wire: Wire,
  { deps }: Connection,
  number: number,
  body: string,
  known: { readonly marker: string; readonly since: string },
): Promise<Answer<boolean>> {
  for (let tries = 1; ; tries += 1) {
    const there = await hasComment(wire, number, known);
    if (!there.ok) return there;
    if (there.value) return { ok: true, value: tries > 1 };
    const answer = await wire.ask({
      path: `/issues/${number}/comments`,
      body: { body },
      once: true,
      what: `a comment on issue #${number}`,
      permission: WRITE,
      take: written,
    });
    if (answer.ok || answer.why !== "unavailable" || tries === COMMENT_TRIES || wire.left() <= PAUSE_MS) return answer;
    await deps.sleep(PAUSE_MS);
  }
}

async function hasComment(wire: Wire, number: number, { marker, since }: { readonly marker: string; readonly since: string }) {
  for (let page = 1; page <= MOST_COMMENT_PAGES; page += 1) {
    const answer = await wire.ask({
      path: `/issues/${number}/comments`,
      query: { since, per_page: PAGE, page },
      what: `the comments of issue #${number}`,
      permission: READ,
      take: async (reply) => listOf(await bodyJson(reply), ownText),
    });
    if (!answer.ok) return answer;
    if (answer.value.some((body) => body.includes(marker))) return { ok: true, value: true } as const;
    if (answer.value.length < PAGE) break;
  }
  return { ok: true, value: false } as const;
}

/** Whose comments may hold our marker: a workflow's token is a bot, a person's token that of somebody who may write here. */
const ASSOCIATIONS: readonly unknown[] = ["OWNER", "MEMBER", "COLLABORATOR"];

/** The text of a comment that could be ours; of others an empty one, since anybody could write our marker and so keep our comment away. */
function ownText(entry: unknown): string {
  const isOurs = valueAt(entry, "user", "type") === "Bot" || ASSOCIATIONS.includes(valueAt(entry, "author_association"));
  return isOurs ? (text(valueAt(entry, "body")) ?? "") : "";
}

/** A write that was taken; what GitHub answers to it says nothing new. */
async function written(reply: Reply): Promise<true> {
  await bodyText(reply);
  return true;
}
