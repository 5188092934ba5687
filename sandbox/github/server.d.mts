import type { GitHub, GitHubOptions, Scenario } from "./types.d.mts";

/** The token a scenario is played with unless another is given. It opens nothing. */
export const SANDBOX_TOKEN: string;
/** Starts the API and the log storage of a local GitHub that plays `scenario`. */
export function startGitHub(scenario: Scenario, options?: GitHubOptions): Promise<GitHub>;
