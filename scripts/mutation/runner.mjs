// Jest's runner for mutation testing: loads only the files that hold a test which is asked for, the likeliest first, and stops at the first that fails.
// Stryker names the tests that reach a mutant, not their files, and Jest alone would load and finish them all.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import TestRunner from "jest-runner";

const SEEN = join(import.meta.dirname, "..", "..", ".stryker-seen.json");

export default class MutationRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    const seen = existsSync(SEEN) ? JSON.parse(readFileSync(SEEN, "utf8")) : {};
    let hasFailed = false;
    this.on("test-file-success", ([test, result]) => {
      hasFailed ||= result.numFailingTests > 0;
      seen[test.path] = { names: result.testResults.map(({ fullName }) => fullName), took: result.perfStats.runtime };
    });
    for (const test of inOrder(tests, seen, this._globalConfig)) {
      if (!hasFailed) await super.runTests([test], watcher, options);
    }
    if (process.env.__STRYKER_ACTIVE_MUTANT__ === undefined) writeFileSync(SEEN, JSON.stringify(seen));
  }
}

/** The file named like the mutated one, then the others by the time that they took in the first run. */
function inOrder(tests, seen, { testNamePattern, nonFlagArgs }) {
  const pattern = testNamePattern === undefined ? null : new RegExp(testNamePattern, "i");
  const own = `${basename(nonFlagArgs[0] ?? "", ".ts")}.test.ts`;
  const time = ({ path }) => (basename(path) === own ? 0 : (seen[path]?.took ?? 0));
  return tests
    .filter(({ path }) => pattern === null || (seen[path]?.names.some((name) => pattern.test(name)) ?? true))
    .toSorted((a, b) => time(a) - time(b));
}
