/** Changes that were planned from an older look at a ticket, made to fit the ticket as it is now. */
import { readState } from "./state.ts";
import type { Changes, Existing } from "./types.ts";

/**
 * The same changes with what people did to the ticket meanwhile kept: their text below the state line, other keys of the form, and every field that is not
 * what it was when the plan was made. `undefined` where another run has written the state line since: it knew better, and the next run compares again.
 */
export function rebased(changes: Changes, planned: Existing, now: Existing): Changes | undefined {
  const [before, after] = [readState(planned.description), readState(now.description)];
  if (lineOf(planned.description) !== lineOf(now.description)) return undefined;
  const [was, is] = [before?.below ?? planned.description, after?.below ?? now.description];
  const put = (text: string): string => {
    if (!text.endsWith(was)) return text;
    const ours = text.slice(0, text.length - was.length).replace(/\n$/, "");
    return is === "" ? ours : `${ours}\n${is}`;
  };
  const { title, priority, tags, status, description, shorter, ...rest } = changes;
  const text = description === undefined ? undefined : put(description);
  return {
    ...rest,
    ...(title !== undefined && now.title === planned.title ? { title } : {}),
    ...(priority !== undefined && now.priority === planned.priority ? { priority } : {}),
    ...(tags !== undefined && String(now.tags) === String(planned.tags) ? { tags } : {}),
    ...(status !== undefined && now.status === planned.status ? { status } : {}),
    ...(text === undefined ? {} : { description: text, formData: { ...now.formData, description: text } }),
    ...(shorter === undefined ? {} : { shorter: put(shorter) }),
  };
}

/** The state line as it stands in a description; empty where there is none that can be read. */
function lineOf(description: string): string {
  const reading = readState(description);
  if (reading?.state === undefined) return "";
  return description.slice(reading.above.length, description.length - reading.below.length).trim();
}
