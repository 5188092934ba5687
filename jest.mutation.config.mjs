// What Stryker runs: the tests that look straight at the mutated code. No coverage, and no test that starts a process.
import { join } from "node:path";
import base from "./jest.config.mjs";

export default {
  ...base,
  testMatch: [
    "<rootDir>/__tests__/tickets/*.test.ts",
    "<rootDir>/__tests__/gleap/*.test.ts",
    "<rootDir>/__tests__/failure/{log,lines,stamps,window,shape,collector,logfiles,readlogs,scores,excerpt,excerpts,firsterror}.test.ts",
    "<rootDir>/__tests__/deliver.test.ts",
  ],
  collectCoverage: false,
  // Instrumented code is slow, and so is a machine that runs several tests at once.
  testTimeout: 60_000,
  runner: "<rootDir>/scripts/mutation/runner.mjs",
  testEnvironment: join(import.meta.dirname, "scripts/mutation/environment.mjs"),
};
