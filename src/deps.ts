/** What the code takes from outside, so that tests can hold the clock, the dice and the environment in their hands. */
export interface Deps {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after `ms` milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
}

/** The end of the step's time, in milliseconds since the epoch (`Deps.now`). Requests and waits must end before it. */
export interface Deadline {
  readonly at: number;
}
