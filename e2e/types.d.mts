/** The plain data of the stories that are played under a real runner. */
import type { GitHub, Position, RecordedRequest, RunData, Scenario } from "../sandbox/github/types.d.mts";
import type { Gleap, Message, Recorded, Ticket } from "../sandbox/gleap/server.d.mts";

/** One event of the repository, and the workflow that it starts. */
export interface Turn {
  /** What happens, as a clause: "the tests are red". */
  readonly what: string;
  /** The workflow file to run, from the root of this repository. Its text is run as it is. */
  readonly workflow: string;
  /** Where the played repository has it. */
  readonly path: string;
  /** As in a scenario of the sandbox. Of `workflow_run`, the run of the turn before is what it is about. */
  readonly event: Position["event"];
  /** The ref that the event is about, e.g. `refs/tags/v1.9.0`; default: the branch main. */
  readonly ref?: string;
  /** Files of the played repository that are different from now on. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is different at GitHub or Gleap before the workflow starts; what it asks of Gleap is no request of the turn. */
  readonly before?: (world: { readonly scenario: Scenario; readonly github: GitHub; readonly gleap: Gleap }) => void | Promise<void>;
  /** Throws an error that says what is not as it should be. */
  readonly check: (played: Played) => void;
}

/** A story: turns that are played one after the other in the same world. */
export interface Story {
  /** Short, as it is named on the command line. */
  readonly name: string;
  /** One clause for a person. */
  readonly about: string;
  readonly turns: readonly Turn[];
}

/** What the runner says of the step that runs this action. */
export interface PlayedStep {
  /** Empty where it did not run. */
  readonly result: "success" | "failure" | "";
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** What it printed, as the runner shows it. */
  readonly log: string;
}

/** What a turn left behind. */
export interface Played {
  /** Whether the runner calls the whole run a success. */
  readonly conclusion: "success" | "failure";
  /** The run as GitHub has it when all is over. */
  readonly run: RunData;
  /** The step of this action; all empty where it did not run. */
  readonly step: PlayedStep;
  /** Everything that was printed in the run, by any step. */
  readonly log: string;
  /** What Gleap has now, oldest first. */
  readonly tickets: readonly Ticket[];
  readonly messages: (ticketId: string) => readonly Message[];
  /** Requests of this turn. */
  readonly gleap: readonly Recorded[];
  readonly github: readonly RecordedRequest[];
}

/** A line of `act --json`; only what is looked at. */
export interface ActEvent {
  readonly msg?: string;
  readonly jobID?: string;
  readonly matrix?: Readonly<Record<string, unknown>>;
  readonly step?: string;
  readonly stepID?: readonly string[];
  readonly stage?: string;
  readonly stepResult?: "success" | "failure";
  readonly jobResult?: "success" | "failure" | "cancelled";
  readonly raw_output?: boolean;
  readonly command?: string;
  readonly arg?: string;
  readonly name?: string;
  readonly content?: string;
}

/** A workflow file, as far as a run of it is told by it. */
export interface Workflow {
  readonly name?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

export interface WorkflowJob {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly WorkflowStep[];
}

export interface WorkflowStep {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
