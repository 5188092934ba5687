import type { Mode, OnError } from "../contract.ts";
import type { Problem } from "../errors.ts";
import type { Priority } from "../tickets/types.ts";

/** What became of one job that this one `needs`, as `toJSON(needs)` tells it. */
export interface NeedResult {
  readonly result: string;
  readonly outputs?: Readonly<Record<string, string>>;
}

/** The inputs, checked and typed. Where a problem was found the value is a harmless stand-in; nothing may be sent then. */
export interface Inputs {
  /** Empty when not given. */
  readonly apiKey: string;
  /** Empty when not given. */
  readonly projectId: string;
  readonly mode: Mode;
  /** Path of the config file, relative to the workspace, and whether the user chose it. */
  readonly config: { readonly path: string; readonly named: boolean };
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly status?: string;
  readonly priority?: Priority;
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  /** By job id; absent when the input was not given. */
  readonly needs?: Readonly<Record<string, NeedResult>>;
  readonly logFiles: readonly string[];
  readonly runId?: number;
  readonly version?: string;
  readonly dryRun: boolean;
  readonly onError: OnError;
  readonly timeoutSeconds: number;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  /** Empty when not given. */
  readonly githubToken: string;
  /** `success`, `failure` or `cancelled`; empty when not known. */
  readonly jobStatus: string;
  readonly jobId?: number;
  /** The matrix values of the job; absent when it has none. */
  readonly matrix?: Readonly<Record<string, unknown>>;
}

/** Inputs together with all that is wrong with them. */
export interface InputsResult {
  readonly inputs: Inputs;
  readonly problems: readonly Problem[];
}

/** Whether there is a key to work with. `skip`: this run gets no secrets by design; say so and succeed. `offline`: plan or check without Gleap. */
export type Credentials =
  | { readonly kind: "ready"; readonly apiKey: string; readonly projectId: string }
  | { readonly kind: "offline"; readonly notice: string }
  | { readonly kind: "skip"; readonly notice: string }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };
