/**
 * Random cases in which caps of line offers tie many lines together: small prices, so that rounding of shares matters,
 * a few unit offers on one or two products, and later offers that read what a share leaves.
 */
import { money, type Json } from "./oracle/random-case.ts";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";

const SKUS = ["A", "B", "C", "D", "E", "F", "G", "H"];

/** Case number `seed`. */
export const cappedOffersCase = (seed: number): Json => {
  const random = seededRandom(seed * 31 + 7);
  const isSmall = random.chance(50);
  const skus = SKUS.slice(0, 2 + random.below(isSmall ? 7 : 5));
  return {
    schemaVersion: 1,
    currency: "EUR",
    at: "2026-11-20T12:00:00Z",
    store: { pricesIncludeTax: random.chance(85) },
    basket: skus.map((sku) => ({
      sku,
      unitPrice: money(isSmall ? 1 + random.below(60) : 30 + random.below(900)),
      quantity: String(1 + random.below(3)),
      taxRate: random.pick(["10", "20"]),
      ...(random.chance(6) ? { minUnitPrice: money(1 + random.below(20)) } : {}),
    })),
    campaigns: Array.from({ length: 2 + random.below(6) }, (_, at) => ({
      code: `K${String(at)}`,
      priority: random.below(4),
      rules: [cappedRule(random, skus, isSmall)],
    })),
  };
};

const cappedRule = (random: SeededRandom, skus: readonly string[], isSmall: boolean): Json => {
  const isUnitOffer = random.chance(40);
  const values = random.chance(60) ? [random.pick(skus)] : [random.pick(skus), random.pick(skus)];
  const isWide = !isUnitOffer && random.chance(60);
  return {
    benefit: isUnitOffer ? unitBenefit(random, values, isSmall) : laterBenefit(random, isSmall),
    target: isWide ? {} : { include: [{ field: "sku", values }] },
    conditions: random.chance(12) ? { minSpend: money(20 + random.below(isSmall ? 200 : 2500)) } : {},
  };
};

const unitBenefit = (random: SeededRandom, values: readonly string[], isSmall: boolean): Json =>
  random.pick<Json>([
    { type: "cheapestFree", of: 2, free: 1, percent: random.pick(["30", "50", "100"]) },
    { type: "cheapestFree", of: 3, free: 1 },
    { type: "buyXGetY", buy: { quantity: 1 }, get: { quantity: 1, percent: "50" } },
    {
      type: "bundlePrice",
      items: [{ quantity: 2, target: { include: [{ field: "sku", values }] } }],
      price: money(isSmall ? 10 + random.below(40) : 200 + random.below(900)),
    },
  ]);

const laterBenefit = (random: SeededRandom, isSmall: boolean): Json => {
  const kind = random.below(100);
  if (kind < 55) {
    const maxDiscount = money(1 + random.below(isSmall ? 25 : 100));
    return { type: "percentage", percent: random.pick(["5", "25", "50", "100"]), maxDiscount };
  }
  if (kind < 75) {
    return { type: "percentage", percent: random.pick(["5", "10", "33.33", "50"]) };
  }
  if (kind < 88) {
    return { type: "fixedPrice", price: money(isSmall ? 1 + random.below(40) : 50 + random.below(500)) };
  }
  if (kind < 94) {
    const per = random.pick(["unit", "line", "basket"]);
    return { type: "fixedAmount", amount: money(1 + random.below(isSmall ? 10 : 200)), per };
  }
  return { type: "percentage", percent: "10", per: "basket" };
};
