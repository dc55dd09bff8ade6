/**
 * The search by parts against the search over every plan, on random small baskets: where the parts say "proven", both
 * must choose the same offers at the same total, and the parts' bound may never lie above the truth.
 */
import { describe, expect, test } from "vitest";
import { readPricingCase } from "../../contracts/pricing-case.ts";
import { prepareBasket } from "../../domain/pricing/prepare-basket.ts";
import { selectByParts } from "../../domain/pricing/selection/by-parts/select-by-parts.ts";
import { nodeBudget } from "../../domain/pricing/selection/node-budget.ts";
import { problemOf, type Plan, type Problem } from "../../domain/pricing/selection/problem.ts";
import { searchPlans } from "../../domain/pricing/selection/search-plans.ts";
import { compareCase } from "../support/oracle/oracle-kinds.ts";
import { randomCase } from "../support/oracle/random-case.ts";

const NODES = 6000;
const CHUNK = 600;

/** Cases in which the parts once claimed too much. */
const REGRESSIONS = [1149, 1162, 2076, 4315, 5110, 5130, 50_062, 50_351, 53_100, 100_306, 105_810];

const problemFor = (seed: number): Problem => {
  const read = readPricingCase(randomCase(seed));
  if (!read.ok) {
    throw new Error(`case ${String(seed)} is refused`);
  }
  const { problem } = prepareBasket(read.value);
  return problemOf(
    problem,
    problem.offers.filter(({ combines }) => combines !== "none"),
  );
};

const nameOf = ({ totalMinor, effects }: Plan): string =>
  `${String(totalMinor)} by ${effects.map(({ offer }) => String(offer.index)).join()}`;

interface Outcome {
  readonly problems: readonly string[];
  readonly proven: number;
}

const compareAll = (seeds: readonly number[]): Outcome => {
  const problems: string[] = [];
  let proven = 0;
  for (const seed of seeds) {
    const problem = problemFor(seed);
    const nodes = nodeBudget(NODES);
    const expected = searchPlans(problem, { nodes, required: [] });
    if (nodes.exhausted || expected === null) {
      continue;
    }
    const parts = selectByParts(problem);
    if (parts.boundMinor > expected.totalMinor) {
      problems.push(`case ${String(seed)}: bound ${String(parts.boundMinor)}, best ${nameOf(expected)}`);
    }
    if (parts.proven && parts.plan !== null) {
      proven += 1;
      if (nameOf(parts.plan) !== nameOf(expected)) {
        problems.push(`case ${String(seed)}: parts ${nameOf(parts.plan)}, best ${nameOf(expected)}`);
      }
    }
  }
  return { problems, proven };
};

describe("the search by parts proves nothing that is not so", () => {
  test.each([1, 20_001, 40_001])(
    `on ${String(CHUNK)} random problems from seed %i`,
    { timeout: 120_000 },
    (from) => {
      const { problems, proven } = compareAll(Array.from({ length: CHUNK }, (_, at) => from + at));
      expect(problems).toEqual([]);
      expect(proven).toBeGreaterThan(CHUNK / 3);
    },
  );

  test.each(REGRESSIONS)("on the problem with seed %i (regression)", (seed) => {
    expect(compareAll([seed]).problems).toEqual([]);
  });

  /** Ladders whose step was taken to hold, or skipped. */
  test.each([37, 73, 113, 130])(
    "on 9 to 12 offers with seed %i (regression)",
    { timeout: 60_000 },
    (seed) => {
      expect(compareCase("many", seed).type).not.toBe("different");
    },
  );

  test("leaves a draw out where that keeps the threshold of a better line offer", () => {
    const read = readPricingCase({
      schemaVersion: 1,
      currency: "EUR",
      at: "2026-11-20T12:00:00Z",
      basket: [{ sku: "A", unitPrice: "10.00", quantity: "3" }],
      campaigns: [
        { code: "3FOR2", rules: [{ benefit: { type: "cheapestFree", of: 3, free: 1 } }] },
        {
          code: "HALF",
          rules: [{ benefit: { type: "percentage", percent: "50" }, conditions: { minSpend: "25.00" } }],
        },
      ],
    });
    const parts = read.ok ? selectByParts(prepareBasket(read.value).problem) : null;
    expect(parts?.plan?.totalMinor).toBe(1500);
    expect(parts?.proven).toBe(true);
  });
});
