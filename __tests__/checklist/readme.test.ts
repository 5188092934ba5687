import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { readChecklist } from "../../src/checklist/file.ts";
import { parseYaml } from "../../src/shell/yaml.ts";

const readme = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");
const section = readme.slice(readme.indexOf("## Release checklists"), readme.indexOf("### Which release"));
const block = (language: string) => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(section)?.[1] ?? "";

describe("the README's example", () => {
  test("is a checklist without a fault", () => {
    const read = readChecklist(block("markdown"));
    if ("problems" in read) throw new Error(JSON.stringify(read.problems));
    expect(read.matter).toEqual({ title: "Release {{version}}", priority: "HIGH", dueIn: "2d", tags: ["release"] });
    const items = read.fill((name) => (name === "prerelease" ? "" : name)).filter(({ kind }) => kind === "item");
    expect(items).toHaveLength(8);
    expect(items.flatMap((item) => ("check" in item && item.check !== undefined ? [item.check.kind] : []))).toEqual([
      "workflow",
      "milestone",
      "no-open",
      "file",
      "asset",
    ]);
  });

  test("is a workflow that runs the mode, with the permissions that its checks need", () => {
    const workflow = parseYaml(block("yaml"));
    expect(workflow).toMatchObject({
      ok: true,
      value: {
        permissions: {},
        jobs: {
          checklist: {
            // A pull request's branch, also a fork's, names no release.
            if: expect.stringContaining("github.event.workflow_run.event == 'push'"),
            permissions: { actions: "read", contents: "read", issues: "read" },
            outputs: { complete: "${{ steps.gleap.outputs.complete }}" },
            steps: [
              { id: "gleap", with: { mode: "checklist", version: "${{ inputs.version || github.event.workflow_run.head_branch }}" } },
            ],
          },
          deploy: { needs: "checklist" },
        },
      },
    });
  });
});
