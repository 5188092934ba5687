/** From what was found out, and the tickets that exist, to what is to be done. Pure: it is asked again whenever tickets were read again. */
import type { Planned } from "../errand.ts";
import { groupBy } from "../tickets/group.ts";
import { survey } from "../tickets/ours.ts";
import type { PlanOptions } from "../tickets/plan.ts";
import { planSubjects } from "../tickets/plan-subjects.ts";
import type { SubjectPolicy } from "../tickets/subject.ts";
import { standing } from "../tickets/subject-course.ts";
import type { Existing } from "../tickets/types.ts";
import { fitted } from "./fitted.ts";
import { gateOf } from "./gate.ts";
import type { Ground, Making } from "./ground.ts";
import { itemSubjects, leftSubjects } from "./item-subjects.ts";
import { type Item, knownOf, mergeItems } from "./items.ts";
import { listSubject } from "./list-subject.ts";
import type { Matching } from "./match.ts";
import { lacksLine, peopleText, readTicket, withTicksOf } from "./reading.ts";
import { shownChecklist } from "./summary.ts";

/** Plans the tickets of the list. */
export function planChecklist(making: Making, existing: readonly Existing[], options: PlanOptions): Planned {
  const items = making.lines.filter((line) => line.kind === "item");
  const { ground, tickets } = withoutOurs(groundOf(making, items, existing), existing);
  const { standings } = ground.merged;
  const open = standings.filter(({ done }) => !done);
  const list = listSubject(ground, open);
  const subjects = [list.subject, ...itemSubjects(ground), ...leftSubjects(ground, items)];
  const policy: SubjectPolicy = {
    closed: making.closed,
    maxTickets: making.maxTickets,
    priority: "rises",
    newFor: "all",
    closes: true,
    learnsWhileClosed: false,
  };
  const plan = planSubjects({ scope: making.scope, run: making.run, subjects }, tickets, policy, options);
  // Where nobody could list the tickets, only the file and the checks are known: not what people ticked, nor which tickets they opened again.
  const isKnown = options.unlisted !== true || items.length === 0 || (making.items === "inline" && open.length === 0);
  const gate = gateOf(ground, open, isKnown);
  const error = list.tooLong ?? gate.error;
  return {
    ...plan,
    warnings: [...plan.warnings, ...gate.warnings],
    notes: [...(plan.notes ?? []), ...gate.notes],
    checklist: shownChecklist(ground.draft.title, standings, isKnown),
    outputs: isKnown
      ? { complete: String(items.length > 0 && open.length === 0), "open-items": String(open.length) }
      : { complete: "", "open-items": "" },
    ...(error === undefined ? {} : { error }),
  };
}

function groundOf(making: Making, items: readonly Item[], existing: readonly Existing[]): Ground {
  const { scope, closed } = making;
  const byKey = groupBy(survey(existing, scope, [scope, ...items.map(({ key }) => key)], closed), ({ key }) => key);
  const ticketOf = (key: string) => standing(byKey.get(key) ?? []);
  const list = ticketOf(scope);
  const { headings } = knownOf(making.lines);
  const { matching: own, unread } = readTicket(items, list, headings);
  const others = (byKey.get(scope) ?? []).filter((ticket) => ticket !== list && ticket.open && ticket.owned);
  const matching = withTicksOf(
    own,
    others.map((ticket) => readTicket(items, ticket, headings).matching),
  );
  const merged = mergeItems(items, { evidence: making.evidence, matching, closed, ...(making.items === "tickets" ? { ticketOf } : {}) });
  const isUnread = unread && making.items === "inline";
  const frozen = isUnread ? UNREAD : isReworded(matching) ? making.guess : undefined;
  const draft = making.draft(merged);
  return { making, byKey, list, merged, unread: isUnread, draft, ...(frozen === undefined ? {} : { frozen }) };
}

const UNREAD =
  "No item can be read in its ticket any more: bring its lines back there (`- [ ] text`), or delete all text above the line `gleap-ticket/…` to have the list written anew, all open.";

/** Where the state line is gone, all of the text counts as people's: what is ours in it is taken off, so that the list does not stand there twice. */
function withoutOurs(ground: Ground, existing: readonly Existing[]): { readonly ground: Ground; readonly tickets: readonly Existing[] } {
  const { list, draft } = ground;
  if (list === undefined || !lacksLine(list)) return { ground, tickets: existing };
  const below = peopleText(list.below, fitted(draft.body, "").text);
  const tickets = existing.map((ticket) => (ticket.id === list.existing.id ? { ...ticket, description: below } : ticket));
  return { ground: { ...ground, list: { ...list, below } }, tickets };
}

/** Variables without a value would take words from items that have them. */
function isReworded({ of }: Matching<Item>): boolean {
  return [...of].some(([item, { read, remark }]) => item.raw.includes("{{") && read.text !== `${item.text}${remark}`);
}
