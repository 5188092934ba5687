// One scenario through the whole: both servers, the Action in between, and what came of it.
import { runAction } from "./runner.mjs";

/** @typedef {import("./github/types.d.mts").Scenario} Scenario */

/** How long a scenario's run took, at most: a scenario that starts this long ago has ended by now. */
const RUN_MINUTES = 4;

/** The start of a run that has just ended. @param {string} name Of the scenario. */
export const recently = (name) => Date.now() - (name === "timeout" ? 14 : name === "rerun" ? 26 : RUN_MINUTES) * 60_000;

/**
 * The scenario with a file at the path where the Action looks for its config, in the repository as in the workspace.
 * @param {Scenario} scenario
 * @param {string | undefined} config Text of the config file.
 */
export function withConfig(scenario, config) {
  return config === undefined ? scenario : { ...scenario, contents: { ...scenario.contents, ".github/gleap.yml": config } };
}

/**
 * Runs the built Action against both servers.
 * @param {object} options
 * @param {Scenario} options.scenario
 * @param {import("./github/types.d.mts").Urls & { token: string }} options.github
 * @param {{ url: string, apiKey: string, projectId: string }} options.gleap
 * @param {Record<string, string>} [options.inputs]
 * @param {string} [options.entry]
 * @param {string} [options.action]
 */
export function play({ scenario, github, gleap, inputs = {}, entry, action }) {
  return runAction({
    scenario,
    github,
    inputs: { "api-key": gleap.apiKey, "project-id": gleap.projectId, "api-url": gleap.url, ...inputs },
    secrets: [gleap.apiKey],
    ...(entry === undefined ? {} : { entry }),
    ...(action === undefined ? {} : { action }),
  });
}
