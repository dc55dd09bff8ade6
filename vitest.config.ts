/**
 * Owns how vitest finds the tests, and which come first. A file of its own, because vitest would take Vite's root and
 * find none.
 */
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const takesLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes("/tests/crash/");

/** What takes longest begins first: at the end it would leave all other cores waiting. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(takesLong), ...sorted.filter((file) => !takesLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    setupFiles: ["tests/support/test-seed.ts"],
    sequence: { sequencer: LongestFirst },
    // Shared machines are slow at times; what hangs is found all the same.
    testTimeout: 240_000,
    hookTimeout: 120_000,
    maxWorkers: "100%",
  },
});
