/**
 * Owns `npm test`: the check, one build of everything, all vitest tests, then the end-to-end tests in Chromium.
 * `npm test -- unit` (or any vitest filter) runs those vitest tests only, `npm test -- e2e [filter]` the end-to-end
 * tests only. The last line is the sum: "N passed, N failed".
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { rootDir, runScript, runTool } from "./run-tool.ts";
import { buildScreens, screensAreStale } from "./screens-build.ts";
import {
  addCounts,
  countsLine,
  noTests,
  playwrightCounts,
  vitestCounts,
  type TestCounts,
} from "./test-results.ts";

const resultsDir = join(rootDir, "test-results");
const failure: TestCounts = { ...noTests, failed: 1 };

const runCheck = async (): Promise<TestCounts> => ((await runScript("check.ts")) === 0 ? noTests : failure);

/** From nothing, so that no test meets what an older build left behind. */
const buildAll = async (): Promise<TestCounts> => {
  rmSync(join(rootDir, "out"), { recursive: true, force: true });
  const { exitCode, output } = await runTool("electronVite", ["build", "--logLevel", "warn"], "keep");
  if (exitCode === 0) return noTests;
  console.error(`The build failed:\n${output}`);
  return failure;
};

const freshReport = (name: string): string => {
  const reportFile = join(resultsDir, name);
  mkdirSync(resultsDir, { recursive: true });
  rmSync(reportFile, { force: true });
  return reportFile;
};

const runVitest = async (filters: readonly string[]): Promise<TestCounts> => {
  const reportFile = freshReport("vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const { exitCode } = await runTool("vitest", ["run", ...reporters, ...filters], "show");
  return vitestCounts({ reportFile, exitCode });
};

const runEndToEnd = async (filters: readonly string[]): Promise<TestCounts> => {
  const reportFile = freshReport("e2e.json");
  const { exitCode } = await runTool("playwright", ["test", ...filters], "show");
  return playwrightCounts({ reportFile, exitCode });
};

const runEverything = async (): Promise<TestCounts> => {
  const parts = [
    await runCheck(),
    await buildAll(),
    await runVitest([]),
    await runEndToEnd(["--project", "accessibility", "--workers", "2"]),
    await runEndToEnd(["--project", "screens"]),
  ];
  return parts.reduce(addCounts, noTests);
};

const runNarrowed = async (filters: readonly string[]): Promise<TestCounts> => {
  const endToEnd = filters[0] === "e2e";
  if (!endToEnd) return runVitest(filters);
  if (screensAreStale() && !(await buildScreens())) return failure;
  return runEndToEnd(filters.slice(1));
};

const filters = process.argv.slice(2);
const counts = await (filters.length === 0 ? runEverything() : runNarrowed(filters));
console.log(`\n${countsLine(counts)}`);
process.exitCode = counts.failed === 0 ? 0 : 1;
