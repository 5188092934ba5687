/** GitHub's answers, cut to what is used; names as in the REST API (https://docs.github.com/rest), snake_case kept. */

export interface Step {
  readonly name: string;
  readonly number: number;
  readonly status: string;
  readonly conclusion: string | null;
  readonly started_at?: string | null;
  readonly completed_at?: string | null;
}

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly run_attempt?: number;
  readonly status: string;
  readonly conclusion: string | null;
  readonly html_url: string | null;
  readonly started_at: string | null;
  readonly completed_at: string | null;
  readonly runner_name: string | null;
  readonly steps?: readonly Step[];
}

export interface Run {
  readonly id: number;
  readonly name?: string | null;
  readonly path: string;
  readonly event: string;
  readonly status: string | null;
  readonly conclusion: string | null;
  readonly run_number: number;
  readonly run_attempt?: number;
  readonly head_branch: string | null;
  readonly head_sha: string;
  readonly html_url: string;
  readonly created_at: string;
  readonly run_started_at?: string;
  readonly workflow_id: number;
  readonly actor?: { readonly login: string } | null;
  readonly triggering_actor?: { readonly login: string } | null;
  readonly head_commit?: { readonly id: string; readonly message: string; readonly author: { readonly name: string } | null } | null;
  readonly head_repository?: { readonly full_name: string } | null;
  readonly pull_requests?: readonly { readonly number: number; readonly base: { readonly ref: string }; readonly head: { readonly ref: string; readonly sha: string } }[] | null;
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly annotation_level: string | null;
  readonly title: string | null;
  readonly message: string | null;
}

/**
 * What GitHub said. A read that is refused is not an exception: the ticket is sent with what is known.
 * `forbidden`: 403, or 404 where access to the thing is not proven. `missing`: it is not there. `unavailable`: dead, slow, 5xx. `limited`: rate limit.
 */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly why: "forbidden" | "missing" | "unavailable" | "limited";
      /** The line a workflow needs under `permissions:`, e.g. `actions: read`. With `forbidden` only. */
      readonly permission?: string;
      /** One sentence for log and summary. */
      readonly detail: string;
    };
