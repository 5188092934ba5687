/** One issue and one run, made by hand. */
import type { Config } from "../../src/config.ts";
import { DEFAULTS } from "../../src/defaults.ts";
import type { Issue } from "../../src/github/issues.ts";
import { triageScopeKey } from "../../src/tickets/identity.ts";
import { createBudget } from "../../src/tickets/patterns.ts";
import { createRedactor } from "../../src/tickets/redact.ts";
import type { Scene } from "../../src/triage/scene.ts";

export const NOW = Date.parse("2026-03-10T12:00:00Z");
const REPOSITORY = "octo-org/widget";

type Section = Config["triage"];

/** The defaults of triage with other values over them. */
export function sectionWith(
  over: Partial<Omit<Section, "issues" | "mark">> & { issues?: Partial<Section["issues"]>; mark?: Partial<Section["mark"]> } = {},
): Section {
  const { triage } = DEFAULTS;
  return { ...triage, ...over, issues: { ...triage.issues, ...over.issues }, mark: { ...triage.mark, ...over.mark } };
}

export function sceneWith(over: Parameters<typeof sectionWith>[0] = {}, more: Partial<Scene> = {}): Scene {
  const budget = createBudget(250);
  return {
    repository: REPOSITORY,
    repositoryUrl: `https://github.com/${REPOSITORY}`,
    scope: triageScopeKey(REPOSITORY),
    config: sectionWith(over),
    ticket: {
      base: { type: "BUG", status: "OPEN", priority: "MEDIUM", tags: ["ci"], fields: {} },
      inputs: {},
      title: DEFAULTS.triage.title,
      titleFromInput: false,
    },
    facts: {
      repository: REPOSITORY,
      event: "schedule",
      actor: "octocat",
      branch: "main",
      workflow: ["Triage", ".github/workflows/triage.yml", "triage.yml"],
    },
    budget,
    redact: createRedactor([], budget),
    reading: { left: 10_000 },
    now: NOW,
    run: { moment: { run: 7, attempt: 1 }, runUrl: "https://github.com/octo-org/widget/actions/runs/1/attempts/1" },
    ...more,
  };
}

/** Values of an issue; `undefined` takes one away. */
export type SomeIssue = { readonly [Key in keyof Issue]?: Issue[Key] | undefined };

export function issueWith(more: SomeIssue = {}): Issue {
  const values = {
    number: 42,
    title: "Parser drops the last line",
    body: "The last line is lost.",
    state: "open",
    url: "https://github.com/octo-org/widget/issues/42",
    author: "octocat",
    labels: ["bug", "parser"],
    milestone: "1.3",
    assigned: false,
    locked: false,
    comments: 2,
    reactions: 5,
    createdAt: "2026-03-01T12:00:00Z",
    updatedAt: "2026-03-09T12:00:00Z",
    isPull: false,
    ...more,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as unknown as Issue;
}
