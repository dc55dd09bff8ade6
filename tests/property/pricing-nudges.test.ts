/**
 * No near miss is overlooked: with one campaign in force, whatever the oracle finds to be gained by one or two more
 * pieces of a product in the basket, or by the amount that is missing, is suggested, with the gain that the oracle finds.
 */
import { describe, expect, test } from "vitest";
import { readPricingCase } from "../../contracts/pricing-case.ts";
import { priceBasket } from "../../domain/pricing/price-basket.ts";
import type { PricingInput, PricingLine } from "../../domain/pricing/pricing-input.ts";
import { gainOf } from "../support/oracle/oracle-nudges.ts";
import { seededRandom, type SeededRandom } from "../support/seeded-random.ts";

type Json = Readonly<Record<string, unknown>>;

const SEED = 40_000;
const CASES = 400;
const LIMITS = { maxPlans: 20_000, maxOffers: 9 };
const SKUS = ["A", "B", "C"];

const one = (random: SeededRandom): Json => ({
  include: [{ field: "sku", values: [random.pick(SKUS), random.pick(SKUS)] }],
});

const inputWith = (random: SeededRandom, rule: Json): PricingInput => {
  const read = readPricingCase({
    schemaVersion: 1,
    currency: "EUR",
    at: "2026-11-20T12:00:00Z",
    selection: random.pick(["best", "priority"]),
    basket: SKUS.slice(0, 1 + random.below(3)).map((sku) => ({
      sku,
      unitPrice: random.pick(["0.99", "2.50", "4.00", "7.90"]),
      quantity: String(1 + random.below(2)),
      taxRate: "10",
    })),
    campaigns: [{ code: "K", rules: [rule] }],
  });
  if (!read.ok) {
    throw new Error(JSON.stringify(read.error));
  }
  return read.value;
};

/** Rules that lack pieces: groups, sides, bundles, least quantities and ladders by quantity. */
const ruleByPieces = (random: SeededRandom): Json =>
  random.pick<() => Json>([
    () => ({ benefit: { type: "cheapestFree", of: 2 + random.below(3), free: 1 }, target: one(random) }),
    () => ({ benefit: { type: "buyXGetY", buy: { quantity: 1 + random.below(3) }, get: { quantity: 1 } } }),
    () => ({
      benefit: {
        type: "buyXGetY",
        buy: { quantity: 1 + random.below(2), target: { include: [{ field: "sku", values: ["A"] }] } },
        get: {
          quantity: 1 + random.below(2),
          percent: "50",
          target: { include: [{ field: "sku", values: ["B"] }] },
        },
      },
    }),
    () => ({
      benefit: {
        type: "bundlePrice",
        items: [
          { quantity: 1 + random.below(2), target: { include: [{ field: "sku", values: ["A"] }] } },
          { quantity: 1 + random.below(2), target: { include: [{ field: "sku", values: ["B", "C"] }] } },
        ],
        price: "0.50",
      },
    }),
    () => ({
      benefit: { type: "percentage", percent: "25" },
      conditions: { minQuantity: String(2 + random.below(5)) },
    }),
    () => ({
      benefit: {
        type: "tiered",
        by: "quantity",
        tiers: [{ from: String(3 + random.below(4)), percent: "30" }],
      },
    }),
  ])();

const pieceOf = (line: PricingLine, pieces: number): PricingLine => ({
  ...line,
  id: "added",
  quantityMilli: pieces * 1000,
});

describe("nudges", () => {
  test("by one or two pieces are not overlooked while nothing is given", () => {
    let suggested = 0;
    for (let seed = SEED; seed < SEED + CASES; seed += 1) {
      const random = seededRandom(seed);
      const input = inputWith(random, ruleByPieces(random));
      const result = priceBasket(input);
      const { totalMinor } = result.totals;
      if (result.applied.length > 0) {
        continue;
      }
      const gains = input.basket.flatMap((line) =>
        [1, 2].map((pieces) => gainOf(input, pieceOf(line, pieces), { limits: LIMITS, totalMinor }) ?? 0),
      );
      if (gains.some((gain) => gain > 0)) {
        suggested += 1;
        expect(result.nudges.length, `seed ${String(seed)}`).toBe(1);
        expect(gains, `seed ${String(seed)}`).toContain(result.nudges[0]?.gainMinor);
      } else {
        expect(result.nudges, `seed ${String(seed)}`).toEqual([]);
      }
    }
    expect(suggested).toBeGreaterThan(CASES / 8);
  });

  test("by a missing amount, up to half of what is paid, are not overlooked", () => {
    let suggested = 0;
    for (let seed = SEED; seed < SEED + CASES; seed += 1) {
      const random = seededRandom(seed);
      const least = 300 + random.below(2500);
      const from = `${String(Math.floor(least / 100))}.${String(least % 100).padStart(2, "0")}`;
      const rule = random.pick<Json>([
        { benefit: { type: "fixedAmount", amount: "1.50" }, conditions: { minSpend: from } },
        { benefit: { type: "percentage", percent: "20" }, conditions: { minSpend: from } },
        { benefit: { type: "tiered", by: "spend", tiers: [{ from, percent: "15" }] } },
      ]);
      const input = inputWith(random, rule);
      const result = priceBasket(input);
      const spent = input.basket.reduce(
        (sum, line) => sum + (line.unitPriceMinor * line.quantityMilli) / 1000,
        0,
      );
      const missing = least - spent;
      if (missing <= 0 || missing > result.totals.totalMinor / 2) {
        expect(result.nudges, `seed ${String(seed)}`).toEqual([]);
        continue;
      }
      suggested += 1;
      const gains = input.basket.map((line) =>
        gainOf(
          input,
          { ...line, id: "added", sku: "", unitPriceMinor: missing, quantityMilli: 1000 },
          { limits: LIMITS, totalMinor: result.totals.totalMinor },
        ),
      );
      expect(result.nudges, `seed ${String(seed)}`).toMatchObject([{ add: { spendMinor: missing } }]);
      expect(gains, `seed ${String(seed)}`).toContain(result.nudges[0]?.gainMinor);
    }
    expect(suggested).toBeGreaterThan(CASES / 20);
  });
});
