/** Mutation testing runs the property tests with one seed: a mutant that one run kills, the next run kills too. */
import { configureGlobal } from "fast-check";

configureGlobal({ seed: 1 });
