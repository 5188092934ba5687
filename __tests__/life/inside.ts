/** A report in this process: the road with real sockets to a local Gleap, the facts made by hand, a clock that moves only by waiting. */
import type { Gleap } from "../../sandbox/gleap/server.d.mts";
import type { Config } from "../../src/config.ts";
import { DEFAULTS } from "../../src/defaults.ts";
import type { GitHub } from "../../src/github/types.ts";
import { walk } from "../../src/road.ts";
import type { Report } from "../../src/shell/report.ts";
import type { Start } from "../../src/start.ts";
import { plan } from "../../src/tickets/plan.ts";
import type { Desired, Policy } from "../../src/tickets/types.ts";
import { NO_INPUTS } from "../no-inputs.ts";
import { policy } from "../tickets/world.ts";

const HOUR = 3_600_000;

export interface Reporting {
  readonly rules?: Partial<Policy>;
  /** Default: 90, as in the action. */
  readonly seconds?: number;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Called when the listing is there; the plan waits for it. */
  readonly listed?: () => Promise<void>;
}

/** A clock that costs no time. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly move: (ms: number) => void;
  /** Every wait, in milliseconds. */
  readonly waits: readonly number[];
}

export function clockAt(start = Date.UTC(2026, 2, 2)): Clock {
  let now = start;
  const waits: number[] = [];
  const move = (ms: number) => void (now += ms);
  const sleep = (ms: number) => {
    waits.push(ms);
    move(ms);
    return new Promise<void>((resolve) => setImmediate(resolve));
  };
  return { now: () => now, sleep, move, waits };
}

/** What a step starts from, without files and without GitHub. */
export function startAt(gleap: Gleap, { seconds = 90, clock = clockAt(), random = Math.random }: Reporting = {}): Start {
  const began = clock.now();
  return {
    deps: { env: {}, now: clock.now, sleep: clock.sleep, random },
    inputs: { ...NO_INPUTS, apiKey: gleap.apiKey, projectId: gleap.projectId, timeoutSeconds: seconds, apiUrl: gleap.url },
    config: DEFAULTS satisfies Config,
    payload: undefined,
    credentials: { kind: "ready", apiKey: gleap.apiKey, projectId: gleap.projectId },
    github: NOBODY,
    repositoryFile: () => Promise.resolve({ kind: "absent" }),
    deadline: { at: began + seconds * 1000 - Math.min(seconds * 100, 5_000) },
    notes: [],
    warnings: [],
    permissions: [],
  };
}

/** Walks the road once. What the runner would be told on its way is thrown away. */
export async function reportTo(gleap: Gleap, desired: Desired, options: Reporting = {}): Promise<Report> {
  const treated = { ...policy, ...options.rules };
  const { report } = await walk(startAt(gleap, options), {
    mode: "failure",
    scope: desired.scope,
    tag: desired.scope,
    types: ["BUG"],
    closed: treated.closed,
    collect: async (existing) => {
      await existing;
      await options.listed?.();
      return {
        plan: (tickets, listing) => plan(desired, tickets, treated, listing),
        run: desired.verdict,
        failedJobs: [],
        notes: [],
        warnings: [],
        permissions: [],
        redacted: 0,
      };
    },
  });
  return report;
}

/** What a collector would hand on of it: groups that are not red are named by nobody. */
export function collected(desired: Desired): Desired {
  const red = desired.groups.filter(({ color }) => color === "red");
  return { ...desired, groups: red.length === 0 ? [desired.workflow] : red };
}

/** The road asks GitHub nothing; who does is told. */
const NOBODY: GitHub = new Proxy({} as GitHub, {
  get: (_target, name) => {
    throw new Error(`the road asked GitHub for ${String(name)}`);
  },
});

/** The masks that the road prints on its way would flood the output of the tests. */
export function silenced(): () => void {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk: string | Uint8Array, ...rest: unknown[]) =>
    String(chunk).startsWith("::add-mask::") || Reflect.apply(write, undefined, [chunk, ...rest]) === true;
  return () => void (process.stdout.write = write);
}

/** The time that Gleap's clock shows in the nth hour of a story. */
export function hour(index: number): number {
  return Date.UTC(2026, 2, 2) + index * HOUR;
}
