/**
 * The config file as a schema: every key with its default and a description, from which the README and the JSON Schema are rendered.
 *
 * zod/mini instead of zod: the same checks, 90 kB less in the bundle and quicker to start. Messages are short on purpose: each schema says only
 * what it expects ("one of `a`, `b`"), and `shell/config-problems.ts` adds what was found, where, and the near miss.
 */
import * as z from "zod/mini";
import {
  array,
  bornOpen,
  duration,
  fields,
  flag,
  label,
  list,
  mapping,
  oneOf,
  pattern,
  priority,
  section,
  tag,
  template,
  text,
  told,
  when,
  whole,
} from "./config-values.ts";
import { DEFAULTS } from "./defaults.ts";
import { EFFECTS } from "./tickets/conditions.ts";
import type { TemplateMode } from "./tickets/variables.ts";

/** The whole config file, checked and with its defaults. Keys are written as in the file. */
export type Config = Fixed<z.output<ReturnType<typeof configSchema>>>;

/** Nothing that was parsed is changed afterwards. */
type Fixed<T> = unknown extends T ? T : T extends string | number | boolean ? T : { readonly [Key in keyof T]: Fixed<T[Key]> };

/** The schema of the file. Built on demand: a run without a config file never needs it. */
export function configSchema() {
  return mapping({
    version: told(z.literal(1, { error: "`1`" }), "Version of this format. Always `1`."),
    ticket: section(ticketShape(), "What every ticket starts from, whatever the mode."),
    failure: section(failureShape(), "Mode `failure`: tickets for failing workflow runs."),
    checklist: section(checklistShape(), "Mode `checklist`: a ticket for a release checklist."),
    triage: section(triageShape(), "Mode `triage`: tickets for issues of the repository."),
  }).check(bornOpen());
}

function ticketShape() {
  const { ticket } = DEFAULTS;
  return {
    type: told(z._default(text(), ticket.type), "Type of a new ticket."),
    status: told(z._default(text(), ticket.status), "Status of a new ticket."),
    priority: told(z._default(priority(), ticket.priority), "Priority of a ticket: `LOW`, `MEDIUM` or `HIGH`."),
    tags: told(z._default(list(tag), [...ticket.tags]), "Tags of every ticket. Those of the mode, of rules and of the input are added."),
    fields: told(z._default(fields(), {}), "Any other field of Gleap's `POST /tickets`. Names and types are checked."),
    closed: told(
      z._default(list(text, 1), [...ticket.closed]),
      "Statuses that mean closed. The first one is set when the action closes a ticket.",
    ),
  };
}

function layerSchema() {
  return mapping({
    type: told(z.exactOptional(text()), "Type of a new ticket in this mode."),
    status: told(z.exactOptional(text()), "Status of a new ticket in this mode."),
    priority: told(z.exactOptional(priority()), "Priority of a ticket in this mode."),
    tags: told(z.exactOptional(list(tag)), "Tags added to those of `ticket.tags`."),
    fields: told(z.exactOptional(fields()), "Fields over those of `ticket.fields`; `customData` and `formData` merge key by key."),
  });
}

function modeShape(mode: TemplateMode) {
  const defaults = DEFAULTS[mode];
  return {
    title: told(z._default(template(mode), defaults.title), "Template of the ticket's title."),
    description: told(z.exactOptional(template(mode)), "Template of the ticket's description. Without one the action writes its own."),
    ticket: told(z._default(layerSchema(), {}), "Values of `ticket` that are different in this mode."),
    rules: told(z._default(array(ruleSchema(mode)), []), "Rules that change the ticket, in order; every rule that matches applies."),
    "max-tickets": told(z._default(whole(1, 1000), defaults["max-tickets"]), "Most new tickets in one run."),
  };
}

function failureShape() {
  const { failure } = DEFAULTS;
  return {
    ...modeShape("failure"),
    refs: told(
      z._default(list(pattern), [...failure.refs]),
      "Refs that get tickets: `branches`, `default` (the default branch), `tags`, `pulls`, `queue` (merge queue) or globs of branch names; `!` excludes.",
    ),
    "group-by": told(
      z._default(oneOf(["workflow", "job", "step"]), failure["group-by"]),
      "One ticket per `workflow`, `job` or `step`, always within a ref.",
    ),
    after: told(z._default(whole(1, 100), failure.after), "A new ticket only after so many failures in a row."),
    cancelled: told(
      z._default(oneOf(["ignore", "ticket"]), failure.cancelled),
      "`ticket`: cancelled jobs count as failures too, even without evidence of a timeout.",
    ),
    notes: told(
      z._default(oneOf(["changes", "all", "none"]), failure.notes),
      "A note on the ticket when the failure `changes`, for `all` failures, or `none`.",
    ),
    recovery: told(
      z._default(oneOf(["close", "note", "ignore"]), failure.recovery),
      "When it is green again: `close` the ticket, leave a `note` only, or `ignore` it.",
    ),
    recurrence: told(
      z._default(oneOf(["new", "reopen"]), failure.recurrence),
      "When it fails again after a close: a `new` ticket linked to the old one, or `reopen` that one.",
    ),
    log: section(
      {
        lines: told(z._default(whole(0, 500), failure.log.lines), "Log lines per failed job. `0` leaves the log out."),
        redact: told(z._default(list(pattern), []), "Patterns of text to redact, beyond the known shapes of secrets."),
      },
      "The log excerpt in the ticket.",
    ),
  };
}

function checklistShape() {
  const { checklist } = DEFAULTS;
  return {
    ...modeShape("checklist"),
    file: told(z._default(text(), checklist.file), "Markdown file with the task list."),
    items: told(
      z._default(oneOf(["inline", "tickets"]), checklist.items),
      "`inline` keeps the items in one ticket; `tickets` makes a linked ticket per item.",
    ),
    "require-complete": told(z._default(flag(), checklist["require-complete"]), "`true` fails the step while items are open."),
  };
}

function triageShape() {
  const { triage } = DEFAULTS;
  return {
    ...modeShape("triage"),
    issues: section(
      {
        labels: told(z._default(list(pattern), []), "Only issues with one of these labels."),
        "exclude-labels": told(z._default(list(pattern), []), "No issues with one of these labels."),
        "min-age": told(z.exactOptional(duration()), "Only issues at least this old, for example `2d`."),
        "updated-within": told(z.exactOptional(duration()), "Only issues updated within this time, for example `12h`."),
        "no-assignee": told(z._default(flag(), false), "`true`: only issues that nobody is assigned to."),
        "min-reactions": told(z._default(whole(0, 1_000_000), 0), "Only issues with at least so many reactions."),
        title: told(z._default(list(pattern), []), "Only issues whose title matches."),
        milestone: told(z._default(list(pattern), []), "Only issues of a matching milestone."),
        author: told(z._default(list(pattern), []), "Only issues by a matching author."),
      },
      "Which issues get a ticket; all of the conditions must hold. Without any: all issues.",
    ),
    "close-with-issue": told(z._default(flag(), triage["close-with-issue"]), "Close the ticket when its issue is closed."),
    mark: section(
      {
        label: told(
          z._default(label(), triage.mark.label),
          "Label to set once on an issue when its ticket is made; needs `issues: write`.",
        ),
        comment: told(z._default(flag(), false), "`true` comments once on the issue when its ticket is made; needs `issues: write`."),
      },
      "What to leave on the issue.",
    ),
  };
}

/** One rule of a mode: `when` and effects. */
function ruleSchema(mode: TemplateMode) {
  const rule = mapping({
    when: told(z.exactOptional(when(mode)), "Conditions; all must hold. Without any the rule always matches."),
    priority: told(z.exactOptional(priority()), EFFECTS.priority),
    type: told(z.exactOptional(text()), EFFECTS.type),
    status: told(z.exactOptional(text()), EFFECTS.status),
    tags: told(z.exactOptional(list(tag)), EFFECTS.tags),
    fields: told(z.exactOptional(fields()), EFFECTS.fields),
    assignee: told(z.exactOptional(text()), EFFECTS.assignee),
    team: told(z.exactOptional(text()), EFFECTS.team),
    "due-in": told(z.exactOptional(duration()), EFFECTS["due-in"]),
    title: told(z.exactOptional(template(mode)), EFFECTS.title),
    skip: told(z.exactOptional(flag()), EFFECTS.skip),
    stop: told(z.exactOptional(flag()), EFFECTS.stop),
  });
  return rule.check(z.refine((value) => Object.keys(value).some((key) => key !== "when"), { error: "an effect beside `when`" }));
}
