import * as core from "@actions/core";

/**
 * Makes text safe to print on the runner's log, where a line of a stranger could be taken for a workflow command.
 * The runner reads `::name::` at the start of a line and `##[name]` anywhere in it
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs), so both are broken with a visible space.
 */
export function printable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^(\s*):(?=:)/u, "$1: ").replaceAll("##[", "## ["))
    .join("\n");
}

/** One or more plain lines on the step's log. */
export function say(text: string): void {
  core.info(printable(text));
}

/** A line that is shown only when the workflow runs with debug logging. */
export function sayDebug(text: string): void {
  core.debug(printable(text));
}

/** A notice on the run's page. */
export function notice(text: string, title = "Gleap Ticket"): void {
  core.notice(printable(text), { title });
}

/** A warning on the run's page. */
export function warn(text: string): void {
  core.warning(printable(text), { title: "Gleap Ticket" });
}

/** Tells the runner to hide a value in everything that is printed from now on. */
export function mask(secret: string): void {
  core.setSecret(secret);
}
