/**
 * The search by parts against the search over every plan, on random small baskets: where the parts say "proven", both
 * must choose the same offers at the same total, and the parts' bound may never lie above the truth.
 */
import { describe, expect, test } from "vitest";
import { readPricingCase } from "../../contracts/pricing-case.ts";
import { prepareBasket } from "../../domain/pricing/prepare-basket.ts";
import { selectByParts } from "../../domain/pricing/selection/by-parts/select-by-parts.ts";
import { nodeBudget } from "../../domain/pricing/selection/node-budget.ts";
import type { Plan } from "../../domain/pricing/selection/problem.ts";
import { searchPlans } from "../../domain/pricing/selection/search-plans.ts";
import { cappedOffersCase } from "../support/capped-offers-case.ts";
import { ladderOffersCase } from "../support/ladder-offers-case.ts";
import { problemFor } from "../support/pricing-problem.ts";
import { topAmountsCase } from "../support/top-amounts-case.ts";
import { compareCase } from "../support/oracle/oracle-kinds.ts";
import { sharedCapCase } from "../support/shared-cap-case.ts";
import { randomCase } from "../support/oracle/random-case.ts";

const NODES = 6000;
const CHUNK = 600;
const CAPPED = 400;
const LADDERS = 600;
const SHARED = 600;
const AMOUNTS = 800;
/** Draws that were not needed for nothing to be left were kept. */
const TAKES_ALL = 300;

/** Cases in which the parts once claimed too much. */
const REGRESSIONS = [
  1149, 1162, 2076, 4315, 5110, 5130, 50_062, 50_351, 53_100, 100_306, 105_810, 2_017_664, 4_003_294,
  4_017_195, 9_009_797, 13_000_891, 13_007_161,
];
const CAPPED_REGRESSIONS = [4_000_826, 4_003_691];
/** Tax on top: one minor unit of luck in a line came to two in the total. */
const SHARED_CAP_REGRESSIONS = [32_001_862];
/** A draw was kept although one on top that comes in without it is preferred. */
const AMOUNT_REGRESSIONS = [101_440];
const LADDER_REGRESSIONS = [1694, 4098, 4111, 4698, 8265, 9709, 10_491, 10_612];

type Json = Readonly<Record<string, unknown>>;
type Cases = (seed: number) => Json;

const nameOf = ({ totalMinor, effects }: Plan): string =>
  `${String(totalMinor)} by ${effects.map(({ offer }) => String(offer.index)).join()}`;

interface Outcome {
  readonly problems: readonly string[];
  readonly proven: number;
}

const compareAll = (seeds: readonly number[], cases: Cases = randomCase): Outcome => {
  const problems: string[] = [];
  let proven = 0;
  for (const seed of seeds) {
    const problem = problemFor(cases, seed);
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

  test(`on ${String(CAPPED)} random problems that caps tie together`, { timeout: 120_000 }, () => {
    const seeds = Array.from({ length: CAPPED }, (_, at) => 1 + at);
    const { problems, proven } = compareAll(seeds, cappedOffersCase);
    expect(problems).toEqual([]);
    expect(proven).toBeGreaterThan(CAPPED * 0.8);
  });

  test(`on ${String(LADDERS)} random problems with ladders and large amounts`, { timeout: 120_000 }, () => {
    const seeds = Array.from({ length: LADDERS }, (_, at) => 1 + at);
    const { problems, proven } = compareAll(seeds, ladderOffersCase);
    expect(problems).toEqual([]);
    expect(proven).toBeGreaterThan(LADDERS * 0.6);
  });

  test(`on ${String(SHARED)} random problems in which lines share a cap`, { timeout: 120_000 }, () => {
    const seeds = [...Array.from({ length: SHARED }, (_, at) => 1 + at), ...SHARED_CAP_REGRESSIONS];
    const { problems, proven } = compareAll(seeds, sharedCapCase);
    expect(problems).toEqual([]);
    expect(proven).toBeGreaterThan(SHARED * 0.9);
  });

  test(`on ${String(AMOUNTS)} random problems with amounts on top`, { timeout: 120_000 }, () => {
    const seeds = [...Array.from({ length: AMOUNTS }, (_, at) => 1 + at), ...AMOUNT_REGRESSIONS];
    const { problems, proven } = compareAll(seeds, topAmountsCase);
    expect(problems).toEqual([]);
    expect(proven).toBeGreaterThan(AMOUNTS * 0.9);
  });

  test("on random problems in which an amount on top is more than the basket (regression)", () => {
    const takesAll = (seed: number): Json => {
      const { campaigns, ...shop } = topAmountsCase(seed);
      const benefit = { type: "fixedAmount", amount: "50.00", per: "basket" };
      const given = Array.isArray(campaigns) ? campaigns.slice(0, -1) : [];
      return { ...shop, campaigns: [...given, { code: "ALL", priority: 1, rules: [{ benefit }] }] };
    };
    const seeds = Array.from({ length: TAKES_ALL }, (_, at) => 1 + at);
    const { problems, proven } = compareAll(seeds, takesAll);
    expect(problems).toEqual([]);
    expect(proven).toBeGreaterThan(TAKES_ALL * 0.9);
  });

  test.each(REGRESSIONS)("on the problem with seed %i (regression)", (seed) => {
    expect(compareAll([seed]).problems).toEqual([]);
  });

  test.each(CAPPED_REGRESSIONS)("on the problem tied by caps with seed %i (regression)", (seed) => {
    expect(compareAll([seed], cappedOffersCase).problems).toEqual([]);
  });

  test.each(LADDER_REGRESSIONS)("on the problem with ladders with seed %i (regression)", (seed) => {
    expect(compareAll([seed], ladderOffersCase).problems).toEqual([]);
  });

  /** Ladders whose step was taken to hold, or skipped. */
  test.each([37, 73, 113, 130, 53_000_056])(
    "on 9 to 12 offers with seed %i (regression)",
    { timeout: 60_000 },
    (seed) => {
      expect(compareCase("many", seed).type).not.toBe("different");
    },
  );

  test("of offers that change nothing one by one may be worth keeping where shares are rounded", () => {
    const on = (...values: readonly string[]): Json => ({ include: [{ field: "sku", values }] });
    const percent = (figure: string, maxDiscount: string): Json => ({
      benefit: { type: "percentage", percent: figure, maxDiscount },
    });
    const price = (figure: string): Json => ({ benefit: { type: "fixedPrice", price: figure } });
    const rules: readonly (readonly [number, Json])[] = [
      [3, percent("5", "1.00")],
      [2, { benefit: { type: "percentage", percent: "10", per: "basket" }, target: on("D", "E") }],
      [1, { ...price("2.28"), conditions: { minSpend: "12.71", spendOn: "basket" } }],
      [2, { ...price("4.24"), target: on("B") }],
      [2, { ...price("2.17"), target: on("E", "A") }],
      [3, { ...percent("50", "0.96"), target: on("C") }],
      [2, percent("50", "0.10")],
    ];
    const rounded = {
      schemaVersion: 1,
      currency: "EUR",
      at: "2026-11-20T12:00:00Z",
      basket: [
        { sku: "A", unitPrice: "4.56", quantity: "3" },
        { sku: "B", unitPrice: "5.61", quantity: "2" },
        { sku: "C", unitPrice: "7.17", quantity: "3" },
        { sku: "D", unitPrice: "2.96", quantity: "2" },
        { sku: "E", unitPrice: "4.85", quantity: "1", minUnitPrice: "0.14" },
      ],
      campaigns: rules.map(([priority, rule], at) => ({ code: `K${String(at)}`, priority, rules: [rule] })),
    };
    expect(compareAll([0], () => rounded)).toEqual({ problems: [], proven: 1 });
  });

  test("an offer that changes what its line wants of a cap may be worth keeping for the others' shares", () => {
    const on = (...values: readonly string[]): Json => ({ include: [{ field: "sku", values }] });
    const percent = (figure: string, more: Json = {}): Json => ({
      type: "percentage",
      percent: figure,
      ...more,
    });
    const price = { type: "fixedPrice", price: "1.00" };
    const six = ["G", "H", "I", "J", "K", "L"];
    const rules: readonly (readonly [number, Json])[] = [
      [9, { benefit: { type: "fixedAmount", amount: "5.00", per: "line" }, target: on("A") }],
      [8, { benefit: percent("10", { maxDiscount: "0.01" }), target: on("A", "B") }],
      [7, { benefit: price, target: on("A") }],
      [6, { benefit: percent("10"), target: on("D") }],
      [5, { benefit: price, target: on("D") }],
      [4, { benefit: percent("10", { maxDiscount: "0.02" }), target: on(...six) }],
      [3, { benefit: percent("10"), target: on(...six) }],
    ];
    const shared = {
      schemaVersion: 1,
      currency: "EUR",
      at: "2026-11-20T12:00:00Z",
      basket: ["A", "B", "D", ...six].map((sku) => ({ sku, unitPrice: "10.00", quantity: "1" })),
      campaigns: rules.map(([priority, rule], at) => ({ code: `K${String(at)}`, priority, rules: [rule] })),
    };
    expect(compareAll([0], () => shared)).toEqual({ problems: [], proven: 1 });
  });

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
