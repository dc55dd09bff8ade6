/**
 * Many pieces among rivals: there are more ways to share them than the search can look at. An answer is given all the same,
 * never a dearer one than taking offers by priority gives. Seeds are pinned.
 */
import { describe, expect, test } from "vitest";
import { leastWithMostGiven } from "../../domain/pricing/selection/most-given.ts";
import { nodeBudget } from "../../domain/pricing/selection/node-budget.ts";
import { searchPlans } from "../../domain/pricing/selection/search-plans.ts";
import { cappedOffersCase } from "../support/capped-offers-case.ts";
import { ladderOffersCase } from "../support/ladder-offers-case.ts";
import { extendedCase } from "../support/oracle/extended-case.ts";
import { randomCase } from "../support/oracle/random-case.ts";
import { answerOf } from "../support/pricing-case.ts";
import { problemFor } from "../support/pricing-problem.ts";
import { seededRandom } from "../support/seeded-random.ts";

const SEED = 1;
const CASES = 60;
const BOUNDED = 400;

const rivalsCase = (seed: number) => {
  const { below } = seededRandom(seed);
  const lineCount = 4 + below(12);
  const basket = Array.from({ length: lineCount }, (_, at) => ({
    sku: `P${String(at)}`,
    unitPrice: `${String(1 + below(20))}.${String(10 + below(90))}`,
    quantity: String(1 + below(9)),
    brand: below(2) === 0 ? "X" : "Y",
  }));
  const campaigns = Array.from({ length: 2 + below(4) }, (_, at) => ({
    code: `K${String(at)}`,
    priority: below(3),
    ...(below(3) === 0 ? { combines: "otherUnits" } : { lane: "L" }),
    rules: [
      {
        benefit: {
          type: "percentage",
          percent: String(5 + below(40)),
          ...(below(2) === 0 ? { maxUnits: 1 + below(4) } : {}),
          ...(below(3) === 0 ? { per: "basket" } : {}),
        },
        target: below(3) === 0 ? { include: [{ field: "brand", values: ["X"] }] } : {},
      },
    ],
  }));
  return { basket, campaigns };
};

const minorOf = (total: string): number => Math.round(Number(total) * 100);

describe("many pieces among rivals", () => {
  test("three of one lane, with a place for one unit each, take the dearest", () => {
    const prices = "1.09 2.46 3.83 4.20 5.57 6.94 7.31 8.68 9.05 1.42 2.79 3.16 4.53 5.90".split(" ");
    const { totals, applied } = answerOf({
      basket: prices.map((unitPrice, at) => ({ sku: `S${String(at)}`, unitPrice, quantity: "1" })),
      campaigns: ["30", "20", "10"].map((percent) => ({
        code: `OFF-${percent}`,
        lane: "L",
        rules: [{ benefit: { type: "percentage", percent, maxUnits: 1 } }],
      })),
    });
    // 30 % of 9.05, 20 % of 8.68 and 10 % of 7.31, of 66.93.
    expect(applied.map(({ amount }) => amount).toSorted()).toEqual(["0.73", "1.74", "2.72"]);
    expect(totals.total).toBe("61.74");
  });

  test.each(Array.from({ length: CASES }, (_, at) => SEED + at))("seed %i", (seed) => {
    const json = rivalsCase(seed);
    const { totals } = answerOf(json);
    const byPriority = answerOf({ ...json, selection: "priority" });
    expect(minorOf(totals.total)).toBeLessThanOrEqual(minorOf(byPriority.totals.total));
  });
});

describe("the most that all offers could give", () => {
  test.each([
    ["random", randomCase, []],
    // A group with units that have no room above their floor; 391 of the random ones is such a bundle.
    ["extended", extendedCase, [50_001_666]],
    ["ladder", ladderOffersCase, []],
    ["capped", cappedOffersCase, []],
  ])("is a bound of the best combination of %s problems", (_, cases, regressions) => {
    const seeds = [...Array.from({ length: BOUNDED }, (__, at) => SEED + at), ...regressions];
    const wrong = seeds.filter((seed) => {
      const problem = problemFor(cases, seed);
      const nodes = nodeBudget(6000);
      const best = searchPlans(problem, { nodes, required: [] });
      return best !== null && !nodes.exhausted && leastWithMostGiven(problem) > best.totalMinor;
    });
    expect(wrong).toEqual([]);
  });

  test("stands for an answer that is not proven", () => {
    const prices = "1.09 2.46 3.83 4.20 5.57 6.94 7.31 8.68 9.05 1.42 2.79 3.16 4.53 5.90".split(" ");
    const { totals, certificate } = answerOf({
      basket: prices.map((unitPrice, at) => ({ sku: `S${String(at)}`, unitPrice, quantity: "1" })),
      campaigns: [
        {
          code: "TEN",
          lane: "L",
          rules: [{ benefit: { type: "percentage", percent: "10", per: "basket" } }],
        },
        {
          code: "FIVE",
          lane: "L",
          rules: [{ benefit: { type: "fixedAmount", amount: "5.00", per: "basket" } }],
        },
      ],
    });
    // Of 66.93 TEN gives at most 6.69 and FIVE 5.00.
    expect(certificate).toEqual({ optimal: false, bound: "55.24" });
    expect(minorOf(totals.total)).toBeGreaterThanOrEqual(5524);
  });
});
