import type { Run } from "../github/types.ts";
import { fieldsAt, numberOf, textOf } from "../payload.ts";

function pullsOf(value: unknown): NonNullable<Run["pull_requests"]> {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const [number, base, head] = [numberOf(fieldsAt(entry).number), textOf(fieldsAt(entry, "base").ref), fieldsAt(entry, "head")];
    if (number === undefined || base === undefined) return [];
    return [{ number, base: { ref: base }, head: { ref: textOf(head.ref) ?? "", sha: textOf(head.sha) ?? "" } }];
  });
}

/**
 * The run in the payload of `workflow_run` (https://docs.github.com/webhooks/webhook-events-and-payloads#workflow_run), in the shape of
 * the REST API; `undefined` when it has no id.
 */
export function runOfPayload(value: unknown): Run | undefined {
  const run = fieldsAt(value);
  const id = numberOf(run.id);
  if (id === undefined) return undefined;
  const [attempt, started] = [numberOf(run.run_attempt), textOf(run.run_started_at)];
  const [actor, home] = [textOf(fieldsAt(run, "actor").login), textOf(fieldsAt(run, "head_repository").full_name)];
  const [commit, author] = [fieldsAt(run, "head_commit"), textOf(fieldsAt(run, "head_commit", "author").name)];
  const sha = textOf(commit.id);
  return {
    id,
    name: textOf(run.name) ?? null,
    path: textOf(run.path) ?? "",
    event: textOf(run.event) ?? "",
    status: textOf(run.status) ?? null,
    conclusion: textOf(run.conclusion) ?? null,
    run_number: numberOf(run.run_number) ?? 0,
    ...(attempt === undefined ? {} : { run_attempt: attempt }),
    head_branch: textOf(run.head_branch) ?? null,
    head_sha: textOf(run.head_sha) ?? "",
    html_url: textOf(run.html_url) ?? "",
    created_at: textOf(run.created_at) ?? "",
    ...(started === undefined ? {} : { run_started_at: started }),
    workflow_id: numberOf(run.workflow_id) ?? 0,
    actor: actor === undefined ? null : { login: actor },
    head_commit:
      sha === undefined ? null : { id: sha, message: textOf(commit.message) ?? "", author: author === undefined ? null : { name: author } },
    head_repository: home === undefined ? null : { full_name: home },
    pull_requests: pullsOf(run.pull_requests),
  };
}
