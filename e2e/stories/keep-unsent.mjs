import assert from "node:assert/strict";
import { BROKEN } from "../repository.mjs";

/** @type {import("../types.d.mts").Story} */
export const story = {
  name: "keep-unsent",
  about: "Gleap refuses, and what it did not get is kept as an artifact",
  turns: [
    {
      what: "a test fails while Gleap refuses the key",
      workflow: "examples/keep-unsent.yml",
      path: ".github/workflows/ci.yml",
      event: { name: "push" },
      files: BROKEN,
      before: ({ gleap }) => void gleap.fault({ kind: "status", status: 401, times: 100 }),
      check: ({ step, tickets, log }) => {
        assert.deepEqual([step.result, step.outputs["outcome"], tickets], ["failure", "failed", []]);
        const kept = log.split("kept as gleap-ticket-unsent\n")[1] ?? "";
        assert.match(kept, /"title": "CI failed on main"/, "the step after it gets the file");
        assert.match(step.summary, /CI failed on main/);
      },
    },
    {
      what: "it fails again and Gleap is back",
      workflow: "examples/keep-unsent.yml",
      path: ".github/workflows/ci.yml",
      event: { name: "push" },
      before: ({ gleap }) => gleap.reset(),
      check: ({ step, tickets, log }) => {
        assert.deepEqual([step.outputs["outcome"], step.outputs["unsent-file"], tickets.length], ["created", "", 1]);
        assert.doesNotMatch(log, /kept as/, "nothing is kept where nothing was unsent");
      },
    },
  ],
};
