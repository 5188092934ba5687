/** What notes say of an issue. They are known by these words, so an issue must give the same ones to every run. */
import type { Issue } from "../github/issues.ts";
import { httpUrl } from "../tickets/text.ts";

/** How an issue that is not there any more went. `unseen`: GitHub does not show it, which may be either. */
export type Gone = { readonly how: "deleted" } | { readonly how: "unseen" } | { readonly how: "transferred"; readonly url?: string };

const REASONS: Readonly<Record<string, string>> = {
  completed: " as completed",
  not_planned: " as not planned",
  duplicate: " as a duplicate",
};

/** `Issue #42 was closed as completed on 2026-11-02 10:00 UTC.` Who did it is not said, as GitHub's list does not tell. */
export function closedSentence({ number, stateReason = "", closedAt = "" }: Issue): string {
  const reason = Object.hasOwn(REASONS, stateReason) ? (REASONS[stateReason] ?? "") : "";
  const when = timeText(closedAt);
  return `Issue #${number} was closed${reason}${when === "" ? "" : ` on ${when}`}.`;
}

/** `Issue #42 was reopened.` */
export function reopenedSentence(number: number): string {
  return `Issue #${number} was reopened.`;
}

/** What became of an issue that is gone. With an address the words without one are the first part, so that they are known again. */
export function goneSentence(number: number, gone: Gone): string {
  if (gone.how === "deleted") return `Issue #${number} was deleted.`;
  if (gone.how === "unseen") return `Issue #${number} is gone: it was deleted, or transferred to where this token sees nothing.`;
  const url = httpUrl(gone.url ?? "");
  return `Issue #${number} was transferred.${url === undefined ? "" : ` It is now ${url}`}`;
}

/** `2026-11-02 10:00 UTC`; empty for what is no time. */
export function timeText(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? "" : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** `2026-11-02` in UTC; empty for what is no time. */
export function dateText(iso: string): string {
  return timeText(iso).slice(0, 10);
}
