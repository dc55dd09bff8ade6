/** Ten thousand random cases against the oracle; `npm run oracle -- --cases N --seed S` runs more. */
import { describe, expect, test } from "vitest";
import { compareWithOracle } from "../support/oracle/compare-with-oracle.ts";

const SEED = 1;
const CASES = 10_000;
const CHUNK = 1000;

/** Cases that once differed. */
const REGRESSIONS = [62, 1688, 2126, 3097, 4273, 7549, 7628, 8086];

const differencesFrom = (seeds: readonly number[]): readonly string[] =>
  seeds.flatMap((seed) => {
    const comparison = compareWithOracle(seed);
    return comparison.type === "different" ? [comparison.text] : [];
  });

describe("the engine and the oracle agree", () => {
  test.each(Array.from({ length: CASES / CHUNK }, (_, at) => SEED + at * CHUNK))(
    `on ${String(CHUNK)} random cases from seed %i`,
    { timeout: 300_000 },
    (from) => {
      expect(differencesFrom(Array.from({ length: CHUNK }, (_, at) => from + at))).toEqual([]);
    },
  );

  test.each(REGRESSIONS)("on the case with seed %i (regression)", (seed) => {
    expect(differencesFrom([seed])).toEqual([]);
  });
});
