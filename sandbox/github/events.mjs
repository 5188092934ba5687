// The payload of the event a scenario is about, shaped as GitHub's webhooks are: https://docs.github.com/webhooks/webhook-events-and-payloads
import { commitShape, issueShape, labelShape, pullShape, releaseShape } from "./collaboration.mjs";
import { commitSummary, repositoryShape, runShape, userShape, workflowShape } from "./shapes.mjs";

/** @typedef {import("./types.d.mts").Scenario} Scenario */
/** @typedef {import("./types.d.mts").Urls} Urls */

/**
 * What stands in the file at `GITHUB_EVENT_PATH`.
 * @param {Scenario} scenario
 * @param {Urls} urls
 * @returns {Record<string, unknown>}
 */
export function eventOf(scenario, urls) {
  const { position } = scenario;
  const repository = repositoryShape(urls, scenario);
  const organization = {
    login: repository.owner.login,
    id: repository.owner.id,
    node_id: repository.owner.node_id,
    url: `${urls.apiUrl}/orgs/${repository.owner.login}`,
  };
  const common = { repository, organization, sender: userShape(urls, position.actor) };
  return { ...(position.event.action === undefined ? {} : { action: position.event.action }), ...bodyOf(scenario, urls), ...common };
}

/**
 * @param {Scenario} scenario
 * @param {Urls} urls
 * @returns {Record<string, unknown>}
 */
function bodyOf(scenario, urls) {
  const { event, ref, workflow } = scenario.position;
  switch (event.name) {
    case "workflow_run":
      return workflowRunBody(scenario, urls);
    case "push":
      return pushBody(scenario, urls);
    case "pull_request":
    case "pull_request_target": {
      const pull = found(scenario.pulls, (entry) => entry.number === event.pull);
      return { number: pull.number, pull_request: pullShape(urls, scenario, pull) };
    }
    case "release":
      return {
        release: releaseShape(
          urls,
          scenario,
          found(scenario.releases, (entry) => entry.tag_name === event.release),
        ),
      };
    case "issues":
      return issuesBody(scenario, urls);
    case "workflow_dispatch":
      return { inputs: event.inputs ?? null, ref, workflow: workflow.path };
    case "schedule":
      return { schedule: event.schedule ?? "", workflow: workflow.path };
    default:
      return {};
  }
}

/**
 * The issue as it is after the action; what was done stands beside it.
 * @param {Scenario} scenario @param {Urls} urls
 */
function issuesBody(scenario, urls) {
  const { event } = scenario.position;
  const data = found(scenario.issues, (entry) => entry.number === event.issue);
  const issue = issueShape(urls, scenario, data);
  const label = event.label === undefined ? {} : { label: labelShape(urls, scenario, event.label) };
  const [, home, number] = /^\/repos\/([^/]+\/[^/]+)\/issues\/(\d+)$/.exec(data.transferred ?? "") ?? [];
  const there = { ...issue, number: Number(number), html_url: `${urls.serverUrl}/${home}/issues/${number}` };
  const changes =
    event.action === "transferred" && home !== undefined ? { changes: { new_issue: there, new_repository: { full_name: home } } } : {};
  return { issue, ...label, ...changes };
}

/** @param {Scenario} scenario @param {Urls} urls */
function workflowRunBody(scenario, urls) {
  const run = found(scenario.runs, (entry) => entry.id === scenario.position.event.run);
  const workflow = found(scenario.workflows, (entry) => entry.id === run.workflow);
  return { workflow: workflowShape(urls, scenario, workflow), workflow_run: runShape(urls, scenario, run) };
}

/** @param {Scenario} scenario @param {Urls} urls */
function pushBody(scenario, urls) {
  const { sha, event, ref, actor } = scenario.position;
  const commit = found(scenario.commits, (entry) => entry.sha === sha);
  const summary = {
    ...commitSummary(commit),
    distinct: true,
    url: commitShape(urls, scenario, commit).html_url,
    added: [],
    removed: [],
    modified: (commit.files ?? []).map((file) => file.filename),
  };
  return {
    ref,
    before: event.before ?? "0".repeat(40),
    after: sha,
    base_ref: null,
    created: event.before === undefined,
    deleted: false,
    forced: false,
    compare: `${urls.serverUrl}/${scenario.repository}/compare/${(event.before ?? "").slice(0, 12)}...${sha.slice(0, 12)}`,
    commits: [summary],
    head_commit: summary,
    pusher: { name: actor, email: `${actor}@example.com` },
  };
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {(entry: T) => boolean} wanted
 */
function found(list, wanted) {
  const entry = list.find(wanted);
  if (entry === undefined) throw new Error("the scenario's event names something the scenario does not have");
  return entry;
}
