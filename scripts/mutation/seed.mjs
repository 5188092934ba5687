// Property tests run with one seed in mutation testing: a mutant that one run kills, the next run kills too.
import { configureGlobal } from "fast-check";

configureGlobal({ seed: 1 });
