const LONGEST = 100;

/** Tags with a meaning of their own: the key of a ticket, and the tag with which people silence a key. */
const RESERVED = /^(?:gh-.*-[0-9a-f]{10}|gleap-ticket-mute)$/;

/** What a tag of the team's own must look like, as a phrase, if this one does not; else `undefined`. */
export function tagExpectation(tag: string): string | undefined {
  if (tag.trim() === "") return "text";
  if (tag.length > LONGEST) return `a tag of at most ${LONGEST} characters`;
  if (/[,\p{Cc}]/u.test(tag)) return "a tag without commas and line breaks";
  if (RESERVED.test(tag)) return "a tag of your own (this one has a meaning for the action)";
  return undefined;
}
