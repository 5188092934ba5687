/** The list for the job summary. */
import type { ShownChecklist, ShownItem } from "../shell/report.ts";
import type { Standing } from "./items.ts";

/** The list as it stands, by sections in order. `title`: of its ticket. */
export function shownChecklist(title: string, standings: readonly Standing[]): ShownChecklist {
  const done = standings.filter((standing) => standing.done).length;
  const total = standings.length;
  const sections: { heading: string; items: ShownItem[] }[] = [];
  for (const standing of standings) {
    const { section } = standing.item;
    const last = sections.at(-1);
    if (last?.heading === section) last.items.push(shownItem(standing));
    else sections.push({ heading: section, items: [shownItem(standing)] });
  }
  return { title: `${title}: ${done} of ${total} ${total === 1 ? "item" : "items"} done`, sections };
}

function shownItem(standing: Standing): ShownItem {
  const { item, done, auto, evidence } = standing;
  const found = evidence === undefined || evidence.is === "unknown" ? "" : evidence.url;
  const url = auto?.startsWith("http") === true ? auto : found;
  return { text: item.text, depth: item.under, done, why: whyOf(standing), url };
}

function whyOf({ by, evidence }: Standing): string {
  if (by === "person") return "ticked in Gleap";
  if (by === "ticket") return "its ticket is closed";
  if (by === "file") return "ticked in the file";
  if (evidence === undefined) return "";
  if (evidence.is === "unknown") return `not checked: ${evidence.why}`;
  return evidence.is === "there" ? evidence.what : `not yet: ${evidence.why}`;
}
