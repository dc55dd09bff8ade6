/**
 * Random cases over everything a pricing case can say: a small case of offers (random-case.ts) and, by a second stream of
 * random numbers, selection by priority, gifts and points, coupons that open campaigns, limits and usage, conditions on
 * time, place, customer and payment, rules that make no sense, payments and points to pay with.
 */
import { seededRandom, type SeededRandom } from "../seeded-random.ts";
import { randomCase, randomCombining, randomConditions, randomTarget, type Json } from "./random-case.ts";

const maybe = (random: SeededRandom, percent: number, given: () => Json): Json =>
  random.chance(percent) ? given() : {};

/** Extended case number `seed`. */
export const extendedCase = (seed: number): Json => {
  const random = seededRandom(seed * 31 + 7);
  const base = randomCase(seed);
  const campaigns = (base["campaigns"] as readonly Json[]).map((campaign) => extended(campaign, random));
  const rewards = random.chance(40)
    ? Array.from({ length: 1 + random.below(2) }, (_, at) => extended(randomReward(random, at), random))
    : [];
  const all = [...campaigns, ...rewards];
  const opened = all.filter((campaign) => campaign["activation"] === "coupon");
  const openers = opened.flatMap((campaign) => randomOpeners(random, campaign));
  const definitions = [...(base["couponDefinitions"] as readonly Json[]), ...openers];
  return {
    ...base,
    at: random.pick(["2026-11-20T12:00:00Z", "2026-11-20T22:30:00Z", "2026-02-28T23:30:00Z"]),
    store: {
      ...(base["store"] as Json),
      timezone: random.pick(["UTC", "Europe/Istanbul"]),
      cashRounding: "0.05",
    },
    ...maybe(random, 30, () => ({ selection: "priority" })),
    ...maybe(random, 60, () => ({ customer: randomCustomer(random) })),
    campaigns: all,
    couponDefinitions: definitions,
    coupons: [
      ...definitions.flatMap(({ code }) => (random.chance(85) ? [String(code)] : [])),
      ...random.some(["GONE", " coupon "], 8),
    ],
    usage: {
      campaigns: { K0: { spent: "0.30" }, K1: randomUsage(random), R0: randomUsage(random) },
      coupons: { "OPEN0-K0": { uses: random.below(3), customerUses: random.below(2) } },
    },
    ...maybe(random, 45, () => ({ payments: randomPayments(random) })),
    ...maybe(random, 60, () => ({ loyalty: randomLoyalty(random) })),
    ...maybe(random, 30, () => ({ redeem: { points: random.below(60) } })),
  };
};

const randomUsage = (random: SeededRandom): Json => ({
  uses: random.below(3),
  customerUses: random.below(2),
  ...maybe(random, 20, () => ({ spent: "1.00" })),
  ...maybe(random, 5, () => ({ lease: false })),
});

const randomCustomer = (random: SeededRandom): Json => ({
  id: random.pick(["C1", "C2"]),
  segments: random.some(["VIP", "STAFF"], 50),
  tier: random.pick(["gold ", "SILVER", null]),
  points: random.below(80),
  purchases: random.below(3),
  dateOfBirth: random.pick(["1990-11-20", "1992-02-29", "1980-06-01", null]),
});

const randomLoyalty = (random: SeededRandom): Json => ({
  ...maybe(random, 80, () => ({ earn: { points: 1 + random.below(3), per: random.pick(["0.10", "1.00"]) } })),
  ...maybe(random, 60, () => ({
    redeem: {
      points: random.pick([1, 3]),
      value: random.pick(["0.05", "0.10"]),
      min: random.pick([0, 10]),
      step: random.pick([1, 5]),
      maxShare: random.pick(["100", "33.33"]),
    },
  })),
  minPurchase: random.pick(["0", "2.00"]),
  tiers: [{ code: "GOLD", multiplier: "1.5", discountPercent: random.pick(["0", "5", "12.5"]) }],
});

const randomPayments = (random: SeededRandom): readonly unknown[] =>
  random.pick<readonly unknown[]>([
    ["CASH"],
    ["CARD"],
    [{ type: "CASH", amount: "2.00" }],
    [{ type: "GIFT_CARD", amount: "1.25" }, "CARD"],
    [{ type: "CARD", amount: "1.00" }, { type: "CASH" }],
    ["GIFT_CARD"],
    ["CASH", { type: "STORE_CREDIT", amount: "0.75" }],
  ]);

/** Points or a gift. */
const randomReward = (random: SeededRandom, at: number): Json => ({
  code: `R${String(at)}`,
  priority: random.below(3),
  ...randomCombining(random),
  conditions: randomConditions(random),
  rules: [
    {
      target: randomTarget(random),
      conditions: randomConditions(random),
      benefit: random.pick<() => Json>([
        () => ({ type: "points", multiplier: random.pick(["2", "1.5", "3"]) }),
        () => ({ type: "points", bonus: 1 + random.below(20) }),
        () => ({ type: "points", multiplier: "1.25", bonus: 5 }),
        () => ({
          type: "freeProduct",
          sku: "MUG",
          quantity: random.pick(["1", "2", "0.5"]),
          unitPrice: "1.99",
          ...maybe(random, 30, () => ({ per: { minSpend: random.pick(["1.00", "2.50"]) } })),
          ...maybe(random, 20, () => ({ per: { minQuantity: "2" } })),
          ...maybe(random, 20, () => ({ maxDiscount: "4.00" })),
        }),
      ])(),
    },
  ],
});

const randomOpeners = (random: SeededRandom, campaign: Json): readonly Json[] =>
  Array.from({ length: random.below(3) }, (_, at) => ({
    code: `OPEN${String(at)}-${String(campaign["code"])}`,
    campaign: campaign["code"],
    ...maybe(random, 20, () => ({ type: random.pick(["personal", "singleUse", "multiUse"]) })),
    ...maybe(random, 10, () => ({ customer: random.pick(["C1", "C2"]) })),
    ...maybe(random, 10, () => ({ usageLimit: random.below(3) })),
    ...maybe(random, 10, () => ({ usesPerCustomer: 1 })),
    ...maybe(random, 6, () => ({ validUntil: "2026-11-01" })),
  }));

/** One more condition of any kind on the campaign or on its first rule, limits, times, and now and then nonsense. */
const extended = (campaign: Json, random: SeededRandom): Json => {
  const { conditions, limits, rules } = campaign as {
    readonly conditions: Json;
    readonly limits?: Json;
    readonly rules: readonly Json[];
  };
  const more = maybe(random, 18, () => randomGate(random));
  const onRule = random.chance(50);
  const [first = {}, ...others] = rules;
  const nonsense = random.chance(3) ? randomNonsense(random) : null;
  return {
    ...campaign,
    ...maybe(random, 12, () => ({ activation: "coupon" })),
    ...maybe(random, 4, () => ({ active: false })),
    ...maybe(random, 4, () => ({ validFrom: random.pick(["2026-11-21", "2026-11-20T15:00:00"]) })),
    ...maybe(random, 4, () => ({ validUntil: random.pick(["2026-11-20", "2026-11-20T12:00:00Z"]) })),
    conditions: onRule ? conditions : { ...conditions, ...more },
    limits: {
      ...limits,
      ...maybe(random, 8, () => ({ uses: random.below(4) })),
      ...maybe(random, 8, () => ({ usesPerCustomer: random.below(3) })),
    },
    rules: [
      {
        ...first,
        ...(nonsense === null ? {} : { benefit: nonsense }),
        conditions: onRule ? { ...(first["conditions"] as Json), ...more } : first["conditions"],
      },
      ...others,
    ],
  };
};

const randomGate = (random: SeededRandom): Json =>
  random.pick<() => Json>([
    () => ({ stores: random.pick([["S1"], ["S2"]]) }),
    () => ({ daysOfWeek: random.pick([["FRI"], ["SAT"], ["SAT", "SUN"], ["FRI", "SAT"]]) }),
    () => ({
      hours: random.pick([
        { from: "09:00", until: "18:00" },
        { from: "22:00", until: "02:00" },
      ]),
    }),
    () => ({ daysOfWeek: ["FRI"], hours: { from: "22:00", until: "02:00" }, timezone: "Europe/Istanbul" }),
    () => ({ segments: random.pick([["VIP"], ["STAFF", "VIP"]]) }),
    () => ({ tiers: ["Gold"] }),
    () => ({ customers: ["C1"] }),
    () => ({ firstPurchase: true }),
    () => ({ purchaseNumber: 1 + random.below(3) }),
    () => ({ birthday: random.pick(["day", "month"]) }),
    () => ({ paymentTypes: random.pick([["CASH"], ["CARD", "GIFT_CARD"]]) }),
    () => ({ requiresCustomer: true }),
  ])();

const randomNonsense = (random: SeededRandom): Json =>
  random.pick<Json>([
    { type: "percentage", percent: "150" },
    { type: "fixedAmount", amount: "-1.00" },
    { type: "cheapestFree", of: 2, free: 3 },
    { type: "bundlePrice", items: [], price: "1.00" },
    { type: "tiered", by: "spend", tiers: [] },
  ]);
