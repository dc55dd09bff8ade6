/** Ten thousand random cases against the oracle; `npm run oracle -- --cases N --seed S` runs more. */
import { describe, expect, test } from "vitest";
import { compareWithOracle } from "../support/oracle/compare-with-oracle.ts";

const SEED = 1;
/** Some are too big for the oracle here: a few more are drawn, so that ten thousand are compared. */
const CASES = 11_200;
const CHUNK = 800;
const MOST_PLANS = 3000;

/** Cases that once differed. */
const REGRESSIONS = [62, 1688, 2126, 3097, 3519, 4273, 7549, 7628, 8086];

interface Outcome {
  readonly differences: readonly string[];
  readonly compared: number;
}

const compareAll = (seeds: readonly number[], mostPlans: number): Outcome => {
  const comparisons = seeds.map((seed) => compareWithOracle(seed, mostPlans));
  return {
    differences: comparisons.flatMap((one) => (one.type === "different" ? [one.text] : [])),
    compared: comparisons.filter((one) => one.type === "same" || one.type === "different").length,
  };
};

describe("the engine and the oracle agree", () => {
  test.each(Array.from({ length: CASES / CHUNK }, (_, at) => SEED + at * CHUNK))(
    `on ${String(CHUNK)} random cases from seed %i`,
    { timeout: 300_000 },
    (from) => {
      const seeds = Array.from({ length: CHUNK }, (_, at) => from + at);
      const { differences, compared } = compareAll(seeds, MOST_PLANS);
      expect(differences).toEqual([]);
      expect(compared).toBeGreaterThanOrEqual(Math.ceil(CHUNK * 0.9));
    },
  );

  test.each(REGRESSIONS)("on the case with seed %i (regression)", (seed) => {
    expect(compareAll([seed], 20_000).differences).toEqual([]);
  });
});
