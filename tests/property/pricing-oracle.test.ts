/** Ten thousand random cases against the oracle; `npm run oracle -- --cases N --seed S` runs more. */
import { describe, expect, test } from "vitest";
import type { Comparison, CompareOptions } from "../support/oracle/compare-with-oracle.ts";
import { compareCase, type OracleKind } from "../support/oracle/oracle-kinds.ts";

const SEED = 1;
/** Some are too big for the oracle here: a few more are drawn, so that ten thousand are compared. */
const CASES = 10_400;
const CHUNK = 800;
const MANY_SEED = 131;
const MOST_PLANS = 3000;

/** Cases that once differed. */
const REGRESSIONS: Readonly<Record<OracleKind, readonly number[]>> = {
  usual: [
    31, 44, 5713, 6347, 78, 192, 209, 330, 494, 1188, 1683, 2392, 7697, 23311, 1_024_788, 1_063_282,
    20_069_572, 20_089_697, 31_035_296, 31_069_257, 40_074_065, 40_197_657, 40_299_924, 40_484_749,
    100_306_462, 200_587_257, 600_838_957, 800_756_347,
  ],
  offers: [62, 1688, 2126, 3097, 3519, 4273, 7549, 7628, 8086],
  many: [84, 89, 93, 185, 197, 223, 8379],
};

const differencesIn = (comparisons: readonly Comparison[]): readonly string[] =>
  comparisons.flatMap((one) => (one.type === "different" ? [one.text] : []));

const compareAll = (
  kind: OracleKind,
  seeds: readonly number[],
  options: Partial<CompareOptions> = {},
): readonly Comparison[] => seeds.map((seed) => compareCase(kind, seed, options));

describe("the engine and the oracle agree", () => {
  test.each(Array.from({ length: CASES / CHUNK }, (_, at) => SEED + at * CHUNK))(
    `on ${String(CHUNK)} random cases from seed %i`,
    { timeout: 300_000 },
    (from) => {
      const seeds = Array.from({ length: CHUNK }, (_, at) => from + at);
      const comparisons = compareAll("usual", seeds, { maxPlans: MOST_PLANS });
      expect(differencesIn(comparisons)).toEqual([]);
      const compared = comparisons.filter(({ type }) => type !== "tooBig");
      expect(compared.length).toBeGreaterThanOrEqual(Math.ceil(CHUNK * 0.97));
    },
  );

  test("on 30 cases with 9 to 12 offers, in full enumeration", { timeout: 300_000 }, () => {
    const seeds = Array.from({ length: 30 }, (_, at) => MANY_SEED + at);
    const comparisons = compareAll("many", seeds, { maxPlans: 8000 });
    expect(differencesIn(comparisons)).toEqual([]);
    expect(comparisons.filter(({ type }) => type === "same").length).toBeGreaterThanOrEqual(15);
  });

  const regressions = Object.entries(REGRESSIONS).flatMap(([kind, seeds]) =>
    seeds.map((seed) => ({ kind: kind as OracleKind, seed })),
  );

  test.each(regressions)("on $kind case $seed (regression)", ({ kind, seed }) => {
    expect(differencesIn(compareAll(kind, [seed]))).toEqual([]);
  });
});
