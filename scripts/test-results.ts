/**
 * Owns adding up what the test runners report: their JSON files become counts of passed, failed and skipped.
 * A file that could not even be loaded is one failure, and a runner that failed without naming a test is one too:
 * nothing that went wrong may add up to "0 failed".
 */
import { existsSync, readFileSync } from "node:fs";

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const noTests: TestCounts = { passed: 0, failed: 0, skipped: 0 };

export const addCounts = (a: TestCounts, b: TestCounts): TestCounts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** One plain line, for people and for programs. */
export const countsLine = ({ passed, failed, skipped }: TestCounts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
}

export interface RunnerOutcome {
  readonly reportFile: string;
  readonly exitCode: number;
}

export const vitestCounts = (outcome: RunnerOutcome): TestCounts => {
  const report = readReport(outcome.reportFile) as VitestReport | null;
  if (report === null) return withExitCode(noTests, outcome.exitCode);
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.testResults.filter(failedToLoad).length,
    skipped: report.numPendingTests,
  };
  return withExitCode(counts, outcome.exitCode);
};

const failedToLoad = (file: VitestReport["testResults"][number]): boolean =>
  file.status === "failed" && file.assertionResults.length === 0;

/** A test that passed only when tried again did not pass. */
export const playwrightCounts = (outcome: RunnerOutcome): TestCounts => {
  const report = readReport(outcome.reportFile) as PlaywrightReport | null;
  if (report === null) return withExitCode(noTests, outcome.exitCode);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return withExitCode({ passed: expected, failed: unexpected + flaky, skipped }, outcome.exitCode);
};

const readReport = (file: string): unknown =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as unknown) : null;

const withExitCode = (counts: TestCounts, exitCode: number): TestCounts =>
  exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
