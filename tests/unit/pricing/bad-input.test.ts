/**
 * Values that make no sense are INVALID_RULE where they are met and leave other campaigns as they are; values that have
 * the wrong form are refused where they are entered, with path, expected and got.
 */
import { describe, expect, test } from "vitest";
import { problemLine, readPricingCase } from "../../../contracts/pricing-case.ts";
import { readOffers } from "../../../contracts/offers-file.ts";
import { answerOf } from "../../support/pricing-case.ts";

type Json = Readonly<Record<string, unknown>>;

const TEN = { type: "percentage", percent: "10" };
const bundle = (items: readonly Json[], more: Json = {}) => ({
  type: "bundlePrice",
  items,
  price: "1.00",
  ...more,
});
const group = (more: Json) => ({ type: "cheapestFree", of: 3, free: 1, ...more });
const pair = (more: Json) => ({ type: "buyXGetY", buy: { quantity: 1 }, get: { quantity: 1 }, ...more });
const ladder = (...tiers: readonly Json[]) => ({ type: "tiered", by: "spend", tiers });
const gift = (more: Json) => ({ type: "freeProduct", sku: "MUG", ...more });
const UPSIDE_DOWN = { include: [{ field: "price", from: "5.00", to: "1.00" }] };

const NONSENSE_BENEFITS: readonly (readonly [string, Json])[] = [
  ["percent above 100", { type: "percentage", percent: "100.01" }],
  ["percent of zero", { type: "percentage", percent: "0" }],
  ["negative percent", { type: "percentage", percent: "-5" }],
  ["no units", { ...TEN, maxUnits: 0 }],
  ["negative cap", { ...TEN, maxDiscount: "-1.00" }],
  ["amount of zero", { type: "fixedAmount", amount: "0.00" }],
  ["negative amount", { type: "fixedAmount", amount: "-1.00" }],
  ["negative price", { type: "fixedPrice", price: "-0.01" }],
  ["nothing bought", pair({ buy: { quantity: 0 } })],
  ["nothing got", pair({ get: { quantity: 0 } })],
  ["reward above 100 %", pair({ get: { quantity: 1, percent: "101" } })],
  ["reward of a negative amount", pair({ get: { quantity: 1, amount: "-1.00" } })],
  ["reward at a negative price", pair({ get: { quantity: 1, price: "-1.00" } })],
  ["dearest for the shop", pair({ choose: "dearest", grouping: "shop" })],
  ["a side upside down", pair({ buy: { quantity: 1, target: UPSIDE_DOWN } })],
  ["zero times", pair({ maxTimes: 0 })],
  ["of zero", group({ of: 0 })],
  ["free of zero", group({ free: 0 })],
  ["free above of", group({ free: 4 })],
  ["free above 100 %", group({ percent: "150" })],
  ["empty bundle", bundle([])],
  ["bundle of no units", bundle([{ quantity: 0, target: {} }])],
  ["bundle of an item upside down", bundle([{ quantity: 1, target: UPSIDE_DOWN }])],
  ["bundle at a negative price", bundle([{ quantity: 1, target: {} }], { price: "-1.00" })],
  ["empty ladder", ladder()],
  ["negative step", ladder({ from: "-1.00", percent: "5" })],
  ["equal steps", ladder({ from: "1", percent: "5" }, { from: "1.00", percent: "6" })],
  ["step above 100 %", ladder({ from: "1", percent: "101" })],
  ["step of a negative amount", ladder({ from: "1", amount: "-1.00" })],
  ["gift of nothing", gift({ quantity: "0" })],
  ["gift of less than nothing", gift({ quantity: "-1" })],
  ["gift of negative value", gift({ unitPrice: "-1.00" })],
  ["gift per zero spent", gift({ per: { minSpend: "0.00" } })],
  ["gift per no pieces", gift({ per: { minQuantity: "0" } })],
  ["points of nothing", { type: "points" }],
  ["no bonus", { type: "points", bonus: 0 }],
  ["multiplier of zero", { type: "points", multiplier: "0" }],
];

const NONSENSE_CONDITIONS: readonly (readonly [string, Json])[] = [
  ["equal hours", { hours: { from: "10:00", until: "10:00" } }],
  ["equal hours across midnight", { hours: { from: "24:00", until: "00:00" } }],
  ["unknown zone", { timezone: "Nowhere/Town" }],
  ["purchase number zero", { purchaseNumber: 0 }],
  ["negative least spend", { minSpend: "-1.00" }],
  ["negative most spend", { maxSpend: "-1.00" }],
  ["least above most", { minSpend: "2.00", maxSpend: "1.00" }],
  ["negative quantity", { minQuantity: "-1" }],
  ["requires a negative quantity", { requires: [{ target: {}, minQuantity: "-1" }] }],
  ["requires a negative amount", { requires: [{ target: {}, minSpend: "-1.00" }] }],
  ["requires a band upside down", { requires: [{ target: UPSIDE_DOWN }] }],
  ...["stores", "daysOfWeek", "segments", "tiers", "customers", "paymentTypes"].map(
    (field): readonly [string, Json] => [`one of no ${field}`, { [field]: [] }],
  ),
];

const NONSENSE_CAMPAIGNS: readonly (readonly [string, Json])[] = [
  ["no rules", { rules: [] }],
  ["negative uses", { limits: { uses: -1 } }],
  ["negative uses per customer", { limits: { usesPerCustomer: -1 } }],
  ["negative budget", { limits: { budget: "-1.00" } }],
  ["one nonsense rule of two", { rules: [{ benefit: TEN }, { benefit: group({ free: 4 }) }] }],
];

const campaignsWith = (code: string, rule: Json): readonly Json[] => [{ code, rules: [rule] }];

const TABLE: readonly (readonly [string, Json])[] = [
  ...NONSENSE_BENEFITS.map(([name, benefit]): readonly [string, Json] => [name, { rules: [{ benefit }] }]),
  ...NONSENSE_CONDITIONS.flatMap(([name, conditions]): readonly (readonly [string, Json])[] => [
    [`${name}, of a rule`, { rules: [{ benefit: TEN, conditions }] }],
    [`${name}, of a campaign`, { conditions }],
  ]),
  ["a target upside down", { rules: [{ benefit: TEN, target: UPSIDE_DOWN }] }],
  ...NONSENSE_CAMPAIGNS,
];

describe.each(["best", "priority"])("values that make no sense, selection %s", (selection) => {
  test.each(TABLE)("%s", (_, broken) => {
    const answer = answerOf({
      selection,
      basket: [{ sku: "A", unitPrice: "10.00", quantity: "6" }],
      customer: { id: "C1" },
      campaigns: [
        { code: "BROKEN", rules: [{ benefit: TEN }], ...broken },
        { code: "SOUND", rules: [{ benefit: TEN }] },
      ],
    });
    expect(answer.notApplied).toMatchObject([{ campaign: "BROKEN", reason: "INVALID_RULE", by: [] }]);
    expect(answer.totals.total).toBe("54.00");
  });

  test.each(NONSENSE_BENEFITS)("%s, in a coupon", (_, benefit) => {
    const answer = answerOf({
      selection,
      basket: [{ sku: "A", unitPrice: "10.00", quantity: "6" }],
      couponDefinitions: [{ code: "BROKEN", rule: { benefit }, validUntil: "2026-01-01" }],
      coupons: ["BROKEN"],
    });
    expect(answer.coupons).toEqual([{ code: "BROKEN", status: "rejected", reason: "INVALID_RULE" }]);
  });
});

const REFUSED: readonly (readonly [string, Json, string])[] = [
  [
    "unknown field of a benefit",
    { benefit: { ...TEN, percnt: "5" } },
    '.benefit.percnt: expected no such field, got "5"',
  ],
  ["unknown benefit", { benefit: { type: "gift" } }, ".benefit.type: expected one of "],
  [
    "percent as a number",
    { benefit: { type: "percentage", percent: 10 } },
    ".benefit.percent: expected a percent as a decimal string with at most 2 decimals, got 10",
  ],
  [
    "percent with three decimals",
    { benefit: { type: "percentage", percent: "1.234" } },
    ".benefit.percent: expected a percent as a decimal string with at most 2 decimals",
  ],
  [
    "amount with too many decimals",
    { benefit: { type: "fixedAmount", amount: "1.001" } },
    ".benefit.amount: expected an amount as a decimal string with at most 2 decimals",
  ],
  [
    "amount beyond reason",
    { benefit: { type: "fixedAmount", amount: "99999999999999" } },
    ".benefit.amount: ",
  ],
  ["a third of a unit", { benefit: group({ of: 3.5 }) }, ".benefit.of: expected a whole number, got 3.5"],
  [
    "two rewards",
    { benefit: group({ percent: "50", amount: "1.00" }) },
    ".benefit: expected only one of percent, amount and price",
  ],
  [
    "a step without a reward",
    { benefit: ladder({ from: "1.00" }) },
    ".benefit.tiers[0]: expected either percent or amount",
  ],
  [
    "an unreadable window",
    { benefit: TEN, conditions: { hours: { from: "9 am", until: "17:00" } } },
    '.conditions.hours.from: expected a time such as "15:30", got "9 am"',
  ],
  [
    "a window with one end",
    { benefit: TEN, conditions: { hours: { from: "09:00" } } },
    '.conditions.hours.until: expected a time such as "15:30", got nothing',
  ],
  [
    "an unknown day",
    { benefit: TEN, conditions: { daysOfWeek: ["FUN"] } },
    ".conditions.daysOfWeek[0]: expected one of ",
  ],
  [
    "an unknown payment",
    { benefit: TEN, conditions: { paymentTypes: ["GOLD"] } },
    ".conditions.paymentTypes[0]: expected one of ",
  ],
  [
    "an unknown match",
    { benefit: TEN, target: { include: [{ field: "colour", values: ["red"] }] } },
    ".target.include[0]",
  ],
];

describe("values of the wrong form are refused where they are entered", () => {
  test.each(REFUSED)("%s", (_, rule, line) => {
    const campaigns = campaignsWith("K", rule);
    const ofCase = readPricingCase({
      schemaVersion: 1,
      currency: "EUR",
      at: "2026-11-20T12:00:00Z",
      basket: [],
      campaigns,
    });
    const ofOffers = readOffers({ campaigns }, 2);
    for (const read of [ofCase, ofOffers]) {
      const lines = read.ok ? [] : read.error.map(problemLine);
      expect(lines.join("\n")).toContain(`$.campaigns[0].rules[0]${line}`);
    }
  });
});
