export default {
  testRunner: "jest",
  testRunnerNodeArgs: ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"],
  jest: { projectType: "custom", configFile: "jest.mutation.config.mjs" },
  coverageAnalysis: "perTest",
  disableTypeChecks: false,
  mutate: ["src/tickets/*.ts", "src/gleap/*.ts", "src/failure/{log,lines,excerpt,excerpts,firsterror,logfiles,logs}.ts"],
  ignorePatterns: ["tsconfig*.json", "dist", "lib", "bench", "reports", "coverage", ".licenses", ".sandbox"],
  reporters: ["clear-text", "json", "html"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: false },
  incremental: true,
  concurrency: 2,
  thresholds: { high: 95, low: 85, break: 85 },
};
