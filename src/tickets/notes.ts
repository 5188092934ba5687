import { durationText, momentText } from "./moment.ts";
import { time } from "./ours.ts";
import type { State } from "./state.ts";
import { httpUrl, oneLine } from "./text.ts";
import type { Existing, Inline, NoteText, RunRef, RunVerdict } from "./types.ts";

const MOST_NAMES = 10;

/** A note of this run: `run N.M` and a colon lead it, linked to the run. */
export function runNote(run: RunRef, text: NoteText): NoteText {
  const [first = [], ...rest] = text;
  return [[{ ...linked(runName(run), run.runUrl), bold: true }, { text: ": " }, ...first], ...rest];
}

/** `run N.M`, by which a note of this run is known. */
export function runName({ moment }: Pick<RunRef, "moment">): string {
  return `run ${momentText(moment)}`;
}

/** The sentence of a recovery that stays the same until the next failure. */
export function lastFailure(state: State): string {
  return `The last failure was run ${momentText(state.last)}.`;
}

/** What a recovery says: the run, the commit, how long it was broken, how many failures, and whether it was flaky. */
export function recoveryNote(verdict: RunVerdict, ticket: Existing, state: State | undefined, flaky: boolean): NoteText {
  const { sha, subject, url } = verdict.commit;
  const title = oneLine(subject, 100);
  const commit: readonly Inline[] =
    sha === ""
      ? [{ text: "green again." }]
      : [
          { text: flaky ? "green again, on the same commit " : "green again, fixed by commit " },
          linked(sha.slice(0, 10), url),
          { text: title === "" ? "." : `: ${title}` },
        ];
  const broken = time(verdict.startedAt) - time(ticket.createdAt);
  const parts: string[] = [];
  if (verdict.startedAt !== "" && Number.isSafeInteger(broken) && broken >= 0 && broken < 1e14)
    parts.push(`Broken for ${durationText(broken)}.`);
  if (state !== undefined) parts.push(`${state.count} ${state.count === 1 ? "failure" : "failures"}.`, lastFailure(state));
  if (flaky) parts.push("A later attempt of the same run succeeded: this is flaky.");
  return runNote(verdict, parts.length === 0 ? [commit] : [commit, [{ text: parts.join(" ") }]]);
}

/** Says which failed jobs a duplicate brought along when it was folded into an older ticket. */
export function foldParagraph(duplicate: Existing, hashes: readonly string[], jobs: RunVerdict["jobs"]): readonly Inline[] {
  const names = hashes.flatMap((hash) => jobs.find((job) => job.hash === hash)?.name ?? []).map((name) => oneLine(name, 100));
  const more = hashes.length - Math.min(names.length, MOST_NAMES);
  const listed = [...names.slice(0, MOST_NAMES), ...(more > 0 ? [`${more} more`] : [])].join(", ");
  const which = duplicate.number === undefined ? "A duplicate" : `The duplicate #${duplicate.number}`;
  return [{ text: `${which} was folded into this ticket. Failed jobs that only it named: ${listed}.` }];
}

/** Text with a link, where the address is one. */
export function linked(text: string, url: string): Inline {
  const href = httpUrl(url);
  return href === undefined ? { text } : { text, href };
}

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinal(count: number): string {
  const ends: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd", other: "th" };
  return `${count}${ends[new Intl.PluralRules("en", { type: "ordinal" }).select(count)] ?? "th"}`;
}
