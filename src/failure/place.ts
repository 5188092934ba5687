/** Which run is reported, and by which key its tickets are found. */
import { TicketError } from "../errors.ts";
import type { GitHub, Refused } from "../github/types.ts";
import { scopeKey } from "../tickets/identity.ts";
import type { PatternBudget } from "../tickets/patterns.ts";
import { placeOf } from "./groups.ts";
import { type Settled, settleRef } from "./lookup.ts";
import { type Place, placeRun, position, type ReportedRun, type Surroundings } from "./position.ts";
import { tagRef } from "./ref.ts";
import { unwanted, wantsRef } from "./refs.ts";

/** What the place depends on. */
export interface PlaceSettings {
  /** `failure.refs`. */
  readonly refs: readonly string[];
  readonly around: Surroundings;
  /** One for all patterns of the run. */
  readonly budget: PatternBudget;
}

/** Nothing to do, and why; or the run to report. */
export type FailurePlace =
  | { readonly kind: "skip"; readonly reason: string; readonly refusals: readonly Refused[] }
  | {
      readonly kind: "report";
      readonly run: ReportedRun;
      readonly scope: string;
      readonly gone?: string;
      readonly refusals: readonly Refused[];
    };

/** Whether the listing by this scope shows an open ticket. */
export type HasOpen = (scope: string) => Promise<boolean>;

/** Finds out which run is reported and by which key its tickets are found. At most two requests, and none in the usual case. */
export async function placeFailure(github: GitHub, settings: PlaceSettings, hasOpen: HasOpen): Promise<FailurePlace> {
  const refusals: Refused[] = [];
  const found = await readPlace(github, settings, refusals);
  if (found.kind === "skip" || found.kind === "read") {
    return { kind: "skip", reason: found.kind === "skip" ? found.reason : `Run ${found.runId} cannot be reported.`, refusals };
  }
  const settled: Settled = (await isSettled(found.run, hasOpen)) ? { run: found.run } : await settleRef(github, found.run);
  const { run, refused } = settled;
  if (refused !== undefined) refusals.push(refused);
  if (!wantsRef(run.ref, settings.refs, settings.budget)) return { kind: "skip", reason: unwanted(run.ref), refusals };
  return { kind: "report", run, scope: scopeKey(placeOf(run)), ...(found.kind === "gone" ? { gone: found.sentence } : {}), refusals };
}

/**
 * Whether it need not be asked if the name of the ref is a tag's: where it is known, and for a green run without an open ticket of either kind, of
 * which GitHub is asked nothing.
 */
async function isSettled(run: ReportedRun, hasOpen: HasOpen): Promise<boolean> {
  if (!run.ref.uncertain) return true;
  if (run.conclusion !== "success") return false;
  const refs = [run.ref, tagRef(run.ref.name)];
  const open = await Promise.all(refs.map((ref) => hasOpen(scopeKey(placeOf({ ...run, ref })))));
  return !open.includes(true);
}

async function readPlace(github: GitHub, { around }: PlaceSettings, refusals: Refused[]): Promise<Place> {
  const place = position(around);
  if (place.kind !== "read") return place;
  const answer = await github.run(place.runId);
  if (answer.ok) return placeRun(answer.value, around);
  // Who names a run wants to know; an event that came too early is no reason to turn anything red.
  if (around.runId !== undefined) throw unreadable(place.runId, answer);
  refusals.push(answer);
  return { kind: "skip", reason: `GitHub does not say yet what became of run ${place.runId}: ${answer.detail}` };
}

/** A run that is named and not there is a wrong input, which fails the step whatever `on-error` says. */
function unreadable(runId: number, { why, detail, permission, status }: Refused): TicketError {
  const code = ({ forbidden: "PERMISSION", missing: "INPUT", unavailable: "UNAVAILABLE", limited: "RATE_LIMIT" } as const)[why];
  const check = "Check the input `run-id`: it is the long number in the address of the run.";
  if (why === "forbidden" && status === 404) {
    const next = `${check} If it is right, add \`${permission ?? "actions: read"}\` under \`permissions:\` of the job.`;
    return new TicketError("INPUT", `Run ${runId} could not be read. ${detail}`, next);
  }
  const next = {
    forbidden: `Add \`${permission ?? "actions: read"}\` under \`permissions:\` of the job.`,
    missing: check,
    unavailable: "Run the job again.",
    limited: "Run the job again later.",
  }[why];
  return new TicketError(code, `Run ${runId} could not be read. ${detail}`, next);
}
