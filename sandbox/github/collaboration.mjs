// Issues, pull requests, releases, milestones and commits in GitHub's shapes.
import { minimalRepository, repositoryShape, stableId, userShape } from "./shapes.mjs";

/** @typedef {import("./types.d.mts").Scenario} Scenario */
/** @typedef {import("./types.d.mts").Urls} Urls */

/**
 * @param {Urls} urls
 * @param {Scenario} scenario
 * @param {string} name
 */
export function labelShape(urls, scenario, name) {
  return {
    id: stableId(`label ${name}`),
    url: `${urls.apiUrl}/repos/${scenario.repository}/labels/${encodeURIComponent(name)}`,
    name,
    color: "d4c5f9",
    default: false,
    description: null,
  };
}

/**
 * @param {Urls} urls
 * @param {Scenario} scenario
 * @param {import("./types.d.mts").MilestoneData} milestone
 */
export function milestoneShape(urls, scenario, milestone) {
  const own = scenario.issues.filter((issue) => issue.milestone === milestone.number);
  return {
    url: `${urls.apiUrl}/repos/${scenario.repository}/milestones/${milestone.number}`,
    html_url: `${urls.serverUrl}/${scenario.repository}/milestone/${milestone.number}`,
    id: stableId(`milestone ${milestone.number}`),
    number: milestone.number,
    title: milestone.title,
    description: null,
    state: milestone.state,
    open_issues: own.filter((issue) => issue.state === "open").length,
    closed_issues: own.filter((issue) => issue.state === "closed").length,
    created_at: milestone.created_at,
    due_on: milestone.due_on ?? null,
  };
}

/**
 * An issue, or a pull request as the issues endpoints show it.
 * @param {Urls} urls
 * @param {Scenario} scenario
 * @param {import("./types.d.mts").IssueData} issue
 */
export function issueShape(urls, scenario, issue) {
  const api = `${urls.apiUrl}/repos/${scenario.repository}`;
  const html = `${urls.serverUrl}/${scenario.repository}/${issue.pull_request ? "pull" : "issues"}/${issue.number}`;
  const milestone = scenario.milestones.find((entry) => entry.number === issue.milestone);
  const count = issue.reactions ?? 0;
  return {
    url: `${api}/issues/${issue.number}`,
    repository_url: api,
    html_url: html,
    id: stableId(`issue ${issue.number}`),
    number: issue.number,
    title: issue.title,
    user: userShape(urls, issue.user),
    labels: issue.labels.map((name) => labelShape(urls, scenario, name)),
    state: issue.state,
    state_reason: issue.state_reason ?? null,
    locked: issue.locked === true,
    assignee: issue.assignees?.[0] === undefined ? null : userShape(urls, issue.assignees[0]),
    assignees: (issue.assignees ?? []).map((login) => userShape(urls, login)),
    milestone: milestone === undefined ? null : milestoneShape(urls, scenario, milestone),
    comments: issue.comments?.length ?? 0,
    created_at: issue.created_at,
    updated_at: issue.updated_at,
    closed_at: issue.closed_at ?? null,
    author_association: "NONE",
    body: issue.body,
    reactions: {
      url: `${api}/issues/${issue.number}/reactions`,
      total_count: count,
      "+1": count,
      "-1": 0,
      laugh: 0,
      hooray: 0,
      confused: 0,
      heart: 0,
      rocket: 0,
      eyes: 0,
    },
    ...(issue.pull_request ? { draft: false, pull_request: { url: `${api}/pulls/${issue.number}`, html_url: html, merged_at: null } } : {}),
  };
}

/**
 * @param {Urls} urls
 * @param {Scenario} scenario
 * @param {number} issue
 * @param {import("./types.d.mts").CommentData} comment
 */
export function commentShape(urls, scenario, issue, comment) {
  return {
    id: comment.id,
    url: `${urls.apiUrl}/repos/${scenario.repository}/issues/comments/${comment.id}`,
    html_url: `${urls.serverUrl}/${scenario.repository}/issues/${issue}#issuecomment-${comment.id}`,
    issue_url: `${urls.apiUrl}/repos/${scenario.repository}/issues/${issue}`,
    body: comment.body,
    user: userShape(urls, comment.user),
    created_at: comment.created_at,
    updated_at: comment.created_at,
    author_association: "NONE",
  };
}

/**
 * @param {Urls} urls
 * @param {Scenario} scenario
 * @param {import("./types.d.mts").PullData} pull
 */
export function pullShape(urls, scenario, pull) {
  const [headOwner = ""] = pull.head.repository.split("/");
  const [baseOwner = ""] = scenario.repository.split("/");
  return {
    url: `${urls.apiUrl}/repos/${scenario.repository}/pulls/${pull.number}`,
    id: stableId(`pull ${pull.number}`),
    html_url: `${urls.serverUrl}/${scenario.repository}/pull/${pull.number}`,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userShape(urls, pull.user),
    body: pull.body,
    labels: [],
    created_at: pull.created_at,
    updated_at: pull.created_at,
    closed_at: pull.merged_at ?? null,
    merged_at: pull.merged_at ?? null,
    merge_commit_sha: pull.merge_commit_sha ?? null,
    draft: false,
    head: {
      label: `${headOwner}:${pull.head.ref}`,
      ref: pull.head.ref,
      sha: pull.head.sha,
      user: userShape(urls, headOwner),
      repo: { ...minimalRepository(urls, pull.head.repository), fork: pull.head.repository !== scenario.repository },
    },
    base: {
      label: `${baseOwner}:${pull.base.ref}`,
      ref: pull.base.ref,
      sha: pull.base.sha,
      user: userShape(urls, baseOwner),
      repo: repositoryShape(urls, scenario),
    },
    author_association: "CONTRIBUTOR",
  };
}

/**
 * @param {Urls} urls
 * @param {Scenario} scenario
 * @param {import("./types.d.mts").ReleaseData} release
 */
export function releaseShape(urls, scenario, release) {
  const api = `${urls.apiUrl}/repos/${scenario.repository}/releases`;
  const html = `${urls.serverUrl}/${scenario.repository}/releases`;
  const { author, assets, ...own } = release;
  return {
    ...own,
    url: `${api}/${release.id}`,
    assets_url: `${api}/${release.id}/assets`,
    html_url: `${html}/tag/${encodeURIComponent(release.tag_name)}`,
    author: userShape(urls, author),
    assets: assets.map((asset) => ({
      id: asset.id,
      name: asset.name,
      label: "",
      state: "uploaded",
      content_type: "application/octet-stream",
      size: asset.size,
      download_count: 0,
      url: `${api}/assets/${asset.id}`,
      browser_download_url: `${html}/download/${encodeURIComponent(release.tag_name)}/${encodeURIComponent(asset.name)}`,
    })),
  };
}

/**
 * @param {Urls} urls
 * @param {Scenario} scenario
 * @param {import("./types.d.mts").CommitData} commit
 */
export function commitShape(urls, scenario, commit) {
  const { name, email, login } = commit.author;
  const person = { name, email, date: commit.date };
  const user = login === undefined ? null : userShape(urls, login);
  return {
    sha: commit.sha,
    url: `${urls.apiUrl}/repos/${scenario.repository}/commits/${commit.sha}`,
    html_url: `${urls.serverUrl}/${scenario.repository}/commit/${commit.sha}`,
    commit: {
      author: person,
      committer: person,
      message: commit.message,
      comment_count: 0,
      verification: { verified: false, reason: "unsigned" },
    },
    author: user,
    committer: user,
    parents: commit.parents.map((sha) => ({ sha, url: `${urls.apiUrl}/repos/${scenario.repository}/commits/${sha}` })),
  };
}
