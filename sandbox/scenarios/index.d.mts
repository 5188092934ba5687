import type { Scenario, ScenarioMaker, ScenarioOptions } from "../github/types.d.mts";

/** All scenarios by name. */
export const scenarios: Readonly<Record<string, ScenarioMaker>>;
export const checklist: ScenarioMaker;
export const checklistDone: ScenarioMaker;
export const failedRun: ScenarioMaker;
export const forkPullRequest: ScenarioMaker;
export const greenRun: ScenarioMaker;
export function matrix(options?: ScenarioOptions & { jobs?: number; failed?: number[] }): Scenario;
export const rerun: ScenarioMaker;
export const startupFailure: ScenarioMaker;
export const timeout: ScenarioMaker;
export const triage: ScenarioMaker;
export const triageAgain: ScenarioMaker;
