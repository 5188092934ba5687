/** Reading what GitHub sent, in events and answers: what has not the expected type is not there. */

export type Fields = Readonly<Record<string, unknown>>;

/** The object at `path` below `value`; an empty one if there is none. */
export function fieldsAt(value: unknown, ...path: readonly string[]): Fields {
  let here: unknown = value;
  for (const name of path) here = isFields(here) && Object.hasOwn(here, name) ? here[name] : undefined;
  return isFields(here) ? here : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A string that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A whole number from zero, also when it is written as text (environment variables are). */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** Those entries of a list that have the shape; `undefined` if it is no list. */
export function listOf<T>(value: unknown, shape: (entry: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((entry: unknown) => shape(entry)).filter((entry) => entry !== undefined);
}
