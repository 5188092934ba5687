/** Which facts have to be asked for: those that cost requests and that nothing uses are left out. */
import type { Rule } from "./rules.ts";
import { variablesOf } from "./templates.ts";

/** Facts that cost requests, and whether something asks for them. */
export interface Needs {
  /** Predecessors of the run: `consecutive` in a rule or template. */
  readonly consecutive: boolean;
  /** Changed files: `path` in a rule. */
  readonly path: boolean;
  /** The pull request: `base` in a rule; `base`, `pull_request` or `pull_request_url` in a template. */
  readonly pullRequest: boolean;
}

/** Which costly facts the rules and templates use. Titles that rules set count as templates. */
export function neededFacts(rules: readonly Rule[], templates: readonly string[]): Needs {
  const asked = new Set(rules.flatMap((rule) => Object.keys(rule.when ?? {})));
  const titles = rules.flatMap((rule) => (rule.title === undefined ? [] : [rule.title]));
  const shown = new Set([...templates, ...titles].flatMap(variablesOf));
  return {
    consecutive: asked.has("consecutive") || shown.has("consecutive"),
    path: asked.has("path"),
    pullRequest: asked.has("base") || ["base", "pull_request", "pull_request_url"].some((name) => shown.has(name)),
  };
}
