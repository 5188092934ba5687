import { TicketError } from "../errors.ts";
import { perTicket } from "../tickets/outcome.ts";
import { cleanText, httpUrl } from "../tickets/text.ts";
import type { Outcome, OutcomeKind } from "../tickets/types.ts";
import type { PlannedOperation, Report, ShownItem } from "./report.ts";

/** GitHub drops a step summary of more than 1 MiB as a whole (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). */
const MAX_BYTES = 1_000_000;
const MARKDOWN = /[\\`*_{}[\]()#+\-.!|~]/gu;
/**
 * Escaped by a backslash these would still be seen by what GitHub does with the text afterwards: mentions, links, formulas. A sign of an address is seen as
 * an entity too, and alone within an element it is not: https://github.com/github/cmark-gfm, `autolink.c`.
 */
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "@": "<span>@</span>",
  ":": "&#58;",
  $: "&#36;",
};

/** Text of a stranger inside a Markdown line: no markup, no link, no mention, no line break, nothing that cannot be seen. */
export function inline(text: string): string {
  const line = cleanText(text).replace(/\s+/gu, " ").trim();
  return line.replace(MARKDOWN, "\\$&").replace(/[&<>@:$]/gu, (sign) => ENTITIES[sign] ?? "");
}

/** Text of a stranger as a block that keeps its lines; within it GitHub looks for no mentions and no links. */
export function block(text: string): string {
  const safe = cleanText(text).replace(/[&<>$]/gu, (sign) => ENTITIES[sign] ?? "");
  // An empty line would end the HTML block and let Markdown begin again.
  return `<pre>${safe.replaceAll("\n", "&#10;")}</pre>`;
}

function link(text: string, url: string): string {
  const plain = /^https?:\/\/[^\s<>"]+$/u.test(url) ? httpUrl(url) : undefined;
  const href = plain?.replaceAll("$", "%24").replaceAll("|", "%7C").replaceAll("&", "&amp;");
  return href === undefined ? inline(text) : `<a href="${href}">${inline(text)}</a>`;
}

const WORDS: Readonly<Record<OutcomeKind, string>> = {
  created: "🆕 created",
  updated: "✏️ updated",
  closed: "✅ closed",
  unchanged: "unchanged",
  skipped: "skipped",
  planned: "📝 planned",
  failed: "❌ not delivered",
};

function ticketRow({ operation, outcome, ticket }: Outcome): string {
  const name = ticket?.number === undefined ? (ticket?.id ?? "") : `#${ticket.number}`;
  const title = ticket?.title ?? (operation.kind === "create" ? operation.ticket.title : operation.label);
  const why = "reason" in operation ? operation.reason : "";
  return `| ${ticket === undefined ? "" : link(name, ticket.url)} | ${inline(title)} | ${WORDS[outcome]} | ${inline(why)} |`;
}

const MOST_ROWS = 50;

/** One row a ticket; of many, counts by what happened and the rows of those that something was done to first. That nothing was done and there is no ticket is said by the headline. */
function tickets(report: Report): string[] {
  const told = perTicket(report.outcomes).filter(({ operation, ticket }) => operation.kind !== "leave" || ticket !== undefined);
  if (told.length === 0) return [];
  const quiet = ({ outcome }: Outcome) => Number(outcome === "unchanged" || outcome === "skipped");
  const rows = (told.length <= MOST_ROWS ? told : told.toSorted((one, other) => quiet(one) - quiet(other))).slice(0, MOST_ROWS);
  const more = told.length - rows.length;
  const head = ["| ticket | title | what happened | why |", "| --- | --- | --- | --- |"];
  const counts = more > 0 ? countTable(told) : [];
  return [...counts, ...head, ...rows.map(ticketRow), ...(more > 0 ? ["", `… and ${more} more.`] : []), ""];
}

function countTable(told: readonly Outcome[]): string[] {
  const rows = Object.entries(WORDS).map(([kind, words]) => [words, told.filter(({ outcome }) => outcome === kind).length] as const);
  const lines = rows.flatMap(([words, count]) => (count === 0 ? [] : [`| ${words} | ${count} |`]));
  return ["| what happened | tickets |", "| --- | --- |", ...lines, ""];
}

/** Boxes as characters: a task list of a summary could be clicked, and would change nothing. */
function checklist({ checklist: list }: Report): string[] {
  if (list === undefined) return [];
  const sections = list.sections.flatMap(({ heading, items }) => [
    ...(heading === "" ? [] : [`**${inline(heading)}**`, ""]),
    ...items.map(itemLine),
    "",
  ]);
  return [`#### ${inline(list.title)}`, "", ...sections];
}

function itemLine({ text, depth, done, why, url }: ShownItem): string {
  const reason = why === "" && url === "" ? "" : ` (${url === "" ? inline(why) : link(why === "" ? "evidence" : why, url)})`;
  return `${"  ".repeat(depth)}- ${done ? "☑" : "☐"} ${inline(text)}${reason}`;
}

function problems(report: Report): string[] {
  if (report.problems.length === 0) return [];
  return ["#### To correct", "", ...report.problems.map((problem) => `- ${inline(problem)}`), ""];
}

function failedJobs(report: Report): string[] {
  if (report.failedJobs.length === 0) return [];
  const lines = report.failedJobs.slice(0, 50).map((job) => {
    const steps = job.steps.map((step) => link(step.name, step.url)).join(", ");
    return `- ${link(job.name, job.url)} (${inline(job.conclusion)})${steps === "" ? "" : `: ${steps}`}`;
  });
  const more = report.failedJobs.length - lines.length;
  return ["#### Failed jobs", "", ...lines, ...(more > 0 ? [`- … and ${more} more`] : []), ""];
}

function permissions(report: Report): string[] {
  if (report.permissions.length === 0) return [];
  return [
    "#### Permissions to add",
    "",
    "GitHub refused some requests. Add what is missing to the `permissions:` of the job; a new block takes away every scope that it does not name.",
    "",
    "```yaml",
    "permissions:",
    ...report.permissions.map((line) => `  ${line}`),
    "```",
    "",
  ];
}

function notes(report: Report): string[] {
  const redacted = report.redacted === 1 ? "1 secret was cut out" : `${report.redacted} secrets were cut out`;
  const lines = [...report.warnings, ...report.notes, ...(report.redacted > 0 ? [`${redacted} of logs and texts.`] : [])];
  return lines.length === 0 ? [] : ["#### Good to know", "", ...lines.map((note) => `- ${inline(note)}`), ""];
}

/** A whole ticket or note, so that a person can paste it into Gleap by hand; the exact request folded behind it. */
function whole(operation: PlannedOperation): string[] {
  const lines: string[] = [`##### ${inline(operation.kind)}: ${inline(operation.title ?? operation.key)}`, ""];
  for (const { method, path, body } of operation.requests) {
    const fields = typeof body === "object" && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
    const facts = ["type", "status", "priority", "tags"].filter((name) => fields[name] !== undefined);
    if (facts.length > 0) lines.push(facts.map((name) => `${name}: ${inline(String(fields[name]))}`).join(" · "), "");
    if (typeof fields["description"] === "string") lines.push(block(fields["description"]), "");
    const json = body === undefined ? "" : block(JSON.stringify(body, null, 2));
    lines.push(`<details><summary>${inline(`${method} ${path}`)}</summary>${json}</details>`, "");
  }
  return lines;
}

function undelivered(report: Report): string[] {
  const errors = report.outcomes.flatMap(({ error }) => (error === undefined ? [] : [error]));
  const told = [...new Set(errors.map(quoted))];
  if (report.unsent.length === 0 && told.length === 0) return [];
  return ["#### Not delivered to Gleap", "", ...told, "", ...report.unsent.flatMap(whole)];
}

/** What happened, and what to do. */
function quoted(error: Error): string {
  return `> ${inline(error instanceof TicketError ? `${error.message} ${error.next}` : error.message)}`;
}

function plan(report: Report): string[] {
  if (report.overall !== "planned") return [];
  return ["#### The plan", "", ...worthTelling(report.plan).flatMap(whole)];
}

/** The operations of a plan that a person wants to read: of very many only those that do something. */
export function worthTelling(operations: readonly PlannedOperation[]): readonly PlannedOperation[] {
  return operations.length <= MOST_ROWS ? operations : operations.filter(({ kind }) => kind !== "leave");
}

/**
 * The job summary as GitHub-flavoured Markdown: tickets with links, failed jobs and steps, what was left out and why, the plan of a dry
 * run, and whatever could not be delivered, whole. `error`: why the step fails although it has a report; it stands at the top. Everything in it that
 * strangers wrote is escaped.
 */
export function summaryOf(report: Report, error?: Error): string {
  const sections = [
    [`### Gleap Ticket: ${inline(report.headline)}`, ""],
    error === undefined ? [] : [quoted(error), ""],
    tickets(report),
    checklist(report),
    problems(report),
    undelivered(report),
    failedJobs(report),
    permissions(report),
    notes(report),
    plan(report),
  ];
  return cutToBytes(sections.flat().join("\n"));
}

function cutToBytes(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= MAX_BYTES) return text;
  const kept = bytes.subarray(0, MAX_BYTES).toString().replace(/�$/u, "");
  const lastLine = kept.lastIndexOf("\n");
  return `${kept.slice(0, lastLine)}\n\n… cut: a job summary holds 1 MiB at most.\n`;
}
