/**
 * Owns how vitest finds the tests. A file of its own, because vitest would take Vite's root and find none.
 */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    setupFiles: ["tests/support/test-seed.ts"],
    testTimeout: 60_000,
    maxWorkers: "100%",
  },
});
