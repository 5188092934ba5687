// What a person sees who follows a link of a ticket: plain text, as the sandbox has no web interface of GitHub.

/** @typedef {import("./types.d.mts").Scenario} Scenario */

/**
 * @param {Scenario} scenario
 * @param {string} path The path after `/{owner}/{repo}`.
 * @returns {string}
 */
export function pageText(scenario, path) {
  const [, runId, , attemptText, jobId] = /^\/actions\/runs\/(\d+)(\/attempts\/(\d+))?(?:\/job\/(\d+))?$/.exec(path) ?? [];
  const run = scenario.runs.find((entry) => String(entry.id) === runId);
  const job = run?.attempts.flatMap((entry) => entry.jobs).find((entry) => String(entry.id) === jobId);
  if (run !== undefined && job !== undefined) {
    const log = typeof job.log === "string" ? job.log : "(no log)";
    return `${scenario.repository}, run #${run.number}, job ${job.name}: ${job.conclusion ?? job.status}\n\n${stepLines(job)}\n\n${log}`;
  }
  if (run !== undefined && jobId === undefined) {
    const attempt = run.attempts.find((entry) => String(entry.attempt) === attemptText) ?? run.attempts.at(-1);
    const jobs = attempt?.jobs.map(
      (entry) => `  ${entry.name}: ${entry.conclusion ?? entry.status}  /${scenario.repository}/actions/runs/${run.id}/job/${entry.id}`,
    );
    return `${scenario.repository}, run #${run.number}, attempt ${attempt?.attempt}: ${attempt?.conclusion ?? attempt?.status}\n\n${(jobs ?? []).join("\n")}\n`;
  }
  const sha = /^\/commit\/(\w+)$/.exec(path)?.[1];
  const commit = scenario.commits.find((entry) => entry.sha === sha);
  if (commit !== undefined) return `${commit.sha}\n${commit.author.name}, ${commit.date}\n\n${commit.message}\n`;
  const number = /^\/(?:issues|pull)\/(\d+)$/.exec(path)?.[1];
  const issue = scenario.issues.find((entry) => String(entry.number) === number);
  if (issue !== undefined) return `#${issue.number} ${issue.title} (${issue.state})\n\n${issue.body ?? ""}\n`;
  return `The local GitHub plays "${scenario.name}" for ${scenario.repository}; it has no page for ${path}.\n`;
}

/** @param {import("./types.d.mts").JobData} job */
const stepLines = (job) => job.steps.map((step) => `  ${step.number}. ${step.name}: ${step.conclusion ?? step.status}`).join("\n");
