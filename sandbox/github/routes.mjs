// Every endpoint: method, path, the scope the token needs, who answers.
import * as actions from "./routes-actions.mjs";
import * as code from "./routes-code.mjs";
import * as issues from "./routes-issues.mjs";

/** @typedef {import("./types.d.mts").Handler} Handler */

/** @type {readonly (readonly [method: string, path: string, scope: string, handler: Handler])[]} */
const TABLE = [
  ["GET", "", "metadata", code.getRepository],
  ["GET", "/actions/runs", "actions", actions.listRuns],
  ["GET", "/actions/runs/{run}", "actions", actions.getRun],
  ["GET", "/actions/runs/{run}/jobs", "actions", actions.listJobs],
  ["GET", "/actions/runs/{run}/attempts/{attempt}", "actions", actions.getRun],
  ["GET", "/actions/runs/{run}/attempts/{attempt}/jobs", "actions", actions.listJobs],
  ["GET", "/actions/jobs/{job}", "actions", actions.getJob],
  ["GET", "/actions/jobs/{job}/logs", "actions", actions.getJobLog],
  ["GET", "/actions/workflows", "actions", actions.listWorkflows],
  ["GET", "/actions/workflows/{workflow}", "actions", actions.getWorkflow],
  ["GET", "/actions/workflows/{workflow}/runs", "actions", actions.listRuns],
  ["GET", "/check-runs/{job}/annotations", "checks", actions.listAnnotations],
  ["GET", "/compare/{basehead+}", "contents", code.compare],
  ["GET", "/commits", "contents", code.listCommits],
  ["GET", "/commits/{ref}/pulls", "pull-requests", code.pullsOfCommit],
  ["GET", "/commits/{ref+}", "contents", code.getCommit],
  ["GET", "/contents/{path+}", "contents", code.getContents],
  ["GET", "/pulls", "pull-requests", code.listPulls],
  ["GET", "/pulls/{number}", "pull-requests", code.getPull],
  ["GET", "/releases", "contents", code.listReleases],
  ["GET", "/releases/latest", "contents", code.latestRelease],
  ["GET", "/releases/tags/{tag+}", "contents", code.getRelease],
  ["GET", "/releases/{id}", "contents", code.getRelease],
  ["GET", "/tags", "contents", code.listTags],
  ["GET", "/git/matching-refs/tags", "contents", code.matchingTags],
  ["GET", "/git/matching-refs/tags/{prefix+}", "contents", code.matchingTags],
  ["GET", "/git/ref/tags/{tag+}", "contents", code.getTagRef],
  ["GET", "/issues", "issues", issues.listIssues],
  ["GET", "/issues/{number}", "issues", issues.getIssue],
  ["GET", "/issues/{number}/comments", "issues", issues.listComments],
  ["POST", "/issues/{number}/comments", "issues: write", issues.addComment],
  ["POST", "/issues/{number}/labels", "issues: write", issues.addLabels],
  ["GET", "/milestones", "issues", issues.listMilestones],
  ["GET", "/labels", "issues", issues.listLabels],
];

const ROUTES = TABLE.map(([method, path, scope, handler]) => ({
  method,
  pattern: new RegExp(`^${path.replace(/\{(\w+)(\+?)\}/g, (_, name, more) => `(?<${name}>${more === "+" ? ".+" : "[^/]+"})`)}$`),
  scope,
  handler,
}));

/**
 * Who answers a request inside a repository. `rest` is the path after `/repos/{owner}/{repo}`, still encoded.
 * @param {string} method
 * @param {string} rest
 * @returns {{ scope: string, handler: Handler, params: Record<string, string> } | undefined}
 */
export function findRoute(method, rest) {
  for (const route of ROUTES) {
    const match = route.method === method ? route.pattern.exec(rest) : null;
    if (match === null) continue;
    try {
      const params = Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
      return { scope: route.scope, handler: route.handler, params };
    } catch {
      return undefined; // a broken percent sign
    }
  }
  return undefined;
}
