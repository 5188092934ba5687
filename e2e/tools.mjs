// The programs that are not ours, each at a pinned version, put into a folder that git ignores. Nothing is installed twice.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The root of this repository. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Tools, and what a story leaves behind. */
export const CACHE = join(ROOT, ".e2e");

const TOOLS = {
  act: { module: "github.com/nektos/act", version: "v0.2.89" },
  actionlint: { module: "github.com/rhysd/actionlint/cmd/actionlint", version: "v1.7.12" },
};
const ZIZMOR = "1.32.0";
const LOCAL_ACTION = "7.0.1";

const run = promisify(execFile);
/** Building act from nothing takes under a minute on a fast machine, and some minutes on a slow one. */
const INSTALL = { maxBuffer: 64 * 1024 * 1024, timeout: 5 * 60_000 };

/**
 * A program that is not there and cannot be installed here: no fault of what is tested.
 * @param {string} sentence What is lacking, and what to do.
 * @param {unknown} [cause]
 */
function lack(sentence, cause) {
  const error = new Error(sentence, { cause });
  error.name = "Lack";
  return error;
}

/** @param {unknown} error @returns {error is Error} */
export const isLack = (error) => error instanceof Error && error.name === "Lack";

/** The last line a failed program printed. @param {unknown} error */
function lastWord(error) {
  const printed = typeof error === "object" && error !== null && "stderr" in error ? String(error.stderr) : "";
  return printed.trim().split("\n").at(-1) || String(error);
}

/** What was asked for already, so that what cannot be installed is not tried for every story. @type {Map<string, Promise<string>>} */
const asked = new Map();

/**
 * @param {string} name Folder in the cache; it carries the version.
 * @param {string} wanted What must be in it.
 * @param {(folder: string) => Promise<void>} install
 * @returns {Promise<string>} Path of what was wanted.
 */
function cached(name, wanted, install) {
  const known = asked.get(name) ?? installed(join(CACHE, name), wanted, install);
  asked.set(name, known);
  return known;
}

/**
 * Installs beside the folder and moves that in place, so that what was interrupted is not taken for installed.
 * @param {string} folder
 * @param {string} wanted
 * @param {(folder: string) => Promise<void>} install
 */
async function installed(folder, wanted, install) {
  if (!existsSync(join(folder, wanted))) {
    const fresh = `${folder}.new`;
    for (const path of [folder, fresh]) rmSync(path, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    try {
      await install(fresh);
      renameSync(fresh, folder);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  return join(folder, wanted);
}

/**
 * A Go program, built from source by the Go that is there.
 * @param {keyof typeof TOOLS} name
 * @returns {Promise<string>} Path of the program.
 * @throws A lack where there is no Go, or the module proxy or the build refuses.
 */
export function goTool(name) {
  const { module, version } = TOOLS[name];
  return cached(`${name}-${version}`, process.platform === "win32" ? `${name}.exe` : name, async (folder) => {
    await run("go", ["version"]).catch((error) => {
      throw lack(`Go is not there, and ${name} is built with it: install Go (https://go.dev/dl) and run this again.`, error);
    });
    await run("go", ["install", `${module}@${version}`], { ...INSTALL, env: { ...process.env, GOBIN: folder } }).catch((error) => {
      throw lack(
        `${name} ${version} could not be built (${lastWord(error)}): see that the Go module proxy can be reached ("go env GOPROXY" names it) and run this again.`,
        error,
      );
    });
  });
}

/**
 * zizmor from PyPI, in a folder of its own: it is one program that needs no other package.
 * @returns {Promise<string>} Path of the program.
 * @throws A lack where there is no Python, or PyPI refuses.
 */
export function zizmor() {
  return cached(`zizmor-${ZIZMOR}`, join("bin", "zizmor"), async (folder) => {
    await run("python3", ["--version"]).catch((error) => {
      throw lack("Python 3 is not there, and zizmor is installed with it: install Python and run this again.", error);
    });
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target", folder, `zizmor==${ZIZMOR}`];
    await run("python3", pip, INSTALL).catch((error) => {
      throw lack(
        `zizmor ${ZIZMOR} could not be installed (${lastWord(error)}): see that pip is there and PyPI can be reached, and run this again.`,
        error,
      );
    });
  });
}

/**
 * GitHub's own local-action, from npm. It is no devDependency: with all that it drags in it is over 300 MB.
 * @returns {Promise<string>} The folder that has its `node_modules`.
 * @throws A lack where npm or its registry refuses.
 */
export async function localAction() {
  const found = await cached(`local-action-${LOCAL_ACTION}`, join("node_modules", "@github", "local-action"), async (folder) => {
    const npm = ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", `@github/local-action@${LOCAL_ACTION}`];
    await run(process.platform === "win32" ? "npm.cmd" : "npm", npm, INSTALL).catch((error) => {
      throw lack(
        `@github/local-action ${LOCAL_ACTION} could not be installed (${lastWord(error)}): see that the npm registry can be reached and run this again.`,
        error,
      );
    });
  });
  return join(found, "..", "..", "..");
}
