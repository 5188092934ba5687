/** Fields of `POST /tickets` in layers: config file, mode, rules, inputs. */

/** Fields over fields, the upper ones win; the two free mappings of a ticket, `customData` and `formData`, keep the keys of both. */
export function mergeFields(
  below: Readonly<Record<string, unknown>>,
  above: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const merged: Record<string, unknown> = { ...below, ...above };
  for (const name of ["customData", "formData"]) {
    const lower = below[name];
    const upper = above[name];
    if (isMapping(lower) && isMapping(upper)) merged[name] = { ...lower, ...upper };
  }
  return merged;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
