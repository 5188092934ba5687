/** The plain data of a scenario and the faces of the local GitHub; snake_case where GitHub's own name is meant (https://docs.github.com/rest). */

export interface StepData {
  name: string;
  number: number;
  status: string;
  conclusion: string | null;
  started_at: string | null;
  completed_at: string | null;
}

export interface AnnotationData {
  path: string;
  start_line: number;
  end_line?: number;
  annotation_level: "notice" | "warning" | "failure";
  title?: string | null;
  message: string;
}

/**
 * What the log endpoint serves: text; the bytes of a file (for logs too large for memory); `{ gone: true }` a 410; `null` a plain 404 (a job
 * that never had one). Left out: the storage answers 404 BlobNotFound, as it does while a job runs.
 */
export type LogData = string | { file: string } | { gone: true } | null;

export interface JobData {
  id: number;
  name: string;
  status: string;
  conclusion: string | null;
  started_at: string | null;
  completed_at: string | null;
  runner_name: string | null;
  labels?: string[];
  steps: StepData[];
  log?: LogData;
  annotations?: AnnotationData[];
}

export interface AttemptData {
  attempt: number;
  status: string;
  conclusion: string | null;
  started_at: string;
  updated_at: string;
  triggering_actor?: string;
  jobs: JobData[];
}

/** A run; its attempts are in order, the last one is the run's own state. */
export interface RunData {
  id: number;
  number: number;
  /** Id of the workflow. */
  workflow: number;
  event: string;
  branch: string | null;
  sha: string;
  title: string;
  created_at: string;
  actor: string;
  /** `owner/name` where the head comes from; the repository itself when left out. */
  head_repository?: string;
  /** Numbers of the pull requests GitHub lists on the run; a fork's never are. */
  pulls?: number[];
  attempts: AttemptData[];
}

export interface WorkflowData {
  id: number;
  name: string;
  path: string;
}

export interface FileData {
  filename: string;
  status: string;
  additions: number;
  deletions: number;
}

export interface CommitData {
  sha: string;
  message: string;
  author: { name: string; email: string; login?: string };
  date: string;
  parents: string[];
  files?: FileData[];
}

export interface PullData {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  user: string;
  head: { repository: string; ref: string; sha: string };
  base: { ref: string; sha: string };
  created_at: string;
  merged_at?: string;
  merge_commit_sha?: string;
  /** Every commit of the pull request that `commits/{sha}/pulls` finds it by. */
  commits?: string[];
}

export interface CommentData {
  id: number;
  body: string;
  user: string;
  created_at: string;
}

export interface IssueData {
  number: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  state_reason?: string | null;
  user: string;
  labels: string[];
  assignees?: string[];
  milestone?: number;
  created_at: string;
  updated_at: string;
  closed_at?: string;
  reactions?: number;
  comments?: CommentData[];
  /** It is a pull request, as the issues list has them too. */
  pull_request?: boolean;
  /** 410 at `issues/{n}`, absent from the list. */
  deleted?: boolean;
  /** 301 at `issues/{n}` to this address path, absent from the list. `/repos/{owner}/{name}/issues/{n}` is served, `/repositories/{id}/...` is hidden. */
  transferred?: string;
}

export interface MilestoneData {
  number: number;
  title: string;
  state: "open" | "closed";
  due_on?: string | null;
  created_at: string;
}

export interface ReleaseData {
  id: number;
  tag_name: string;
  target_commitish: string;
  name: string;
  body: string;
  draft: boolean;
  prerelease: boolean;
  created_at: string;
  published_at: string | null;
  author: string;
  assets: { id: number; name: string; size: number }[];
}

/** Where the Action's step stands while the scenario is played: what the runner knows, and what the event says. */
export interface Position {
  place: "aggregator" | "workflow_run" | "step" | "other";
  /** The event; `run`, `pull`, `release`, `issue` name the thing in the scenario it is about. */
  event: {
    name: string;
    action?: string;
    run?: number;
    pull?: number;
    release?: string;
    issue?: number;
    /** The label that `labeled` and `unlabeled` are about. */
    label?: string;
    inputs?: Record<string, string>;
    schedule?: string;
    before?: string;
  };
  run: { id: number; number: number; attempt: number };
  workflow: { name: string; path: string };
  job: { key: string; id: number | null; status: "success" | "failure" | "cancelled"; runner: string };
  matrix: unknown;
  needs?: Record<string, { result: string; outputs: Record<string, string> }>;
  /** The `with:` block of the step; `${{ }}` is evaluated. */
  with: Record<string, string>;
  ref: string;
  sha: string;
  head_ref?: string;
  base_ref?: string;
  actor: string;
}

export interface Scenario {
  name: string;
  /** One line for a person. */
  about: string;
  /** What it is there to show: how the step ends with default settings, and the same as a clause that follows "As it should be: ". */
  expect: { outcome: string; why: string };
  /** Name of the scenario that has to have happened before. */
  after?: string;
  /** Items that people tick in the ticket, in Gleap, before this happens. */
  ticks?: string[];
  /** `owner/name`. */
  repository: string;
  private: boolean;
  default_branch: string;
  workflows: WorkflowData[];
  runs: RunData[];
  commits: CommitData[];
  branches: { name: string; sha: string }[];
  tags: { name: string; sha: string }[];
  pulls: PullData[];
  issues: IssueData[];
  releases: ReleaseData[];
  milestones: MilestoneData[];
  labels: string[];
  /** Files by path, the same at every ref ... */
  contents: Record<string, string>;
  /** ... but at these. */
  contents_at?: Record<string, Record<string, string>>;
  /** The token may write contents, so it sees drafts of releases. */
  drafts?: boolean;
  /** Scopes the token does not have, e.g. `["actions", "issues: write"]`. */
  refused?: string[];
  position: Position;
}

export interface FaultSpec {
  method?: string;
  /** A part of the path, or an expression on it. */
  path?: string | RegExp;
  /** Default `api`. */
  origin?: "api" | "logs";
  /** How many requests it hits; default 1. */
  times?: number;
  /**
   * `status`: answers `status` with `body` and `headers`; `drop`: ends the connection; `cut`: half of the answer, then ends the connection;
   * `slow`: answers after `delayMs`; `limit`: primary rate limit; `secondary-limit`: secondary rate limit.
   */
  kind: "status" | "drop" | "cut" | "slow" | "limit" | "secondary-limit";
  status?: number;
  body?: string;
  headers?: Record<string, string>;
  delayMs?: number;
}

export interface RecordedRequest {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** 0 while, or if, no answer was sent. */
  status: number;
}

export interface GitHubOptions {
  /** 0 (default): any free port. */
  port?: number;
  logsPort?: number;
  host?: string;
  token?: string;
  /** What links point to; default: the server itself, which has a plain page for runs and jobs. */
  serverUrl?: string;
  /** Seconds a log address is good for; default 60. */
  logSeconds?: number;
  /** Every request to the API waits for it before it is answered: for whoever changes the scenario while something runs. */
  ready?: () => Promise<void>;
  now?: () => number;
}

export interface Urls {
  apiUrl: string;
  serverUrl: string;
}

export interface GitHub extends Urls {
  /** The second origin, where the log endpoint redirects to. */
  logsUrl: string;
  token: string;
  /** The scenario being played; a change shows in the next answer. */
  readonly scenario: Scenario;
  requests: RecordedRequest[];
  logRequests: RecordedRequest[];
  /** What is left of the primary rate limit; at 0 every request is refused. */
  rate: { limit: number; remaining: number };
  /** The token loses a scope: `actions`, `checks`, `contents`, `issues`, `pull-requests`, `issues: write`. `as: 404` is how a private repository refuses. */
  refuse(scope: string, options?: { as?: 403 | 404 }): void;
  fault: (spec: FaultSpec) => void;
  /** Puts another scenario in place of this one. */
  load: (scenario: Scenario) => void;
  close(): Promise<void>;
}

/** All that a running local GitHub knows. */
export interface State extends Urls {
  scenario: Scenario;
  refused: Map<string, 403 | 404>;
  requests: RecordedRequest[];
  logRequests: RecordedRequest[];
  faults: { add: (spec: FaultSpec) => void; take: (origin: "api" | "logs", method: string, path: string) => FaultSpec | undefined };
  rate: { limit: number; remaining: number };
  /** When the rate limit starts anew, seconds since the epoch. */
  reset: number;
  token: string;
  logSeconds: number;
  ready: () => Promise<void>;
  now: () => number;
  logsUrl: string;
  load: (scenario: Scenario) => void;
}

/** A world as the routes see it: the scenario, the addresses it is served at, and the clock. */
export interface Context extends Urls {
  scenario: Scenario;
  params: Record<string, string>;
  query: URLSearchParams;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
  now: number;
  /** The storage's address of a job's log, signed and good for a short time. */
  logAddress(job: JobData): string;
}

/** `body`: a string is sent as it is, anything else as JSON. */
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export type Handler = (context: Context) => Reply;

/** What the runner does for one step; see `runner.mjs`. */
export interface StepOptions {
  scenario: Scenario;
  github: Urls & { token: string };
  /** Values as they are: nothing in them is evaluated. They win over the `with:` of the scenario's position. */
  inputs?: Record<string, string>;
  needs?: Position["needs"];
  env?: Record<string, string>;
  /** Wins over the payload made from the scenario. */
  event?: unknown;
  /** Values the runner masks from the start; the token always is. */
  secrets?: string[];
  /** Files put into the workspace before the step starts. */
  files?: Record<string, string>;
  /** Folder with `action.yml`; default: this repository. */
  action?: string;
  /** Script to run instead of the `main` of `action.yml`. */
  entry?: string;
  /** Node program; default: this one. */
  node?: string;
  nodeArgs?: string[];
  /** The step is killed after this; default 120,000 ms. */
  timeoutMs?: number;
}

export interface StepAnnotation {
  level: "error" | "warning" | "notice";
  message: string;
  properties: Record<string, string>;
}

export interface StepResult {
  exitCode: number | null;
  signal: string | null;
  conclusion: "success" | "failure";
  /** What a reader of the step's log sees: masked, commands turned into markers. */
  log: string;
  /** What the process wrote, unmasked. */
  stdout: string;
  stderr: string;
  outputs: Record<string, string>;
  summary: string;
  annotations: StepAnnotation[];
  /** What `::add-mask::` named. */
  masks: string[];
  envFile: Record<string, string>;
  state: Record<string, string>;
  paths: string[];
  /** The environment of the process. */
  env: Record<string, string>;
  /** Holds `_temp` (RUNNER_TEMP) and the workspace; it stays until `remove()`. */
  tempDir: string;
  ms: number;
  remove(): Promise<void>;
}

/** How a scenario is told: where the step stands, which number the run has, when it started. */
export interface ScenarioOptions {
  place?: Position["place"];
  /** Number of the run that is told about; earlier runs and commits are made to fit. */
  run?: number;
  /** Start of the run, ms since the epoch. */
  at?: number;
}

export type ScenarioMaker = (options?: ScenarioOptions) => Scenario;
