// Reads `action.yml` as far as a runner of this one Action needs it: names and defaults of the inputs, and the script to run.

/**
 * A plain or quoted scalar of one line.
 * @param {string} text
 */
function scalar(text) {
  const plain = text.trim();
  if (plain.startsWith('"')) return String(JSON.parse(plain.replace(/\s+#.*$/, "")));
  const quoted = /^'((?:[^']|'')*)'/.exec(plain)?.[1];
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  if (/^[|>[{&*!]/.test(plain)) throw new Error(`the local runner does not read this in action.yml: ${plain}`);
  return plain.replace(/(^|\s)#.*$/, "").trim();
}

/**
 * Inputs stand two spaces deep under `inputs:`, their keys four; only `default` is read. `main` stands under `runs:`.
 * @param {string} yaml
 * @returns {{ inputs: Record<string, string>, main: string }} An input without default has an empty one, as the runner has it.
 */
export function readAction(yaml) {
  /** @type {Record<string, string>} */
  const inputs = {};
  let main = "";
  let section = "";
  let input = "";
  for (const row of yaml.split(/\r?\n/)) {
    const top = /^([\w-]+):/.exec(row)?.[1];
    if (top !== undefined) section = top;
    const name = /^ {2}(["']?)([\w-]+)\1:/.exec(row)?.[2];
    if (section === "inputs" && name !== undefined) {
      input = name;
      inputs[input] = "";
    }
    const value = /^ {4}default:(.*)$/.exec(row)?.[1];
    if (section === "inputs" && value !== undefined) inputs[input] = scalar(value);
    const script = /^ {2}main:(.*)$/.exec(row)?.[1];
    if (section === "runs" && script !== undefined) main = scalar(script);
  }
  if (main === "") throw new Error("action.yml names no script under runs: main:");
  return { inputs, main };
}
