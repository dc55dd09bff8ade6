/**
 * Random cases in which many lines share one cap: offers before it change what its lines want of it, later fixed prices
 * swallow what some of them had, so that the odd minor units of the shares decide.
 */
import { money, type Json } from "./oracle/random-case.ts";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";

const SKUS = "ABCDEFGHIJKLMN".split("");

interface Size {
  readonly mostLines: number;
  readonly mostBefore: number;
}

/** Case number `seed`; `mostLines` from 3 to 14, `mostBefore` offers that come before the cap. */
export const sharedCapCase = (seed: number, { mostLines, mostBefore }: Size = SMALL): Json => {
  const random = seededRandom(seed * 37 + 5);
  const skus = SKUS.slice(0, 3 + random.below(mostLines - 2));
  const capMinor = 3 + random.below(30);
  return {
    schemaVersion: 1,
    currency: "EUR",
    at: "2026-11-20T12:00:00Z",
    store: { pricesIncludeTax: random.chance(80) },
    basket: skus.map((sku) => ({
      sku,
      unitPrice: money(60 + random.below(300)),
      quantity: String(1 + random.below(2)),
      taxRate: random.pick(["10", "20"]),
    })),
    campaigns: [
      ...Array.from({ length: 2 + random.below(mostBefore - 1) }, (_, at) => ({
        code: `BEFORE${String(at)}`,
        priority: 5 + random.below(4),
        rules: [{ benefit: beforeBenefit(random), target: some(random, skus, 2) }],
      })),
      {
        code: "CAP",
        priority: 4,
        rules: [{ benefit: percentage(random.pick(["10", "20", "50"]), capMinor), target: {} }],
      },
      ...Array.from({ length: 1 + random.below(3) }, (_, at) => ({
        code: `AFTER${String(at)}`,
        priority: random.below(4),
        rules: [{ benefit: afterBenefit(random), target: some(random, skus, skus.length) }],
      })),
    ],
  };
};

const SMALL: Size = { mostLines: 7, mostBefore: 5 };

const percentage = (percent: string, capMinor: number): Json => ({
  type: "percentage",
  percent,
  maxDiscount: money(capMinor),
});

const some = (random: SeededRandom, skus: readonly string[], most: number): Json => {
  const values = new Set(Array.from({ length: 1 + random.below(most) }, () => random.pick(skus)));
  return { include: [{ field: "sku", values: [...values] }] };
};

const beforeBenefit = (random: SeededRandom): Json => {
  switch (random.below(8)) {
    case 0:
      return percentage("25", 5 + random.below(40));
    case 1:
      return { type: "cheapestFree", of: 2, free: 1, percent: random.pick(["10", "50"]) };
    case 2:
      return { type: "fixedAmount", amount: money(1 + random.below(20)), per: random.pick(["unit", "line"]) };
    case 3:
      return { type: "fixedPrice", price: money(50 + random.below(150)) };
    default:
      return { type: "percentage", percent: random.pick(["1", "3", "5", "12.5", "40"]) };
  }
};

const afterBenefit = (random: SeededRandom): Json => {
  switch (random.below(6)) {
    case 0:
      return { type: "percentage", percent: random.pick(["2", "10", "50"]) };
    case 1:
      return { type: "fixedAmount", amount: money(1 + random.below(60)), per: random.pick(["unit", "line"]) };
    case 2:
      return { type: "percentage", percent: "2", per: "basket" };
    default:
      return { type: "fixedPrice", price: money(20 + random.below(120)) };
  }
};
