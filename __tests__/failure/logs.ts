/** Logs in the runner's format, made of what a tool prints. */
import type { Step } from "../../src/github/types.ts";

const STARTED = Date.UTC(2026, 5, 7, 7, 20, 51);

/** ISO time, `seconds` after the failing step started. */
export const at = (seconds: number): string => new Date(STARTED + seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");

/** A line with its stamp. */
export const stamped = (seconds: number, text: string): string => `${at(Math.floor(seconds)).slice(0, 19)}.1234567Z ${text}`;

/** A step by name and the seconds in which it ran. */
export const step = (number: number, name: string, from: number, to: number, conclusion = "success"): Step => ({
  name,
  number,
  status: "completed",
  conclusion,
  started_at: at(from),
  completed_at: at(to),
});

/** Header of a script step, with echo and environment. */
export const header = (seconds: number, script: string): string[] =>
  [
    `##[group]Run ${script}`,
    `\u001b[36;1m${script}\u001b[0m`,
    "shell: /usr/bin/bash -e {0}",
    "env:",
    "  NODE_ENV: test",
    "  PLAIN_VALUE: from-the-environment",
    "##[endgroup]",
  ].map((text) => stamped(seconds, text));

/** Steps and log of a job whose third step runs `script` for ten seconds, prints `output` and ends with exit code 1. */
export function failedJob(
  script: string,
  output: readonly string[],
  name = `Run ${script}`,
): { log: string; step: Step; steps: readonly Step[] } {
  const steps = [
    step(1, "Set up job", -9, -5),
    step(2, "Run actions/checkout@v6", -5, -1),
    step(3, name, 0, 10, "failure"),
    step(4, "Upload", 10, 10, "skipped"),
    step(5, "Post Run actions/checkout@v6", 10, 11),
    step(6, "Complete job", 11, 11),
  ];
  const lines = [
    stamped(-9, "Current runner version: '2.334.0'"),
    stamped(-5, "##[group]Run actions/checkout@v6"),
    stamped(-5, "with:"),
    stamped(-5, "##[endgroup]"),
    stamped(-4, "fatal: Error: this belongs to another step"),
    ...header(0, script),
    ...output.map((text, index) => stamped(1 + Math.floor((index / output.length) * 8), text)),
    stamped(10, "##[error]Process completed with exit code 1."),
    stamped(10, "Post job cleanup."),
    stamped(11, "Error: this belongs to a post step"),
    stamped(11, "Cleaning up orphan processes"),
  ];
  const failing = steps[2];
  if (failing === undefined) throw new Error("unreachable");
  return { log: `\ufeff${lines.join("\r\n")}\r\n`, step: failing, steps };
}

/** A stream of the text in chunks of the given sizes, used again and again. */
export async function* chunks(text: string | Uint8Array, sizes: readonly number[] = [65_536]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0, index = 0; start < bytes.length; index++) {
    const size = Math.max(1, sizes[index % sizes.length] ?? 1);
    yield Uint8Array.from(bytes.subarray(start, start + size));
    start += size;
  }
}
