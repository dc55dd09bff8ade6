/**
 * Random cases in which amounts off the basket meet on one line or a few, after percents that move what they find: some
 * lines have more than the amount left, some less, and draws decide which.
 */
import { money, type Json } from "./oracle/random-case.ts";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";

const SKUS = ["A", "B", "C", "D"];

/** Case number `seed`. */
export const topAmountsCase = (seed: number): Json => {
  const random = seededRandom(seed * 41 + 3);
  const skus = SKUS.slice(0, 2 + random.below(SKUS.length - 1));
  return {
    schemaVersion: 1,
    currency: "EUR",
    at: "2026-11-20T12:00:00Z",
    store: { pricesIncludeTax: random.chance(75) },
    basket: skus.map((sku) => ({
      sku,
      unitPrice: money(20 + random.below(200)),
      quantity: String(1 + random.below(4)),
      taxRate: random.pick(["0", "10", "20"]),
    })),
    campaigns: [
      ...campaigns("DRAW", random, {
        most: 2,
        rule: () => ({
          benefit: drawBenefit(random),
          target: some(random, skus, 2),
        }),
      }),
      ...campaigns("LINE", random, {
        most: 2,
        rule: () => ({
          benefit: lineBenefit(random),
          target: some(random, skus, 2),
        }),
      }),
      ...campaigns("TOP", random, {
        most: 5,
        rule: () => ({
          benefit: topBenefit(random),
          target: topTarget(random, skus),
        }),
      }),
    ],
  };
};

interface Rules {
  readonly most: number;
  readonly rule: () => Json;
}

const campaigns = (code: string, random: SeededRandom, { most, rule }: Rules): readonly Json[] =>
  Array.from({ length: 1 + random.below(most) }, (_, at) => ({
    code: `${code}${String(at)}`,
    priority: random.below(4),
    rules: [rule()],
  }));

const some = (random: SeededRandom, skus: readonly string[], most: number): Json => {
  const values = new Set(Array.from({ length: 1 + random.below(most) }, () => random.pick(skus)));
  return { include: [{ field: "sku", values: [...values] }] };
};

const topTarget = (random: SeededRandom, skus: readonly string[]): Json => {
  const kind = random.below(3);
  return kind === 0 ? {} : some(random, skus, kind === 1 ? 1 : skus.length);
};

const drawBenefit = (random: SeededRandom): Json =>
  random.pick<Json>([
    { type: "cheapestFree", of: 2, free: 1, percent: random.pick(["50", "100"]) },
    { type: "cheapestFree", of: 3, free: 1 },
    { type: "buyXGetY", buy: { quantity: 1 }, get: { quantity: 1, percent: "40" } },
  ]);

const lineBenefit = (random: SeededRandom): Json =>
  random.pick<Json>([
    { type: "percentage", percent: random.pick(["10", "33.33"]) },
    { type: "percentage", percent: "50", maxDiscount: money(1 + random.below(60)) },
    { type: "fixedAmount", amount: money(1 + random.below(40)), per: "line" },
  ]);

const topBenefit = (random: SeededRandom): Json =>
  random.pick<Json>([
    { type: "percentage", percent: random.pick(["5", "25"]), per: "basket" },
    { type: "percentage", percent: "50", per: "basket", maxDiscount: money(5 + random.below(150)) },
    { type: "fixedAmount", amount: money(10 + random.below(250)), per: "basket" },
    { type: "fixedAmount", amount: money(10 + random.below(120)), per: "basket" },
  ]);
