/** What the ticket of an issue says: templates over the issue. */
import type { Issue } from "../github/issues.ts";
import { peopleOf, ticketValues, titleOf } from "../settings.ts";
import { WHERE_TO_WRITE } from "../tickets/description.ts";
import { dueDate } from "../tickets/duration.ts";
import { TITLE_LENGTH } from "../tickets/managed.ts";
import type { Effects } from "../tickets/rules.ts";
import { renderPieces, renderTemplate } from "../tickets/templates.ts";
import { cleanText, cutText, httpUrl, oneLine, plainName } from "../tickets/text.ts";
import type { Draft, Piece } from "../tickets/types.ts";
import type { Scene } from "./scene.ts";
import { dateText } from "./sentences.ts";
import { withoutSecrets } from "./text.ts";
import { labelsOf } from "./verdict.ts";

const NAME_LENGTH = 200;
const LABELS_LENGTH = 1_000;
const URL_LENGTH = 300;

/** The draft of an issue. `text` is its plain text; absent where the ticket's text is not to be written. */
export function draftOf(issue: Issue, effects: Effects, scene: Scene, text: string | undefined): Draft {
  const { ticket, now } = scene;
  const values = valuesOf(issue, scene);
  const due = effects.dueIn === undefined ? undefined : dueDate(effects.dueIn, now);
  const fields = due === undefined ? effects.fields : { ...effects.fields, dueDate: due };
  return {
    ...ticketValues(ticket, { ...effects, fields }),
    title: titleIn(titleOf(ticket, effects.title), values),
    body: text === undefined ? [] : bodyOf(values, scene, text),
    customData: text === undefined ? {} : customDataOf(values),
    ...peopleOf(ticket, effects),
  };
}

/** Where the title would be too long the issue's is cut, and not the number that stands behind it. */
function titleIn(template: string, values: IssueValues): string {
  const whole = oneLine(renderTemplate(template, values), Number.MAX_SAFE_INTEGER);
  const room = Math.max(0, values.title.length - Math.max(0, whole.length - TITLE_LENGTH));
  return oneLine(renderTemplate(template, { ...values, title: cutText(values.title, room) }), TITLE_LENGTH);
}

function bodyOf(values: IssueValues, scene: Scene, text: string): readonly Piece[] {
  const shown: Piece = { text: text === "" ? "The issue has no text.\n" : `${text}\n`, cut: "excerpt", keep: 0 };
  const details: readonly Piece[] = [shown, { text: `\n${detailsOf(values, scene)}\n${WHERE_TO_WRITE}\n`, cut: "never" }];
  const template = scene.ticket.description;
  const pieces = template === undefined ? details : renderPieces(template, values, { body: { ...shown, text }, details });
  return pieces.map((piece) => ({ ...piece, text: cleanText(piece.text) }));
}

/** What stands below the text. Numbers change all the time and do not write the ticket anew, so they say of when they are. */
function detailsOf({ labels, milestone, author, created, reactions, comments, url }: IssueValues, { now }: Scene): string {
  const lines = [
    ...(labels === "" ? [] : [`Labels: ${labels}`]),
    ...(milestone === "" ? [] : [`Milestone: ${milestone}`]),
    `Author: ${author}${created === "" ? "" : `, on ${created}`}`,
    `Reactions: ${reactions}, comments: ${comments} (${dateText(new Date(now).toISOString())})`,
    `Issue: ${url}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** The template variables of an issue. */
type IssueValues = ReturnType<typeof valuesOf>;

/** `body` and `details` are not here: they are pieces, which may be cut. */
function valuesOf(issue: Issue, scene: Scene) {
  const { redact, repository, repositoryUrl } = scene;
  const line = (text: string, max: number) => oneLine(withoutSecrets(text, redact), max);
  const url = issue.url.length > URL_LENGTH ? undefined : httpUrl(issue.url);
  return {
    title: line(issue.title, NAME_LENGTH),
    number: issue.number,
    url: url ?? `${repositoryUrl}/issues/${issue.number}`,
    state: issue.state,
    author: plainName(issue.author ?? "ghost"),
    labels: line(labelsOf(issue, scene).join(", "), LABELS_LENGTH),
    milestone: line(issue.milestone ?? "", NAME_LENGTH),
    reactions: issue.reactions,
    comments: issue.comments,
    created: dateText(issue.createdAt),
    repository,
  };
}

/** Of the issue as it was when the ticket was made; for views in Gleap. */
function customDataOf({ repository, number, url, author, labels, milestone, created }: IssueValues): Draft["customData"] {
  return { repository, issue: String(number), issue_url: url, author, labels, milestone, created };
}
