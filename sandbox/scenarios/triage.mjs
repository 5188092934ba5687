import { told } from "./ci-run.mjs";
import { ownWorkflow } from "./positions.mjs";
import { widget } from "./widget.mjs";

/** The hourly look at the repository's issues. @type {import("../github/types.d.mts").ScenarioMaker} */
export const triage = (options = {}) => {
  const tale = told(options);
  const position = ownWorkflow(tale.run);
  return {
    ...widget(tale),
    name: "triage",
    about: "the hourly look at the issues (mode: triage)",
    position: { ...position, place: "other", event: { name: "schedule", schedule: "7 * * * *" }, with: { mode: "triage" } },
  };
};
