/** Mustache's grammar (https://mustache.github.io/mustache.5.html), read by its library. */
import Mustache from "mustache";

type Kind = "text" | "name" | "&" | "#" | "^" | "!" | ">" | "=";

/** A stretch of text or a tag: its kind, its text or name, where it starts and ends in the template, and what stands inside a section. */
export type Token = readonly [kind: Kind, value: string, start: number, end: number, children?: readonly Token[]];

/** Sections inside sections that a template may have; beyond, the check refuses it and nothing is rendered. */
export const DEEPEST = 20;

/** The tokens of a template. Throws the library's own `Error` for what is not closed. */
export function parseTemplate(template: string): readonly Token[] {
  return Mustache.parse(template) as readonly Token[];
}
