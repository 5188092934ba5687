import { jobHash, jobKey, type Place, scopeKey } from "../../src/tickets/identity.ts";
import { plan } from "../../src/tickets/plan.ts";
import { readState, type State, writeSignature } from "../../src/tickets/state.ts";
import type { Changes, Desired, Draft, Existing, Group, JobResult, Operation, Policy, RunVerdict } from "../../src/tickets/types.ts";

/** What the tests of the plan share: a workflow, its runs, and a Gleap in memory that carries a plan out. */

export const place: Place = { repository: "octo-org/widget", workflowPath: ".github/workflows/ci.yml", refClass: "branch:main" };
export const scope = scopeKey(place);
export const policy: Policy = { closed: ["DONE", "WONTFIX"], maxTickets: 10, notes: "changes", recovery: "close", recurrence: "new" };

export const draft: Draft = {
  title: "ci.yml failed on main",
  body: [
    { text: "Run https://github.com/octo-org/widget/actions/runs/1\n", cut: "never" },
    { text: "Error: x\n", cut: "excerpt", keep: 0 },
  ],
  type: "BUG",
  status: "OPEN",
  priority: "MEDIUM",
  tags: ["github-actions"],
  customData: { repository: "octo-org/widget" },
  fields: {},
};

export type Results = Readonly<Record<string, JobResult["result"]>>;

export interface RunSpec {
  readonly run?: number;
  readonly attempt?: number;
  /** What became of each job; jobs are named like their group. */
  readonly jobs?: Results;
  readonly groupBy?: "workflow" | "job";
  readonly verdict?: Partial<RunVerdict>;
  readonly draft?: Partial<Draft>;
  readonly error?: string;
  readonly hold?: Group["hold"];
}

/** A run as a collector would see it: a job is red, green or unknown by its result; the workflow is wholly green if all succeeded or were skipped. */
export function runOf(spec: RunSpec = {}): Desired {
  const { run = 1, attempt = 1, jobs = { test: "failure" }, groupBy = "workflow", error = "Error: x", hold } = spec;
  const results = Object.entries(jobs).map(([name, result]): JobResult => ({ hash: jobHash(name), name, result }));
  const failed = results.filter((job) => job.result === "failure");
  const whollyGreen =
    results.some((job) => job.result === "success") && results.every((job) => job.result === "success" || job.result === "skipped");
  const verdict: RunVerdict = {
    moment: { run, attempt },
    runUrl: `https://github.com/octo-org/widget/actions/runs/${run}`,
    startedAt: at(run * 60 + attempt),
    commit: {
      sha: "de0fac2e4500dabe0009e67214ff5f5447ce83dd",
      subject: "Correct the test",
      url: "https://github.com/octo-org/widget/commit/de0fac2",
    },
    whollyGreen,
    jobs: results,
    complete: true,
    ...spec.verdict,
  };
  const group = (key: string, label: string, members: readonly JobResult[]): Group => {
    const fallen = members.filter((job) => job.result === "failure");
    const color =
      fallen.length > 0
        ? "red"
        : members.every((job) => job.result === "success") || (key === scope && verdict.whollyGreen)
          ? "green"
          : "unknown";
    if (color !== "red") return { key, label, color, failedJobs: [], signature: "" };
    return {
      key,
      label,
      color,
      failedJobs: fallen.map((job) => job.hash).toSorted(),
      signature: writeSignature([...fallen.map((job) => job.name), "failure"], error, "log"),
      draft: { ...draft, title: `${label} failed`, ...spec.draft },
      note: [[{ text: `failed: ${failed.map((job) => job.name).join(", ")}` }]],
      ...(hold === undefined ? {} : { hold }),
    };
  };
  const workflow = group(scope, "workflow ci.yml on main", results);
  const groups = groupBy === "workflow" ? [workflow] : results.map((job) => group(jobKey(place, job.name), `job ${job.name}`, [job]));
  return { scope, verdict, groups, workflow };
}

/** A run in which the only job failed. */
export function red(run: number, attempt = 1): Desired {
  return runOf({ run, attempt });
}

/** A run in which the only job succeeded. */
export function green(run: number, attempt = 1): Desired {
  return runOf({ run, attempt, jobs: { test: "success" } });
}

/** A Gleap to which these runs have been reported. */
export function after(...runs: readonly Desired[]): World {
  const world = new World();
  for (const run of runs) world.report(run);
  return world;
}

/** A time, in minutes after the start of the tests' own age. */
export function at(minutes: number): string {
  return new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString();
}

/** A Gleap in memory. Every write advances its clock by a second. */
export class World {
  readonly tickets = new Map<string, Existing>();
  readonly notes: { readonly on: string; readonly text: string }[] = [];
  now = at(0);

  /** The listing: not archived, in any order. */
  list(): readonly Existing[] {
    return [...this.tickets.values()].filter((ticket) => !ticket.archived);
  }

  open(key: string): readonly Existing[] {
    return this.list().filter(
      (one) => !policy.closed.includes(one.status) && one.duplicateOf === undefined && (one.tags ?? []).includes(key),
    );
  }

  /** Plans and applies; the operations. */
  report(desired: Desired, rules: Partial<Policy> = {}): readonly Operation[] {
    const { operations } = plan(desired, this.list(), { ...policy, ...rules }, { listingInDoubt: false });
    this.apply(operations);
    return operations;
  }

  apply(operations: readonly Operation[]): void {
    for (const operation of operations) {
      this.now = new Date(Date.parse(this.now) + 1000).toISOString();
      if (operation.kind === "create") this.create(operation);
      else if (operation.kind === "note") this.note(operation);
      else if (operation.kind !== "leave") this.change(operation.on.id, operation.changes);
    }
  }

  change(id: string, changes: Partial<Existing> | Changes): void {
    const before = this.tickets.get(id);
    if (before === undefined) throw new Error(`no ticket ${id}`);
    const { shorter: _shorter, linkedTickets, ...rest } = changes as Changes;
    const linked = linkedTickets === undefined ? {} : { linked: linkedTickets.map((one) => ({ id: one })) };
    this.tickets.set(id, { ...before, ...rest, ...linked });
  }

  private note({ on, text, once }: Extract<Operation, { kind: "note" }>): void {
    const words = text.map((paragraph) => paragraph.map((inline) => inline.text).join("")).join("\n");
    if (once !== undefined && this.notes.some((note) => note.on === on.id && note.text.includes(once))) return;
    this.notes.push({ on: on.id, text: words });
  }

  private create({ ticket, linkTo }: Extract<Operation, { kind: "create" }>): void {
    const number = this.tickets.size + 1;
    const id = number.toString(16).padStart(24, "0");
    const parent = linkTo === undefined ? undefined : [...this.tickets.values()].find(({ tags }) => tags?.[0] === linkTo);
    const linked = parent === undefined ? ((ticket.fields["linkedTickets"] ?? []) as readonly string[]) : [parent.id];
    this.tickets.set(id, {
      id,
      number,
      title: ticket.title,
      type: ticket.type,
      status: ticket.status,
      priority: ticket.priority,
      tags: ticket.tags,
      description: ticket.description,
      formData: { description: ticket.description },
      createdAt: this.now,
      archived: false,
      spam: false,
      hasSession: ticket.fields["session"] !== undefined,
      tracker: false,
      linked: linked.map((one) => ({ id: one })),
    });
  }
}

/** What an operation is, in a word or two: `note`, `update`, `leave unchanged`. */
export function kinds(operations: readonly Operation[]): readonly string[] {
  return operations.map((operation) => (operation.kind === "leave" ? `leave ${operation.as}` : operation.kind));
}

/** The state of the only ticket, or of the one with this id. */
export function stateOf(world: World, id?: string): State {
  const ticket = id === undefined ? [...world.tickets.values()][0] : world.tickets.get(id);
  const state = readState(ticket?.description ?? "")?.state;
  if (state === undefined) throw new Error("no readable state");
  return state;
}

/** The id of the nth ticket that was created, from 1. */
export function idOf(number: number): string {
  return number.toString(16).padStart(24, "0");
}
