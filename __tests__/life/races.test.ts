/** Many processes report the same failure at the same moment: one open ticket, nothing left over. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import nock from "nock";
import type { Gleap } from "../../sandbox/gleap/server.d.mts";
import { startGleap } from "../../sandbox/gleap/server.mjs";
import { jobHash } from "../../src/tickets/identity.ts";
import { readState } from "../../src/tickets/state.ts";
import type { Desired } from "../../src/tickets/types.ts";
import { green, red, runOf, scope } from "../tickets/world.ts";
import { hour, reportTo, silenced } from "./inside.ts";
import { openLife, RED, textOf } from "./life.ts";

const PROCESSES = 20;
const together = <T>(work: (index: number) => Promise<T>) => Promise.all(Array.from({ length: PROCESSES }, (_, index) => work(index)));

/** One open ticket, the oldest; every other one is folded into it; no job and no failure is lost. */
function expectOne(gleap: Gleap, count: number): void {
  const [keeper, ...others] = gleap.tickets().filter(({ tags }) => tags.includes(scope));
  expect(keeper).toMatchObject({ status: "OPEN", archived: false });
  expect(keeper?.duplicateOf).toBeUndefined();
  for (const other of others) expect(other).toMatchObject({ status: "DONE", archived: true, duplicateOf: keeper?.id });
  const state = readState(String(keeper?.formData["description"]))?.state;
  expect(state).toMatchObject({ count, jobs: [jobHash("test")] });
}

describe("20 at once in this process, 50 rounds", () => {
  let gleap: Gleap;
  let time = hour(0);
  let restore: () => void;
  beforeAll(async () => {
    nock.restore();
    gleap = await startGleap({ now: () => time, internalOnly: true });
    restore = silenced();
  });
  afterAll(async () => {
    restore();
    await gleap.close();
  });

  /** A report of one of the processes; all of them have listed before the first one writes. */
  function reporter(desired: (index: number) => Desired) {
    const { promise, resolve } = Promise.withResolvers<void>();
    let waiting = 0;
    const listed = () => {
      waiting += 1;
      if (waiting === PROCESSES) resolve();
      return promise;
    };
    return (index: number) => reportTo(gleap, desired(index), { listed });
  }

  test("fresh, again, green, and from the start", async () => {
    for (let round = 0; round < 50; round++) {
      gleap.reset();
      time = hour(1);
      const reports = await together(reporter(() => red(1)));
      expect(reports.filter(({ overall }) => overall === "failed")).toEqual([]);
      expectOne(gleap, 1);
      expect(gleap.tickets()).toHaveLength(PROCESSES);
      time = hour(2);
      await together(() => reportTo(gleap, red(2)));
      expectOne(gleap, 2);
      time = hour(3);
      await together(() => reportTo(gleap, green(3)));
      expect(new Set(gleap.tickets().map(({ status }) => status))).toEqual(new Set(["DONE"]));
      time = hour(4);
      await together(reporter(() => red(4)));
      const open = gleap.tickets().filter(({ status }) => status === "OPEN");
      expect(open).toHaveLength(1);
      const ids = gleap.tickets().filter(({ createdAt }) => createdAt === new Date(time).toISOString());
      expect(ids.filter(({ duplicateOf }) => duplicateOf === open[0]?.id)).toHaveLength(ids.length - 1);
    }
  }, 120_000);

  test("each names another failed job: still one open ticket, the others folded, and each of those with a note", async () => {
    gleap.reset();
    await together(reporter((index) => runOf({ run: 1, jobs: { [`test (${index})`]: "failure" } })));
    const [keeper, ...others] = gleap.tickets();
    expect(keeper).toMatchObject({ status: "OPEN", archived: false });
    for (const other of others) expect(other).toMatchObject({ status: "DONE", archived: true, duplicateOf: keeper?.id });
    const notes = gleap.messages(keeper?.id ?? "").map(({ data }) => textOf(data.content));
    expect(others.filter(({ bugId }) => notes.filter((note) => note.includes(`duplicate #${bugId} was`)).length === 0)).toEqual([]);
  });
});

describe("20 processes of the built action", () => {
  const rounds = Number(process.env["LIFE_ROUNDS"] ?? 3);

  test(
    `${rounds} rounds`,
    async () => {
      for (let round = 0; round < rounds; round++) {
        const life = await openLife();
        try {
          const ran = await together(() => life.report(RED));
          expect(ran.map(({ exitCode }) => exitCode)).toEqual(ran.map(() => 0));
          expect(new Set(ran.map(({ outputs }) => outputs["ticket-number"]))).toEqual(new Set(["1"]));
          expectOne(life.gleap, 1);
          expect(life.seen().flatMap(({ notes }) => notes)).toEqual([]);
        } finally {
          await life.close();
        }
      }
    },
    30_000 + rounds * 20_000,
  );
});
