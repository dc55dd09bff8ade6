/**
 * Random small pricing cases, in the JSON form that a shop would send: few units, mean prices, every benefit, caps,
 * lanes, budgets and thresholds that are easily met or missed.
 */
import { seededRandom, type SeededRandom } from "../seeded-random.ts";

export type Json = Readonly<Record<string, unknown>>;

export const money = (minor: number): string =>
  `${String(Math.floor(minor / 100))}.${String(minor % 100).padStart(2, "0")}`;

export const SKUS = ["A", "B", "C", "D"];
const GROUPS = ["G1", "G2"];
const BRANDS = ["X", "Y"];

/** Case number `seed`. */
export const randomCase = (seed: number): Json => {
  const random = seededRandom(seed);
  const lines = randomLines(random);
  const campaigns = Array.from({ length: 1 + random.below(4) }, (_, at) => randomCampaign(random, at));
  const coupons = random.chance(20) ? [randomCoupon(random)] : [];
  return {
    schemaVersion: 1,
    currency: "EUR",
    at: "2026-11-20T12:00:00Z",
    store: { code: "S1", pricesIncludeTax: random.chance(75) },
    basket: lines,
    ...(random.chance(10) ? { manualDiscount: randomManual(random) } : {}),
    ...(random.chance(50) ? { customer: randomCustomer(random) } : {}),
    campaigns,
    couponDefinitions: coupons,
    coupons: coupons.map(({ code }) => code),
    usage: { campaigns: { K0: { spent: "0.30" } } },
    ...(random.chance(25)
      ? {
          loyalty: {
            tiers: [{ code: "GOLD", multiplier: "1.5", discountPercent: random.pick(["5", "12.5"]) }],
          },
        }
      : {}),
  };
};

const randomCustomer = (random: SeededRandom): Json => ({
  id: "C1",
  segments: random.some(["VIP"], 50),
  tier: random.pick(["GOLD", null]),
  purchases: random.below(3),
});

const randomManual = (random: SeededRandom): Json =>
  random.chance(50) ? { percent: random.pick(["5", "33"]) } : { amount: money(random.below(300)) };

export const PRICES = [0, 1, 5, 33, 99, 100, 100, 150, 199, 250, 333, 500, 1000];

const randomLines = (random: SeededRandom): readonly Json[] => {
  const lines: Json[] = [];
  let units = 0;
  const wanted = 1 + random.below(6);
  while (units < wanted) {
    const sku = random.pick(SKUS);
    const weighed = random.chance(12);
    const quantity = weighed ? 1 : 1 + random.below(Math.min(3, wanted - units));
    units += quantity;
    lines.push({
      sku,
      unitPrice: money(random.pick(PRICES)),
      quantity: weighed ? random.pick(["0.345", "1.5", "0.999"]) : String(quantity),
      unit: weighed ? "weight" : "each",
      categories: random.some(GROUPS, 50),
      brand: random.pick([...BRANDS, null]),
      taxRate: random.pick(["0", "10", "10", "20"]),
      ...(random.chance(8) ? { minUnitPrice: money(random.below(120)) } : {}),
      ...(random.chance(6) ? { discountable: false } : {}),
      ...(random.chance(6) ? { onSale: true } : {}),
      ...(random.chance(8) ? { manualDiscount: randomManual(random) } : {}),
    });
  }
  if (random.chance(15)) {
    lines.push({ sku: "SHIP", unitPrice: "4.90", quantity: "1", kind: "delivery" });
  }
  return lines;
};

export const randomTarget = (random: SeededRandom): Json => {
  const match = (): Json =>
    random.pick<Json>([
      { field: "sku", values: random.some(SKUS, 60) },
      { field: "category", values: [random.pick(GROUPS)] },
      { field: "brand", values: [random.pick(BRANDS)] },
      { field: "price", from: "0.50", to: "3.00" },
    ]);
  return {
    include: random.chance(60) ? [match()] : [],
    exclude: random.chance(10) ? [match()] : [],
    excludeOnSale: random.chance(10),
  };
};

const maybe = (random: SeededRandom, percent: number, given: Json): Json =>
  random.chance(percent) ? given : {};

const randomReward = (random: SeededRandom): Json =>
  random.pick<Json>([{}, { percent: "50" }, { percent: "33.33" }, { amount: "0.70" }, { price: "0.50" }]);

const randomBenefit = (random: SeededRandom): Json => {
  const capped = maybe(random, 15, { maxDiscount: money(1 + random.below(200)) });
  const ofLines = {
    ...capped,
    ...maybe(random, 25, { maxUnits: 1 + random.below(2) }),
    ...maybe(random, 20, { maxUnitsPer: "sku" }),
    ...maybe(random, 30, { choose: "cheapest" }),
  };
  const ofUnits = {
    ...capped,
    ...maybe(random, 15, { maxTimes: 1 + random.below(2) }),
    ...maybe(random, 15, { maxUnits: 1 + random.below(3) }),
  };
  const grouping = maybe(random, 30, { grouping: "shop" });
  const percent = random.pick(["10", "33.33", "50", "5", "100"]);
  const amount = money(1 + random.below(250));
  return random.pick<() => Json>([
    () => ({ type: "percentage", percent, ...maybe(random, 40, { per: "basket" }), ...ofLines }),
    () => ({ type: "fixedAmount", amount, per: random.pick(["unit", "line", "basket"]), ...ofLines }),
    () => ({ type: "fixedPrice", price: money(random.below(200)), ...ofLines }),
    () => ({
      type: "buyXGetY",
      buy: { quantity: 1 + random.below(2), ...maybe(random, 40, { target: randomTarget(random) }) },
      get: {
        quantity: random.chance(15) ? 2 : 1,
        ...randomReward(random),
        ...maybe(random, 50, { target: randomTarget(random) }),
      },
      ...(random.chance(25) ? { choose: "dearest" } : grouping),
      ...ofUnits,
    }),
    () => ({
      type: "cheapestFree",
      of: 2 + random.below(2),
      free: 1,
      ...randomReward(random),
      ...grouping,
      ...ofUnits,
    }),
    () => ({
      type: "bundlePrice",
      items: Array.from({ length: 1 + random.below(2) }, () => ({
        quantity: 1 + random.below(2),
        target: randomTarget(random),
      })),
      price: money(random.below(400)),
      ...ofUnits,
    }),
    () => ({
      type: "tiered",
      by: "spend",
      tiers: [
        { from: money(100 + random.below(200)), percent: "5" },
        {
          from: money(400 + random.below(300)),
          ...(random.chance(50) ? { percent: "20" } : { amount: "1.50" }),
        },
      ],
      ...capped,
    }),
    () => ({
      type: "tiered",
      by: "quantity",
      tiers: [
        { from: "2", percent: "5" },
        { from: "4", amount: "1.00" },
      ],
      ...capped,
    }),
    () => ({ type: "freeDelivery", ...capped }),
  ])();
};

export const randomConditions = (random: SeededRandom): Json => ({
  ...maybe(random, 12, { minSpend: money(100 + random.below(600)) }),
  ...maybe(random, 5, { maxSpend: money(200 + random.below(600)) }),
  ...maybe(random, 8, { minQuantity: String(1 + random.below(3)) }),
  ...maybe(random, 15, { spendOn: random.pick(["target", "basket"]) }),
  ...maybe(random, 20, { spendMeasured: "atTurn" }),
  ...maybe(random, 6, { segments: ["VIP"] }),
  ...maybe(random, 6, {
    requires: [
      { target: randomTarget(random), ...maybe(random, 50, { minSpend: money(random.below(500)) }) },
    ],
  }),
});

export const randomCombining = (random: SeededRandom): Json => ({
  ...maybe(random, 12, { combines: random.pick(["otherUnits", "none"]) }),
  ...maybe(random, 30, { lane: random.pick(["L1", "L2"]) }),
});

const randomCampaign = (random: SeededRandom, at: number): Json => ({
  code: `K${String(at)}`,
  priority: random.below(3),
  ...randomCombining(random),
  conditions: randomConditions(random),
  limits: maybe(random, 10, {
    budget: money(50 + random.below(300)),
    onBudgetEdge: random.pick(["cap", "refuse"]),
  }),
  rules: Array.from({ length: random.chance(12) ? 2 : 1 }, () => ({
    benefit: randomBenefit(random),
    target: randomTarget(random),
    conditions: randomConditions(random),
  })),
});

const randomCoupon = (random: SeededRandom): Json & { readonly code: string } => ({
  code: "COUPON",
  priority: random.below(3),
  ...randomCombining(random),
  rule: {
    benefit: randomBenefit(random),
    target: randomTarget(random),
    conditions: randomConditions(random),
  },
});
