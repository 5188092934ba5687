/** Reading what GitHub sent, in events and answers, which anybody may have shaped: what has not the expected type is not there. */

export type Fields = Readonly<Record<string, unknown>>;

/** The object; `undefined` for anything else, lists among it. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** What is at `path` below `value`, by names of its own alone; `undefined` if there is nothing. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    const fields = fieldsOf(here);
    here = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
  }
  return here;
}

/** The object at `path` below `value`; an empty one if there is none. */
export function fieldsAt(value: unknown, ...path: readonly string[]): Fields {
  return fieldsOf(valueAt(value, ...path)) ?? {};
}

/** A string that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A whole number from zero, also when it is written as text (environment variables are). */
export function countOf(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** The same from one, as ids, issues, runs and attempts are numbered. */
export function numberOf(value: unknown): number | undefined {
  return countOf(value) || undefined;
}

/** Those entries of a list that have the shape; `undefined` if it is no list. */
export function listOf<T>(value: unknown, shape: (entry: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((entry: unknown) => shape(entry)).filter((entry) => entry !== undefined);
}
