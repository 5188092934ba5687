import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "src");

/** The import table of CONTRIBUTING.md. A room may always import from itself. `types` are rooms of which only types may be imported. */
const TABLE: Readonly<Record<string, { readonly rooms: readonly string[]; readonly types: readonly string[]; readonly packages: readonly RegExp[] }>> = {
  tickets: { rooms: ["errors.ts"], types: [], packages: [/^mustache$/u, /^picomatch/u, /^node:(crypto|util|vm)$/u] },
  failure: { rooms: ["tickets", "errors.ts"], types: ["github", "deps.ts", "settings.ts", "shell"], packages: [/^node:(crypto|fs|fs\/promises|path)$/u] },
  gleap: { rooms: ["tickets", "errors.ts"], types: ["deps.ts"], packages: [/^@actions\/http-client$/u, /^node:(crypto|timers\/promises)$/u] },
  github: { rooms: ["errors.ts"], types: ["deps.ts"], packages: [/^@actions\/(github|http-client)/u, /^node:(timers\/promises)$/u] },
  shell: {
    rooms: ["contract.ts", "config.ts", "defaults.ts", "errors.ts", "problem.ts", "settings.ts", "tickets", "gleap/fields.ts"],
    types: ["github", "deps.ts"],
    packages: [/^@actions\/core$/u, /^js-yaml$/u, /^zod/u, /^node:(fs|fs\/promises|os|path)$/u],
  },
};

const IMPORT = /^(?:import|export)\s(?:[^"';]*?\sfrom\s)?"([^"]+)"|\bimport\("([^"]+)"\)/gmu;

interface Import {
  readonly from: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts"));

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), "utf8");
  return [...source.matchAll(IMPORT)].map((match) => ({
    from: file,
    target: match[1] ?? match[2] ?? "",
    typeOnly: /^(?:import|export)\s+type\s/u.test(match[0]),
  }));
}

function room(file: string): string {
  return file.includes("/") ? (file.split("/")[0] ?? "") : file;
}

function complaint({ from, target, typeOnly }: Import): string | undefined {
  const own = room(from);
  const rule = TABLE[own];
  if (rule === undefined) return undefined;
  if (!target.startsWith(".")) {
    return rule.packages.some((pattern) => pattern.test(target)) || typeOnly ? undefined : `${from} may not import ${target}`;
  }
  const file = posix.normalize(posix.join(posix.dirname(from), target));
  const other = room(file);
  if (other === own || rule.rooms.includes(other) || rule.rooms.includes(file)) return undefined;
  if (typeOnly && (rule.types.includes(other) || other === "config.ts")) return undefined;
  return `${from} may not import ${file}`;
}

describe("the import table", () => {
  test("is kept by every file", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap(importsOf).flatMap((found) => complaint(found) ?? [])).toEqual([]);
  });

  test.each([
    [{ from: "tickets/plan.ts", target: "node:fs", typeOnly: false }, "tickets/plan.ts may not import node:fs"],
    [{ from: "gleap/apply.ts", target: "../github/client.ts", typeOnly: false }, "gleap/apply.ts may not import github/client.ts"],
    [{ from: "failure/facts.ts", target: "../github/client.ts", typeOnly: false }, "failure/facts.ts may not import github/client.ts"],
    [{ from: "failure/facts.ts", target: "../github/types.ts", typeOnly: true }, undefined],
  ])("would notice %j", (found, expected) => {
    expect(complaint(found)).toBe(expected);
  });

  test("the engine reads neither the clock nor the environment", () => {
    for (const file of files.filter((name) => name.startsWith("tickets/"))) {
      const source = readFileSync(join(root, file), "utf8");
      expect({ file, found: source.match(/\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bfetch\(|\bMath\.random\(/gu) }).toEqual({ file, found: null });
    }
  });

  test("importing a module does nothing; only index.ts calls", () => {
    const source = readFileSync(join(root, "index.ts"), "utf8");
    expect(source.trim().split("\n").filter((line) => !/^(?:import|\/\/)/u.test(line) && line.trim() !== "").length).toBeLessThanOrEqual(2);
  });
});
