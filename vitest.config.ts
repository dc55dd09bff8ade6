/**
 * Owns how vitest finds the tests. A file of its own, because vitest would take Vite's root and find none.
 */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    setupFiles: ["tests/support/test-seed.ts"],
    // Shared machines are slow at times; what hangs is found all the same.
    testTimeout: 240_000,
    hookTimeout: 120_000,
    maxWorkers: "100%",
  },
});
