/** Whether the step fails for what is open, and what people should know of the list beside its tickets. */
import { GateError } from "../errors.ts";
import type { Start } from "../start.ts";
import { upper } from "../tickets/text.ts";
import type { Ground, Making } from "./ground.ts";
import type { Standing } from "./items.ts";
import { names } from "./phrases.ts";

/** `error`: what stops a release (`require-complete`). The others are sentences for log and summary. */
export interface Gate {
  readonly error?: GateError;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

/** Whether open items stop the step. Without a key nobody knows what people have ticked, so nothing does. */
export function requiresComplete({ config, credentials }: Start): boolean {
  return config.checklist["require-complete"] && credentials.kind === "ready";
}

/** Looks at a list of which these items are open. `isKnown`: whether it is known what is ticked. */
export function gateOf(ground: Ground, open: readonly Standing[], isKnown: boolean): Gate {
  const { making, list, frozen, merged } = ground;
  const none = merged.standings.length === 0 ? [noItem(making.label)] : [];
  const warnings = [...none, ...(frozen === undefined ? [] : [`${upper(making.label)} was not written. ${frozen}`])];
  if (!making.requireComplete || (isKnown && open.length === 0 && none.length === 0)) return { warnings, notes: [] };
  if (making.hold !== undefined && list === undefined)
    return { warnings, notes: [`${making.hold} So \`checklist.require-complete\` stops nothing.`] };
  return { error: isKnown ? errorOf(ground, open) : notKnown(making), warnings, notes: [] };
}

function errorOf({ making: { label, file, items }, unread }: Ground, open: readonly Standing[]): GateError {
  if (open.length === 0)
    return new GateError(noItem(label), `Put an item for this release on ${file}, or leave \`checklist.require-complete\` out.`);
  if (unread)
    return new GateError(
      `It is not known what is done of ${label}: no item can be read in its ticket.`,
      "Bring its lines back there, then run this step again.",
    );
  const count = open.length === 1 ? "1 open item" : `${open.length} open items`;
  const where = items === "inline" ? "Tick them in the ticket" : "Close their tickets";
  return new GateError(`${upper(label)} has ${count}: ${names(open)}.`, `${where}, or take them off ${file}; then run this step again.`);
}

function notKnown({ label }: Making): GateError {
  return new GateError(
    `It is not known what is ticked on ${label}: Gleap could not be asked.`,
    "Repair what kept Gleap from answering, then run this step again.",
  );
}

function noItem(label: string): string {
  return `${upper(label)} has no item: all of them are in sections that are hidden for it.`;
}
