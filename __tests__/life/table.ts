/** What the tests of the table share: runs in short, tickets in a line. */
import type { Recorded } from "../../sandbox/gleap/server.d.mts";
import { momentText } from "../../src/tickets/moment.ts";
import { hashes, type Life, RED, type Seen } from "./life.ts";
import type { Tale } from "./runs.ts";

export const BY_JOB = "version: 1\nfailure: { group-by: job }\n";

export const red = (run: number, more: Partial<Tale> = {}): Tale => ({ ...RED, run, ...more });
export const green = (run: number, more: Partial<Tale> = {}): Tale => ({ run, jobs: { lint: "success", test: "success" }, ...more });

/** Each ticket in one line: `#1 OPEN x2 11.1-13.1 test`. */
export function lines(life: Life): readonly string[] {
  return life.seen().map(line);
}

function line({ number, status, state, archived, duplicateOf }: Seen): string {
  const names = ["lint", "test", "e2e"].filter((name) => state?.jobs.includes(hashes(name)[0] ?? ""));
  const told = state === undefined ? "?" : `x${state.count} ${momentText(state.first)}-${momentText(state.last)} ${names.join("+")}`;
  return `#${number} ${status} ${told}${duplicateOf === undefined ? "" : " folded"}${archived ? " archived" : ""}`;
}

/** The requests that change something. */
export function writes(ran: { readonly gleap: readonly Recorded[] }): readonly Recorded[] {
  return ran.gleap.filter(({ method }) => method !== "GET");
}
