/** A GitHub made by hand: plain functions over a few values. What is not given is not there. */
import type {
  Annotation,
  Answer,
  Commit,
  Comparison,
  GitHub,
  Job,
  JobList,
  Pull,
  Refused,
  Repository,
  Run,
} from "../../src/github/types.ts";
import { chunks } from "./logs.ts";

export interface Hub {
  readonly run?: Run;
  readonly jobs?: readonly Job[] | Refused;
  /** Logs by the id of the job. */
  readonly logs?: Readonly<Record<number, string>>;
  readonly annotations?: readonly Annotation[];
  /** Runs of the workflow, newest first. */
  readonly runs?: readonly Run[] | Refused;
  readonly comparison?: Comparison;
  readonly pulls?: readonly Pull[];
  readonly commit?: Commit | Refused;
  /** The commit that the tag of any name points at. */
  readonly tag?: string | Refused;
}

export const FORBIDDEN: Refused = {
  ok: false,
  why: "forbidden",
  permission: "actions: read",
  detail: "GitHub refused to read that (403).",
  status: 403,
};
const MISSING: Refused = { ok: false, why: "missing", detail: "It is not there.", status: 404 };

/** The reads of the room over `hub`; `asked` gets the name of each. */
export function handMade(hub: Hub): { readonly github: GitHub; readonly asked: string[] } {
  const asked: string[] = [];
  const told = async <T>(what: string, value: T | Refused | undefined): Promise<Answer<T>> => {
    asked.push(what);
    if (value === undefined) return MISSING;
    return isRefused(value) ? value : { ok: true, value };
  };
  const jobs: JobList | Refused | undefined = hub.jobs === undefined || isRefused(hub.jobs) ? hub.jobs : { jobs: hub.jobs, complete: true };
  const logOf = (id: number) => hub.logs?.[id];
  return {
    asked,
    github: {
      get requests() {
        return asked.length;
      },
      run: () => told("run", hub.run),
      jobs: () => told<JobList>("jobs", jobs),
      jobLog: (id) => told<AsyncIterable<Uint8Array>>(`log ${id}`, logOf(id) === undefined ? undefined : chunks(logOf(id) ?? "")),
      annotations: () => told("annotations", hub.annotations ?? []),
      workflowRuns: () => told<readonly Run[]>("runs", hub.runs ?? []),
      compare: () => told("compare", hub.comparison),
      pullsOfHead: () => told("pulls", hub.pulls ?? []),
      pullsOfCommit: () => told("pulls", hub.pulls ?? []),
      commit: () => told<Commit>("commit", hub.commit),
      tag: () => told<string>("tag", hub.tag),
      file: () => told<string>("file", undefined),
      hasRead: () => true,
      extend: () => undefined,
      repository: () => told<Repository>("repository", undefined),
      issues: {
        of: () => undefined,
        page: () => told<never>("issues", undefined),
        newest: () => told<never>("issues", undefined),
        one: () => told<never>("issue", undefined),
        addLabel: () => told<never>("label", undefined),
        comment: () => told<never>("comment", undefined),
      },
      read: <T>() => told<T>("read", undefined),
    },
  };
}

function isRefused(value: unknown): value is Refused {
  return typeof value === "object" && value !== null && "ok" in value && value.ok === false;
}
