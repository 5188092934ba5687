// Jest's environment for mutation testing: a mutant that one test has found needs no further test.
import NodeEnvironment from "jest-environment-node";

export default class MutationEnvironment extends NodeEnvironment {
  #hasFailed = false;

  handleTestEvent(event) {
    if (event.name === "test_done") this.#hasFailed ||= event.test.errors.length > 0;
    if (event.name === "test_start" && this.#hasFailed) event.test.mode = "skip";
  }
}
