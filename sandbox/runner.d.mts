import type { StepOptions, StepResult } from "./github/types.d.mts";

/** Runs the Action's step where the scenario's position says; rejects only if `action.yml` or the program cannot be used at all. */
export function runAction(options: StepOptions): Promise<StepResult>;
