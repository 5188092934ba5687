// The repository that the workflows run in: octo-org/widget of the sandbox, with a test that can be broken.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const SHIPPING = "src/shipping.js";

const GREEN = `const ZONES = { a: { amount: 4 }, b: { amount: 9 } };

export function shippingFor(zone) {
  return ZONES[zone].amount;
}
`;

/** When a command fails, act does not wait for what it printed: what is still on its way comes too late for the log, or never. */
const TEST = "node --test || (sleep 0.5; exit 1)";

/** All that has to be there for `npm run lint`, `npm test` and `npm run deploy`; the tests are green. @type {Readonly<Record<string, string>>} */
export const FILES = {
  "package.json": `${JSON.stringify({
    name: "widget",
    version: "1.9.0",
    private: true,
    type: "module",
    scripts: { lint: `node --check ${SHIPPING}`, test: TEST, deploy: "node --eval \"console.log('Deployed widget 1.9.0')\"" },
  })}\n`,
  [SHIPPING]: GREEN,
  "test/checkout.test.js": `import assert from "node:assert/strict";
import test from "node:test";
import { shippingFor } from "../src/shipping.js";

test("adds shipping to the total", () => assert.equal(10 + shippingFor("b"), 19));
`,
};

/** With these the test of the checkout fails. @type {Readonly<Record<string, string>>} */
export const BROKEN = { [SHIPPING]: GREEN.replace("ZONES[zone]", "ZONES[zone.name]") };
/** With these it is green again. @type {Readonly<Record<string, string>>} */
export const REPAIRED = { [SHIPPING]: GREEN };

/**
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} files Texts by path.
 */
export function writeFiles(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A fresh repository, so that a job with a checkout has a `.git`. @param {string} folder */
export function createRepository(folder) {
  mkdirSync(folder, { recursive: true });
  execFileSync("git", ["init", "--quiet", "--initial-branch=main", folder]);
  writeFiles(folder, FILES);
}
