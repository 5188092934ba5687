// npm run audit:workflows: two linters that are not ours look at our own workflows, at the examples and at what the stories run.
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { exit, tryAll } from "./report.mjs";
import { goTool, ROOT, zizmor } from "./tools.mjs";

const run = promisify(execFile);

const files = [".github/workflows", "examples", "e2e"].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(".yml"))
    .map((file) => `${folder}/${file}`),
);

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @throws {Error} With what it printed, if it found something.
 */
async function lint(program, args) {
  try {
    await run(program, args, { cwd: ROOT });
  } catch (error) {
    const { stdout = "", stderr = "" } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    throw new Error(`${stdout}${stderr}`.trim() || String(error), { cause: error });
  }
}

exit(
  await tryAll([
    {
      name: "actionlint",
      about: `${files.length} workflows`,
      // Without the linters of other languages, which are there on one machine and not on the next.
      run: async () => lint(await goTool("actionlint"), ["-no-color", "-shellcheck=", "-pyflakes=", ...files]),
    },
    {
      name: "zizmor",
      about: `${files.length} workflows, action.yml and .github/dependabot.yml`,
      run: async () =>
        lint(await zizmor(), [
          "--offline",
          "--no-progress",
          "--color=never",
          "--quiet",
          "--strict-collection",
          ".",
          ...files.filter((file) => !file.startsWith(".github/")),
        ]),
    },
  ]),
);
