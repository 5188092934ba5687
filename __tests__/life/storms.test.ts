/** Storms: what fails again and again, or all at once, does not flood anybody. */
import { afterEach, describe, expect, test } from "@jest/globals";
import { startGleap } from "../../sandbox/gleap/server.mjs";
import { readState } from "../../src/tickets/state.ts";
import { runOf } from "../tickets/world.ts";
import { hour, reportTo, silenced } from "./inside.ts";
import { hashes, keyOfJob, type Life, openLife, SCOPE } from "./life.ts";
import type { Tale } from "./runs.ts";

let life: Life | undefined;
afterEach(async () => {
  await life?.close();
  life = undefined;
});

describe("a nightly that fails 50 times", () => {
  test.each([
    ["changes", ["Error: x"], 0],
    ["changes", ["Error: x", "Error: y"], 49],
    ["changes", ["Error: 1 of 2", "Error: 1 of 2", "Error: y"], 33],
    ["all", ["Error: x"], 49],
    ["none", ["Error: x", "Error: y"], 0],
  ] as const)("`notes: %s`, errors %j: one ticket, %i notes", async (notes, errors, expected) => {
    let time = hour(0);
    const gleap = await startGleap({ now: () => time, internalOnly: true });
    const restore = silenced();
    try {
      for (let run = 1; run <= 50; run++) {
        time = hour(run * 24);
        const error = errors[run % errors.length] ?? "";
        await reportTo(gleap, runOf({ run, error }), { rules: { notes } });
      }
      const [ticket, ...more] = gleap.tickets();
      expect(more).toEqual([]);
      expect(readState(String(ticket?.["description"]))?.state).toMatchObject({ count: 50, first: { run: 1 }, last: { run: 50 } });
      expect(gleap.messages(ticket?.id ?? "")).toHaveLength(expected);
      expect(gleap.violations).toEqual([]);
    } finally {
      restore();
      await gleap.close();
    }
  });
});

describe("256 failed jobs at once, one ticket a job", () => {
  const names = Array.from({ length: 256 }, (_, index) => `shard-${index}`);
  const tale = (run: number, result: "failure" | "success"): Tale => ({
    run,
    jobs: Object.fromEntries(names.map((name) => [name, result])),
  });
  const config = "version: 1\nfailure: { group-by: job }\n";

  test("collapse into 10 tickets and the workflow's; once more nothing is written; green closes all", async () => {
    life = await openLife();
    const first = await life.report(tale(11, "failure"), { config });
    expect(first).toMatchObject({ exitCode: 0, outputs: { outcome: "created" } });
    expect(life.seen().map(({ tags }) => tags[0])).toEqual([...names.slice(0, 10).map(keyOfJob), SCOPE]);
    expect(life.seen().at(-1)?.state?.jobs).toEqual(hashes(...names));
    const again = await life.report(tale(11, "failure"), { config });
    expect(again.outputs["outcome"]).toBe("unchanged");
    expect(again.gleap.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /v3/tickets"]);
    const next = await life.report(tale(12, "failure"), { config });
    expect(next.outputs["outcome"]).toBe("updated");
    expect(life.seen()).toHaveLength(11);
    await life.report(tale(13, "success"), { config });
    expect(new Set(life.seen().map(({ status }) => status))).toEqual(new Set(["DONE"]));
  }, 60_000);

  test("a matrix is one job: one ticket", async () => {
    life = await openLife();
    const jobs = Object.fromEntries(names.map((_, index) => [`test (${index})`, "failure" as const]));
    await life.report({ run: 11, jobs }, { config });
    expect(life.only()).toMatchObject({ tags: [keyOfJob("test"), SCOPE, "github-actions"] });
    expect(life.only().state?.jobs).toHaveLength(256);
  });
});
