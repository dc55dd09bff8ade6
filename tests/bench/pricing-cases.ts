/**
 * Seeded pricing cases for the benchmark: a shop with 8 departments, 64 categories, 80 brands and 800 products; a
 * basket of so many lines; so many campaigns with mixed benefits, a third of them with a segment condition.
 */
import { readPricingCase } from "../../contracts/pricing-case.ts";
import type { PricingInput } from "../../domain/pricing/pricing-input.ts";
import { seededRandom, type SeededRandom } from "../support/seeded-random.ts";

type Json = Readonly<Record<string, unknown>>;

export interface BenchShape {
  readonly lines: number;
  readonly campaigns: number;
  readonly selection: "best" | "priority";
  /** How many of a hundred campaigns do not simply combine. */
  readonly exclusivePercent?: number;
}

const money = (minor: number): string =>
  `${String(Math.floor(minor / 100))}.${String(minor % 100).padStart(2, "0")}`;

interface Product {
  readonly sku: string;
  readonly unitPrice: string;
  readonly department: string;
  readonly categories: readonly string[];
  readonly brand: string;
  readonly taxRate: string;
}

const catalogue = (random: SeededRandom): readonly Product[] =>
  Array.from({ length: 800 }, (_, at) => {
    const category = random.below(64);
    return {
      sku: `P${String(at).padStart(4, "0")}`,
      unitPrice: money(80 + random.below(random.pick([400, 1500, 4000]))),
      department: `D${String(category % 8)}`,
      categories: [`C${String(category)}`],
      brand: `B${String(random.below(80))}`,
      taxRate: random.pick(["10", "10", "20"]),
    };
  });

/** One case as the engine takes it. The same seed gives the same case. */
export const benchCase = (
  seed: number,
  { lines, campaigns, selection, exclusivePercent = 0 }: BenchShape,
): PricingInput => {
  const random = seededRandom(seed);
  const products = catalogue(random);
  const bought = Array.from({ length: lines }, () => random.pick(products));
  const json = {
    schemaVersion: 1,
    currency: "EUR",
    at: "2026-11-20T15:30:00+03:00",
    store: { code: "S1", timezone: "Europe/Istanbul" },
    selection,
    basket: bought.map((product) => ({ ...product, quantity: random.pick(["1", "1", "1", "2", "3"]) })),
    customer: { id: "C1", segments: ["REGULAR"], tier: "GOLD", points: 100, purchases: 5 },
    payments: ["CARD"],
    loyalty: {
      earn: { points: 1, per: "1.00" },
      tiers: [{ code: "GOLD", multiplier: "1.25", discountPercent: "2" }],
    },
    campaigns: Array.from({ length: campaigns }, (_, at) =>
      benchCampaign(random, at, { products, exclusivePercent }),
    ),
  };
  const read = readPricingCase(json);
  if (!read.ok) {
    throw new Error(JSON.stringify(read.error));
  }
  return read.value;
};

const benchCombining = (random: SeededRandom): Json =>
  random.pick<Json>([{ lane: "L1" }, { lane: "L2" }, { combines: "otherUnits" }, { combines: "none" }]);

const benchCampaign = (
  random: SeededRandom,
  at: number,
  {
    products,
    exclusivePercent,
  }: { readonly products: readonly Product[]; readonly exclusivePercent: number },
): Json => ({
  code: `K${String(at).padStart(3, "0")}`,
  priority: random.below(10),
  ...(random.chance(exclusivePercent) ? benchCombining(random) : {}),
  conditions: at % 3 === 0 ? { segments: [random.pick(["VIP", "STAFF", "REGULAR", "STUDENT"])] } : {},
  rules: [
    {
      ...benchOffer(random, products),
      conditions: random.chance(10) ? { minSpend: money(1000 + random.below(9000)) } : {},
    },
  ],
});

/** Units are drawn from a brand, a category or a list of products; a percent may be on a department or everything. */
const UNIT_OFFERS: readonly unknown[] = ["buyXGetY", "cheapestFree", "bundlePrice"];

const benchOffer = (random: SeededRandom, products: readonly Product[]): Json => {
  const benefit = benchBenefit(random, products);
  const isUnitOffer = UNIT_OFFERS.includes(benefit["type"]);
  return { benefit, target: isUnitOffer ? narrowTarget(random, products) : benchTarget(random, products) };
};

const narrowTarget = (random: SeededRandom, products: readonly Product[]): Json =>
  random.pick<Json>([
    { include: [{ field: "sku", values: Array.from({ length: 8 }, () => random.pick(products).sku) }] },
    { include: [{ field: "category", values: [`C${String(random.below(64))}`] }] },
    { include: [{ field: "brand", values: [`B${String(random.below(80))}`] }] },
  ]);

const benchTarget = (random: SeededRandom, products: readonly Product[]): Json => {
  const kind = random.below(100);
  if (kind < 45) {
    const values = Array.from({ length: 8 }, () => random.pick(products).sku);
    return { include: [{ field: "sku", values }] };
  }
  if (kind < 70) {
    return { include: [{ field: "category", values: [`C${String(random.below(64))}`] }] };
  }
  if (kind < 92) {
    return { include: [{ field: "brand", values: [`B${String(random.below(80))}`] }] };
  }
  return kind < 98 ? { include: [{ field: "department", values: [`D${String(random.below(8))}`] }] } : {};
};

/** What a shop's leaflet is made of: mostly prices and percents, some "3 for 2", a few sets and ladders. */
const benchBenefit = (random: SeededRandom, products: readonly Product[]): Json => {
  const percent = random.pick(["5", "10", "12.5", "20", "30"]);
  const side = (): Json => narrowTarget(random, products);
  const kinds: readonly (readonly [number, () => Json])[] = [
    [22, () => ({ type: "percentage", percent })],
    [6, () => ({ type: "percentage", percent, maxDiscount: "5.00" })],
    [4, () => ({ type: "percentage", percent: "5", per: "basket" })],
    [12, () => ({ type: "fixedAmount", amount: "0.50", per: "unit" })],
    [5, () => ({ type: "fixedAmount", amount: "2.00" })],
    [16, () => ({ type: "fixedPrice", price: money(100 + random.below(2000)) })],
    [6, () => ({ type: "buyXGetY", buy: { quantity: 2 }, get: { quantity: 1, percent: "50" } })],
    [
      3,
      () => ({
        type: "buyXGetY",
        buy: { quantity: 1, target: side() },
        get: { quantity: 1, percent: "50", target: side() },
      }),
    ],
    [8, () => ({ type: "cheapestFree", of: 3, free: 1 })],
    [
      4,
      () => ({
        type: "bundlePrice",
        items: [1, 1].map((quantity) => ({ quantity, target: side() })),
        price: "9.90",
      }),
    ],
    [
      5,
      () => ({
        type: "tiered",
        by: "spend",
        tiers: [
          { from: "50.00", amount: "2.50" },
          { from: "100.00", percent: "5" },
        ],
      }),
    ],
    [4, () => ({ type: "points", multiplier: "2" })],
    [3, () => ({ type: "freeProduct", sku: "MUG", name: "Mug", quantity: "1", unitPrice: "4.00" })],
    [2, () => ({ type: "freeDelivery" })],
  ];
  let left = random.below(100);
  for (const [share, benefit] of kinds) {
    left -= share;
    if (left < 0) {
      return benefit();
    }
  }
  return { type: "percentage", percent };
};
