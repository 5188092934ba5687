/** What an item with a check waits for, in words. */
import type { Check } from "./auto.ts";
import type { Shower } from "./shown.ts";

const NAME = 200;

/** A clause for behind "when". */
export function waitsFor(check: Check, shower: Shower): string {
  const shown = (text: string) => shower.line(text, NAME);
  switch (check.kind) {
    case "workflow":
      return `the newest run of ${shown(check.file)} at the commit of the release is green`;
    case "milestone":
      return "nothing is open in the milestone of the release";
    case "asset":
      return `a file ${shown(check.glob)} is attached to the release`;
    case "file":
      return `${shown(check.path)} holds ${shown(check.contains)} at the commit of the release`;
    default:
      return `no open issue has the label ${shown(check.label)}`;
  }
}
