/**
 * Every benefit with each of its fields, every condition, reason, way of combining and kind of target has a golden case.
 * The tables are exhaustive by their types: a new member does not compile until it stands here, and fails until it has a
 * case.
 */
import { describe, expect, test } from "vitest";
import type { Benefit } from "../../domain/campaigns/benefit.ts";
import type { Combines } from "../../domain/campaigns/campaign.ts";
import type { Conditions } from "../../domain/campaigns/conditions.ts";
import type { Match } from "../../domain/campaigns/target.ts";
import type { CouponAnswer, NotAppliedReason } from "../../domain/pricing/pricing-result.ts";
import { goldenCases } from "./golden-pricing.ts";

type Json = Readonly<Record<string, unknown>>;

/** How a field is called in a case, or the values that must be seen; "needed" fields are never left out. */
interface Field {
  readonly json: string;
  readonly needed?: true;
  readonly values?: readonly string[];
}

type FieldsOf<B> = Readonly<Record<Exclude<keyof B, "type">, readonly Field[]>>;

const field = (json: string, values?: readonly string[]): readonly Field[] => [
  { json, ...(values ? { values } : {}) },
];
const needed = (json: string, values?: readonly string[]): readonly Field[] => [
  { json, needed: true, ...(values ? { values } : {}) },
];
const reward = [...field("percent"), ...field("amount"), ...field("price")];

const capped = { maxDiscountMinor: field("maxDiscount") };
const ofLines = {
  ...capped,
  maxUnits: field("maxUnits"),
  maxUnitsPer: field("maxUnitsPer", ["sku"]),
  choose: field("choose", ["cheapest"]),
};
const ofUnits = { ...capped, maxTimes: field("maxTimes"), maxUnits: field("maxUnits") };

const BENEFITS: { readonly [Type in Benefit["type"]]: FieldsOf<Extract<Benefit, { readonly type: Type }>> } = {
  percentage: { percentBp: needed("percent"), per: field("per", ["basket"]), ...ofLines },
  fixedAmount: { amountMinor: needed("amount"), per: field("per", ["unit", "line"]), ...ofLines },
  fixedPrice: { priceMinor: needed("price"), ...ofLines },
  buyXGetY: {
    buy: [...needed("buy"), ...field("buy.target")],
    get: [...needed("get"), ...["target", "percent", "amount", "price"].flatMap((name) => field(`get.${name}`))],
    choose: field("choose", ["dearest"]),
    grouping: field("grouping", ["shop"]),
    ...ofUnits,
  },
  cheapestFree: {
    of: needed("of"),
    free: needed("free"),
    reward,
    grouping: field("grouping", ["shop"]),
    ...ofUnits,
  },
  bundlePrice: { items: needed("items"), priceMinor: needed("price"), ...ofUnits },
  tiered: { by: needed("by", ["spend", "quantity"]), tiers: needed("tiers"), ...capped },
  freeProduct: {
    sku: needed("sku"),
    name: field("name"),
    quantityMilli: field("quantity"),
    unitPriceMinor: field("unitPrice"),
    per: [...field("per"), ...field("per.minSpend"), ...field("per.minQuantity")],
    ...capped,
  },
  freeDelivery: capped,
  points: { multiplierMilli: field("multiplier"), bonus: field("bonus"), ...capped },
};

const CONDITIONS: Readonly<Record<keyof Conditions, Field>> = {
  stores: { json: "stores" },
  daysOfWeek: { json: "daysOfWeek" },
  hours: { json: "hours" },
  timezone: { json: "timezone" },
  segments: { json: "segments" },
  tiers: { json: "tiers" },
  customers: { json: "customers" },
  firstPurchase: { json: "firstPurchase" },
  purchaseNumber: { json: "purchaseNumber" },
  birthday: { json: "birthday", values: ["day", "month"] },
  minSpendMinor: { json: "minSpend" },
  maxSpendMinor: { json: "maxSpend" },
  minQuantityMilli: { json: "minQuantity" },
  spendOn: { json: "spendOn", values: ["target", "basket"] },
  spendMeasured: { json: "spendMeasured", values: ["before", "atTurn"] },
  requires: { json: "requires" },
  paymentTypes: { json: "paymentTypes" },
  requiresCustomer: { json: "requiresCustomer" },
};

/** False: a coupon is `notNeeded` then, or a campaign has the reason alone. */
const REASONS: Readonly<Record<NotAppliedReason, { readonly ofCoupons: boolean }>> = {
  INVALID_RULE: { ofCoupons: true },
  INACTIVE: { ofCoupons: true },
  NOT_STARTED: { ofCoupons: true },
  ENDED: { ofCoupons: true },
  NEEDS_COUPON: { ofCoupons: false },
  WRONG_STORE: { ofCoupons: true },
  WRONG_DAY: { ofCoupons: true },
  OUTSIDE_HOURS: { ofCoupons: true },
  NEEDS_CUSTOMER: { ofCoupons: true },
  CUSTOMER_NOT_ELIGIBLE: { ofCoupons: true },
  WRONG_PAYMENT: { ofCoupons: true },
  LIMIT_REACHED: { ofCoupons: true },
  CUSTOMER_LIMIT_REACHED: { ofCoupons: true },
  BUDGET_SPENT: { ofCoupons: true },
  NO_LEASE: { ofCoupons: true },
  NO_MATCHING_ITEMS: { ofCoupons: true },
  BELOW_MIN_QUANTITY: { ofCoupons: true },
  BELOW_MIN_SPEND: { ofCoupons: true },
  ABOVE_MAX_SPEND: { ofCoupons: true },
  NOTHING_LEFT: { ofCoupons: false },
  BETTER_OFFER: { ofCoupons: false },
  NOT_COMBINABLE: { ofCoupons: false },
};

type CouponOnly = Exclude<NonNullable<CouponAnswer["reason"]>, NotAppliedReason>;

const COUPON_ONLY: Readonly<Record<CouponOnly, true>> = {
  UNKNOWN_CODE: true,
  WRONG_CUSTOMER: true,
  ALREADY_USED: true,
};

const STATUSES: Readonly<Record<CouponAnswer["status"], true>> = {
  applied: true,
  rejected: true,
  notNeeded: true,
};

const COMBINES: Readonly<Record<Combines, true>> = { all: true, otherUnits: true, none: true };

const MATCHES: Readonly<Record<Match["field"], true>> = {
  sku: true,
  product: true,
  department: true,
  category: true,
  brand: true,
  tag: true,
  barcode: true,
  price: true,
};

const cases = goldenCases();
const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const campaigns = cases.flatMap((golden) => objects(golden.case["campaigns"]));
const rules = [
  ...campaigns.flatMap((campaign) => objects(campaign["rules"])),
  ...cases.flatMap((golden) => objects(golden.case["rules"])),
  ...cases.flatMap((golden) => objects(golden.case["couponDefinitions"]).map((coupon) => coupon["rule"])),
].filter((rule): rule is Json => typeof rule === "object" && rule !== null);

const at = (value: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
      value,
    );

/** What no case shows of one field, over everything that may carry it. */
const unseen = (carriers: readonly unknown[], { json, needed: always, values }: Field): readonly string[] => {
  const seen = carriers.map((carrier) => at(carrier, json)).filter((value) => value !== undefined);
  return [
    ...(seen.length === 0 ? [`${json} is never given`] : []),
    ...(always || seen.length < carriers.length ? [] : [`${json} is never left out`]),
    ...(values ?? []).filter((value) => !seen.includes(value)).map((value) => `${json} is never ${value}`),
  ];
};

describe("golden cases show", () => {
  test.each(Object.entries(BENEFITS))("benefit %s with each field, given and by default", (type, fields) => {
    const own = rules.map((rule) => rule["benefit"]).filter((benefit) => at(benefit, "type") === type);
    expect(own.length).toBeGreaterThan(0);
    expect(Object.values(fields).flatMap((some) => some.flatMap((one) => unseen(own, one)))).toEqual([]);
  });

  test.each(Object.entries(CONDITIONS))("condition %s", (_, condition) => {
    const own = [...campaigns, ...rules].map((carrier) => carrier["conditions"]);
    expect(unseen(own, condition)).toEqual([]);
  });

  test.each(Object.entries(REASONS))("reason %s, derived by hand", (reason, { ofCoupons }) => {
    const of = (list: string): readonly unknown[] =>
      cases.flatMap((golden) => objects(golden.byHand[list])).map((one) => one["reason"]);
    expect(of("notApplied")).toContain(reason);
    if (ofCoupons) {
      expect(of("coupons")).toContain(reason);
    }
  });

  test("every reason and state of a coupon", () => {
    const answers = cases.flatMap((golden) => objects(golden.byHand["coupons"]));
    const reasons = answers.map((answer) => answer["reason"]);
    expect(Object.keys(COUPON_ONLY).filter((reason) => !reasons.includes(reason))).toEqual([]);
    const states = answers.map((answer) => answer["status"]);
    expect(Object.keys(STATUSES).filter((status) => !states.includes(status))).toEqual([]);
  });

  test("every way of combining", () => {
    const seen = campaigns.map((campaign) => campaign["combines"] ?? "all");
    expect(Object.keys(COMBINES).filter((one) => !seen.includes(one))).toEqual([]);
    expect(campaigns.some((campaign) => campaign["lane"] !== undefined)).toBe(true);
  });

  test("every kind of match", () => {
    const seen = rules.flatMap((rule) => objects(at(rule, "target.include"))).map((match) => match["field"]);
    expect(Object.keys(MATCHES).filter((one) => !seen.includes(one))).toEqual([]);
  });
});
