/**
 * Random cases in which basket offers meet on few lines: percents and amounts that are large against what is left, ladders
 * by spend, thresholds, and a few line offers before them.
 */
import { money, type Json } from "./oracle/random-case.ts";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";

const SKUS = ["A", "B", "C", "D"];

/** Case number `seed`. */
export const ladderOffersCase = (seed: number): Json => {
  const random = seededRandom(seed * 29 + 11);
  const skus = SKUS.slice(0, 1 + random.below(SKUS.length));
  return {
    schemaVersion: 1,
    currency: "EUR",
    at: "2026-11-20T12:00:00Z",
    store: { pricesIncludeTax: random.chance(67) },
    basket: skus.map((sku) => ({
      sku,
      unitPrice: money(50 + random.below(600)),
      quantity: String(1 + random.below(3)),
      taxRate: random.pick(["0", "10", "20"]),
    })),
    campaigns: Array.from({ length: 3 + random.below(6) }, (_, at) => ({
      code: `K${String(at)}`,
      priority: random.below(4),
      rules: [ladderRule(random, skus)],
    })),
  };
};

const ladderRule = (random: SeededRandom, skus: readonly string[]): Json => {
  const values = [random.pick(skus), ...skus.filter(() => random.chance(50))];
  return {
    benefit: ladderBenefit(random),
    target: random.chance(50) ? {} : { include: [{ field: "sku", values: [...new Set(values)] }] },
    conditions: random.chance(33)
      ? {
          minSpend: money(100 + random.below(900)),
          ...(random.chance(50) ? { spendMeasured: "atTurn" } : {}),
          ...(random.chance(50) ? { spendOn: "target" } : {}),
        }
      : {},
  };
};

const ladderBenefit = (random: SeededRandom): Json => {
  switch (random.below(6)) {
    case 0:
      return {
        type: "percentage",
        percent: random.pick(["5", "10", "20", "50"]),
        per: "basket",
        ...(random.chance(33) ? { maxDiscount: money(20 + random.below(300)) } : {}),
      };
    case 1:
      return { type: "fixedAmount", amount: money(20 + random.below(700)), per: "basket" };
    case 2:
      return ladder(random);
    case 3:
      return { type: "percentage", percent: random.pick(["5", "10", "25", "50"]) };
    case 4:
      return {
        type: "fixedAmount",
        amount: money(5 + random.below(150)),
        per: random.pick(["line", "unit"]),
      };
    default:
      return { type: "fixedPrice", price: money(50 + random.below(300)) };
  }
};

const ladder = (random: SeededRandom): Json => {
  const first = 100 + random.below(400);
  const step = (from: number): Json => ({
    from: money(from),
    ...(random.chance(50)
      ? { percent: random.pick(["5", "10", "20", "30"]) }
      : { amount: money(20 + random.below(400)) }),
  });
  return { type: "tiered", by: "spend", tiers: [step(first), step(first + 50 + random.below(600))] };
};
