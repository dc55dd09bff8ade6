/**
 * Owns how the end-to-end tests run: in real Chromium against the browser host, one till per test.
 * The browser is found or unpacked by tests/support/test-browser.ts.
 */
import { defineConfig } from "@playwright/test";
import { prepareTestBrowser } from "./tests/support/test-browser.ts";

const browser = prepareTestBrowser();
const inherited = Object.entries(process.env).flatMap(([name, value]) =>
  value === undefined ? [] : [[name, value] as const],
);

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/e2e",
  // One at a time: a scanner's pace is measured in milliseconds, and two browsers on two cores slow each other down.
  // Looking for what is not accessible is the browser's own work and has no pace: it runs by itself, two at a time.
  workers: 1,
  projects: [
    { name: "screens", testIgnore: "**/accessibility.spec.ts" },
    { name: "accessibility", testMatch: "**/accessibility.spec.ts", fullyParallel: true },
  ],
  // Machines are shared: what is awaited is a condition, and these are how long a slow one may take.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    browserName: "chromium",
    headless: true,
    // What is not there soon never comes; the rest of a test's time is better not waited for.
    actionTimeout: 20_000,
    viewport: { width: 1366, height: 768 },
    screenshot: "only-on-failure",
    // Recording takes more of the machine than the test itself, and slows a scanner down: `npm test -- e2e NAME --trace on`.
    trace: "off",
    launchOptions: {
      ...(browser.executablePath === undefined ? {} : { executablePath: browser.executablePath }),
      env: { ...Object.fromEntries(inherited), ...browser.env },
      args: [...browser.args],
    },
  },
});
