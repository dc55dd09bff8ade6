/**
 * Owns the seed of a test run. It is the same on every run, so that what passed once passes again; `TEST_SEED=N` tries
 * other cases, and a failure names the seed that it came from. Set up for fast-check before every test file.
 */
import fc from "fast-check";

const DEFAULT_SEED = 20_261_126;

export const testSeed = Number(process.env["TEST_SEED"] ?? DEFAULT_SEED);

if (!Number.isSafeInteger(testSeed)) {
  throw new Error(`TEST_SEED is a whole number, not ${String(process.env["TEST_SEED"])}`);
}

fc.configureGlobal({ seed: testSeed });
