/** The list for the job summary. */
import type { ShownChecklist, ShownItem } from "../shell/report.ts";
import type { Standing } from "./items.ts";

/** The list as it stands, by sections in order. `title`: of its ticket; `isKnown`: whether it is known what is ticked. */
export function shownChecklist(title: string, standings: readonly Standing[], isKnown: boolean): ShownChecklist {
  const done = standings.filter((standing) => standing.done).length;
  const total = standings.length;
  const shown = (standing: Standing) => shownItem(standing, isKnown);
  const sections: { heading: string; items: ShownItem[] }[] = [];
  for (const standing of standings) {
    const { section } = standing.item;
    const last = sections.at(-1);
    if (last?.heading === section) last.items.push(shown(standing));
    else sections.push({ heading: section, items: [shown(standing)] });
  }
  const state = isKnown
    ? `${done} of ${total} ${total === 1 ? "item" : "items"} done`
    : "what is ticked is not known, since Gleap could not be asked";
  return { title: `${title}: ${state}`, sections };
}

function shownItem(standing: Standing, isKnown: boolean): ShownItem {
  const { item, done, auto, evidence } = standing;
  const found = evidence === undefined || evidence.is === "unknown" ? "" : evidence.url;
  const url = auto?.startsWith("http") === true ? auto : found;
  return { text: item.text, depth: item.under, done, why: whyOf(standing) || (isKnown ? "" : "not known"), url };
}

function whyOf({ by, evidence }: Standing): string {
  if (by === "person") return "ticked in Gleap";
  if (by === "ticket") return "its ticket is closed";
  if (by === "file") return "ticked in the file";
  if (evidence === undefined) return "";
  if (evidence.is === "unknown") return `not checked: ${evidence.why}`;
  return evidence.is === "there" ? evidence.what : `not yet: ${evidence.why}`;
}
