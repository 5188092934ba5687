import type { StepAnnotation } from "./types.d.mts";

/** A workflow command in a line a step printed, if there is one. */
export function parseCommand(row: string): { name: string; properties: Record<string, string>; data: string } | undefined;
/** The reader of a step's output: lines in, the log as shown in GitHub out. */
export function createStepLog(
  secrets: readonly string[],
  options: { debug: boolean },
): { masks: string[]; annotations: StepAnnotation[]; show: (text: string) => void; text: () => string; read: (row: string) => void };
/** The pairs of an output, environment or state file; throws in the runner's words. */
export function parsePairs(text: string): Record<string, string>;
/** The job summary; throws in the runner's words if it is too large. */
export function checkedSummary(text: string): string;
