import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addCounts, countsLine, playwrightCounts, vitestCounts } from "../../../scripts/test-results.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "results-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const report = (content: object): string => {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
};

const vitestReport = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, testResults: [] };

test("counts of both runners add up to one line", () => {
  const vitest = vitestCounts({ reportFile: report({ ...vitestReport, numFailedTests: 1 }), exitCode: 1 });
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  const playwright = playwrightCounts({ reportFile: report({ stats }), exitCode: 1 });
  expect(countsLine(addCounts(vitest, playwright))).toBe("8 passed, 3 failed, 2 skipped");
});

test("a test file that cannot be loaded is a failure", () => {
  const testResults = [{ status: "failed", assertionResults: [] }];
  expect(vitestCounts({ reportFile: report({ ...vitestReport, testResults }), exitCode: 1 }).failed).toBe(1);
});

test("a runner that fails without naming a test is a failure", () => {
  expect(vitestCounts({ reportFile: report(vitestReport), exitCode: 1 }).failed).toBe(1);
});

test("a runner that wrote no report is a failure, never zero", () => {
  const outcome = { reportFile: join(folder, "none.json"), exitCode: 1 };
  expect(countsLine(playwrightCounts(outcome))).toBe("0 passed, 1 failed");
});

test("nothing skipped, nothing said of it", () => {
  expect(countsLine(vitestCounts({ reportFile: report(vitestReport), exitCode: 0 }))).toBe(
    "5 passed, 0 failed",
  );
});
