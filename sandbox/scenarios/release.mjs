import { told } from "./ci-run.mjs";
import { ownWorkflow } from "./positions.mjs";
import { earlierRun, widget } from "./widget.mjs";

/** Release 1.9.0 is published: the checklist's ticket. @type {import("../github/types.d.mts").ScenarioMaker} */
export const release = (options = {}) => {
  const tale = told(options);
  const world = widget(tale);
  const sha = world.tags.find((tag) => tag.name === "v1.9.0")?.sha ?? "";
  return {
    ...world,
    name: "release",
    about: "release 1.9.0 is published (mode: checklist)",
    runs: [earlierRun(tale, tale.run, "success"), ...world.runs],
    position: {
      ...ownWorkflow(tale.run),
      place: "other",
      event: { name: "release", action: "published", release: "v1.9.0" },
      with: { mode: "checklist" },
      ref: "refs/tags/v1.9.0",
      sha,
    },
  };
};
