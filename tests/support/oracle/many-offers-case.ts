/**
 * Random cases with 9 to 12 competing offers on a few units: what the engine splits into parts. Most offers combine, a
 * few share a lane or draw units, so that full enumeration stays possible.
 */
import { seededRandom, type SeededRandom } from "../seeded-random.ts";
import { money, PRICES, SKUS, type Json } from "./random-case.ts";

/** Case number `seed`. */
export const manyOffersCase = (seed: number): Json => {
  const random = seededRandom(seed * 17 + 3);
  const skus = SKUS.slice(0, 2 + random.below(3));
  return {
    schemaVersion: 1,
    currency: "EUR",
    at: "2026-11-20T12:00:00Z",
    store: { pricesIncludeTax: random.chance(75) },
    basket: skus.map((sku) => ({
      sku,
      unitPrice: money(100 + random.pick(PRICES)),
      quantity: String(1 + random.below(2)),
      taxRate: random.pick(["10", "20"]),
      ...(random.chance(8) ? { minUnitPrice: money(random.below(120)) } : {}),
    })),
    campaigns: Array.from({ length: 9 + random.below(4) }, (_, at) => manyCampaign(random, at, skus)),
  };
};

const manyCampaign = (random: SeededRandom, at: number, skus: readonly string[]): Json => ({
  code: `K${String(at).padStart(2, "0")}`,
  priority: random.below(3),
  ...(random.chance(12) ? { lane: random.pick(["L1", "L2"]) } : {}),
  ...(random.chance(3) ? { combines: random.pick(["otherUnits", "none"]) } : {}),
  ...(random.chance(6) ? { limits: { budget: money(20 + random.below(150)) } } : {}),
  rules: [
    {
      benefit: manyBenefit(random),
      target: random.chance(70) ? { include: [{ field: "sku", values: [random.pick(skus)] }] } : {},
      conditions: {
        ...(random.chance(15) ? { minSpend: money(100 + random.below(500)), spendOn: "basket" } : {}),
        ...(random.chance(10) ? { spendMeasured: "atTurn" } : {}),
      },
    },
  ],
});

const manyBenefit = (random: SeededRandom): Json => {
  const percent = random.pick(["5", "10", "33.33", "50"]);
  const amount = money(1 + random.below(120));
  const capped = random.chance(12) ? { maxDiscount: money(5 + random.below(80)) } : {};
  const kind = random.below(100);
  if (kind < 35) {
    return { type: "percentage", percent, ...capped };
  }
  if (kind < 45) {
    return { type: "percentage", percent, per: "basket", ...capped };
  }
  if (kind < 60) {
    return { type: "fixedAmount", amount, per: random.pick(["unit", "line", "basket"]), ...capped };
  }
  if (kind < 72) {
    return { type: "fixedPrice", price: money(50 + random.below(300)), ...capped };
  }
  if (kind < 86) {
    return {
      type: "tiered",
      by: "spend",
      tiers: [
        { from: "2.00", percent: "5" },
        { from: money(300 + random.below(300)), amount: "1.00" },
      ],
    };
  }
  return random.chance(50)
    ? { type: "cheapestFree", of: 2, free: 1, percent: "50" }
    : { type: "buyXGetY", buy: { quantity: 1 }, get: { quantity: 1, amount: "0.70" }, ...capped };
};
