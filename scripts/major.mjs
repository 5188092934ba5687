// Run by .github/workflows/release.yml: a release v1.2.3 moves the tag v1, which is what workflows name, to its commit.
// No dependency, and runs on the Node of a runner. https://docs.github.com/rest/git/refs
import { readFileSync } from "node:fs";

const VERSION = /^v(\d+)\.(\d+)\.(\d+)$/u;

/** @param {string} name */
function needed(name) {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`The variable ${name} is not set.`);
  return value;
}

/**
 * @param {string} method
 * @param {string} path Below the repository.
 * @param {unknown} [body]
 * @returns {Promise<unknown>} The answer's JSON.
 */
async function ask(method, path, body) {
  const response = await fetch(`${needed("GITHUB_API_URL")}/repos/${needed("GITHUB_REPOSITORY")}/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${needed("GITHUB_TOKEN")}`,
      accept: "application/vnd.github+json",
      "user-agent": "gleap-ticket-release",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`GitHub answered ${method} ${path} with ${response.status}: ${await response.text()}`);
  return response.json();
}

/** The parts of a version as numbers; `undefined` where it is none. @param {string} tag */
const partsOf = (tag) => VERSION.exec(tag)?.slice(1).map(Number);

/** Whether `a` is newer than `b`. @param {readonly number[]} a @param {readonly number[]} b */
function isNewer(a, b) {
  const different = a.findIndex((part, index) => part !== b[index]);
  return different !== -1 && (a[different] ?? 0) > (b[different] ?? 0);
}

/** @returns {Promise<string>} What was done, in a sentence. */
async function move() {
  const tag = needed("TAG");
  const sha = needed("GITHUB_SHA");
  const version = partsOf(tag);
  if (version === undefined) throw new Error(`${tag} is no version like v1.2.3: name the tag of the release so.`);
  const { version: built } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  if (`v${built}` !== tag) throw new Error(`The release is ${tag}, but package.json says ${built}: make them the same, and build.`);
  const major = `v${version[0]}`;
  const refs = /** @type {{ ref: string }[]} */ (await ask("GET", `git/matching-refs/tags/${major}`));
  const tags = refs.map(({ ref }) => ref.replace(/^refs\/tags\//u, ""));
  const newer = tags.find((other) => other.startsWith(`${major}.`) && isNewer(partsOf(other) ?? [], version));
  if (newer !== undefined) return `${major} stays where it is: ${newer} is newer than ${tag}.`;
  if (tags.includes(major)) await ask("PATCH", `git/refs/tags/${major}`, { sha, force: true });
  else await ask("POST", "git/refs", { ref: `refs/tags/${major}`, sha });
  return `${major} is now ${tag}, ${sha}.`;
}

try {
  process.stdout.write(`${await move()}\n`);
} catch (error) {
  process.stdout.write(`::error::${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
