/** Which run is reported, and by which key its tickets are found. */
import { TicketError } from "../errors.ts";
import type { Answer, GitHub, Refused, Run } from "../github/types.ts";
import { scopeKey } from "../tickets/identity.ts";
import type { PatternBudget } from "../tickets/patterns.ts";
import { createRedactor } from "../tickets/redact.ts";
import { placeOf } from "./groups.ts";
import { type Settled, settleRef } from "./lookup.ts";
import { type Decided, isNamed, placeRun, position, type ReportedRun, type Surroundings } from "./position.ts";
import { tagRef } from "./ref.ts";
import { judgeRef } from "./refs.ts";
import { showSentence } from "./shown.ts";

/** What the place depends on. */
export interface PlaceSettings {
  /** `failure.refs`. */
  readonly refs: readonly string[];
  readonly around: Surroundings;
  /** One for all patterns of the run. */
  readonly budget: PatternBudget;
  /** Resolves after `ms` milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds that are left of the step's time. */
  readonly left: () => number;
}

/** Nothing to do, and why; or the run to report. */
export type FailurePlace =
  | {
      readonly kind: "skip";
      readonly reason: string;
      readonly refusals: readonly Refused[];
      /** The run, where it is the config file that wants no ticket for it. */
      readonly unwanted?: ReportedRun;
    }
  | {
      readonly kind: "report";
      readonly run: ReportedRun;
      readonly scope: string;
      readonly gone?: string;
      readonly refusals: readonly Refused[];
      /** What was not as it should be, one sentence each. */
      readonly notes: readonly string[];
    };

/** Whether the listing by this scope shows an open ticket. */
export type HasOpen = (scope: string) => Promise<boolean>;

/** Times that a run is read which has ended by its event and not by its own account, and milliseconds between them. */
const READS = 3;
const PAUSE_MS = 3000;

/** Finds out which run is reported and by which key its tickets are found. No request in the usual case. */
export async function placeFailure(github: GitHub, settings: PlaceSettings, hasOpen: HasOpen): Promise<FailurePlace> {
  const refusals: Refused[] = [];
  const notes: string[] = [];
  const found = await readPlace(github, settings, { refusals, notes });
  if (found.kind === "skip") return { kind: "skip", reason: found.reason, refusals };
  const settled: Settled = (await isSettled(found.run, hasOpen)) ? { run: found.run } : await settleRef(github, found.run);
  const { run, refused } = settled;
  if (refused !== undefined) refusals.push(refused);
  const judged = judgeRef(run.ref, settings.refs, settings.budget);
  const redact = createRedactor([], settings.budget);
  if (judged.unwanted !== undefined) {
    return { kind: "skip", reason: showSentence([judged.unwanted, ...judged.notes].join(" "), redact), refusals, unwanted: run };
  }
  const gone = found.kind === "gone" ? { gone: showSentence(found.sentence, redact) } : {};
  return { kind: "report", run, scope: scopeKey(placeOf(run)), ...gone, refusals, notes: [...notes, ...judged.notes] };
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

/** What was found out on the way. */
interface Said {
  readonly refusals: Refused[];
  readonly notes: string[];
}

async function readPlace(github: GitHub, settings: PlaceSettings, said: Said): Promise<Decided> {
  const { around } = settings;
  const place = position(around);
  if (place.kind !== "read") return place;
  const { runId, told } = place;
  const answer = told === undefined ? await github.run(runId) : await readEnded(github, settings, runId);
  // Who names a run wants to know; an event that came too early is no reason to turn anything red.
  if (!answer.ok && told === undefined) throw unreadable(runId, answer);
  if (!answer.ok) said.refusals.push(answer);
  if (answer.ok && (told === undefined || hasEnded(answer.value))) return placeRun(answer.value, around);
  const known = answer.ok ? answer.value : told;
  if (known === undefined || !isNamed(known)) {
    return { kind: "skip", reason: `GitHub does not say yet what became of run ${runId}${answer.ok ? "." : `: ${answer.detail}`}` };
  }
  said.notes.push(
    `GitHub does not say yet what became of run ${runId}, though its event says that it has ended; its list of jobs decides.`,
  );
  return placeRun(known, around, true);
}

/** Reads a run of which an event says that it has ended, again while the run itself does not say so and time is left. */
async function readEnded(github: GitHub, { sleep, left }: PlaceSettings, runId: number): Promise<Answer<Run>> {
  for (let reads = 1; ; reads += 1) {
    const answer = await github.run(runId);
    if (reads === READS || left() < 4 * PAUSE_MS || !answer.ok || hasEnded(answer.value)) return answer;
    await sleep(PAUSE_MS);
  }
}

function hasEnded({ status, conclusion }: Run): boolean {
  return status === "completed" && conclusion !== null;
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
