/**
 * Owns the JSON form of discount rules: benefit, target and conditions. Values that make no sense (a percent above
 * 100) pass here: the engine answers INVALID_RULE for them. Unknown fields and wrong forms are refused.
 */
import { z } from "zod";
import type { Benefit, Reward } from "../../domain/campaigns/benefit.ts";
import type { Conditions } from "../../domain/campaigns/conditions.ts";
import type { Target } from "../../domain/campaigns/target.ts";
import {
  clockField,
  decimalField,
  orElse,
  percentField,
  multiplierField,
  quantityField,
  textField,
  wholeField,
} from "./case-fields.ts";

export const PAYMENT_TYPES = ["CASH", "CARD", "GIFT_CARD", "STORE_CREDIT", "POINTS", "OTHER"] as const;
const WEEKDAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;

/** Schemas of benefit, target and conditions for a currency with `decimals` decimals. */
export const ruleSchemas = (decimals: number) => {
  const money = decimalField({ decimals, what: "an amount", sign: "any" });
  const target = targetSchema(money);
  const conditions = conditionsSchema(money, target);
  const benefit = benefitSchema(money, target);
  const inlineRule = z.strictObject({
    code: orElse(textField, null),
    benefit,
    target: orElse(target, null),
    conditions: orElse(conditions, NO_CONDITIONS_GIVEN).transform(completeConditions),
  });
  return { money, target, conditions, inlineRule };
};

type MoneyField = ReturnType<typeof decimalField>;

const targetSchema = (money: MoneyField) => {
  const match = z.union([
    z.strictObject({
      field: z.enum(["sku", "product", "department", "category", "brand", "tag"]),
      values: z.array(textField),
    }),
    z.strictObject({ field: z.literal("barcode"), pattern: textField }),
    z
      .strictObject({ field: z.literal("price"), from: orElse(money, null), to: orElse(money, null) })
      .transform(({ field, from, to }) => ({ field, fromMinor: from, toMinor: to })),
  ]);
  return z.strictObject({
    include: orElse(z.array(match), []),
    exclude: orElse(z.array(match), []),
    excludeOnSale: orElse(z.boolean(), false),
  }) satisfies z.ZodType<Target>;
};

type TargetSchema = ReturnType<typeof targetSchema>;

const conditionsSchema = (money: MoneyField, target: TargetSchema) =>
  z.strictObject({
    stores: orElse(z.array(textField), null),
    daysOfWeek: orElse(z.array(z.enum(WEEKDAYS)), null),
    hours: orElse(
      z
        .strictObject({ from: clockField, until: clockField })
        .transform(({ from, until }) => ({ fromMinute: from, untilMinute: until })),
      null,
    ),
    timezone: orElse(textField, null),
    segments: orElse(z.array(textField), null),
    tiers: orElse(z.array(textField), null),
    customers: orElse(z.array(textField), null),
    firstPurchase: orElse(z.boolean(), false),
    purchaseNumber: orElse(wholeField(), null),
    birthday: orElse(z.enum(["day", "month"]), null),
    minSpend: orElse(money, null),
    maxSpend: orElse(money, null),
    minQuantity: orElse(quantityField("any"), null),
    spendOn: orElse(z.enum(["target", "basket"]), null),
    spendMeasured: orElse(z.enum(["before", "atTurn"]), "before"),
    requires: orElse(
      z.array(
        z
          .strictObject({
            target,
            minQuantity: orElse(quantityField("any"), null),
            minSpend: orElse(money, null),
          })
          .transform((one) => ({
            target: one.target,
            minQuantityMilli: one.minQuantity,
            minSpendMinor: one.minSpend,
          })),
      ),
      [],
    ),
    paymentTypes: orElse(z.array(z.enum(PAYMENT_TYPES)), null),
    requiresCustomer: orElse(z.boolean(), false),
  });

type GivenConditions = z.output<ReturnType<typeof conditionsSchema>>;

const NO_CONDITIONS_GIVEN: GivenConditions = {
  stores: null,
  daysOfWeek: null,
  hours: null,
  timezone: null,
  segments: null,
  tiers: null,
  customers: null,
  firstPurchase: false,
  purchaseNumber: null,
  birthday: null,
  minSpend: null,
  maxSpend: null,
  minQuantity: null,
  spendOn: null,
  spendMeasured: "before",
  requires: [],
  paymentTypes: null,
  requiresCustomer: false,
};

export const completeConditions = (given: GivenConditions | null): Conditions => {
  const { minSpend, maxSpend, minQuantity, ...rest } = given ?? NO_CONDITIONS_GIVEN;
  return { ...rest, minSpendMinor: minSpend, maxSpendMinor: maxSpend, minQuantityMilli: minQuantity };
};

const rewardFields = (money: MoneyField) => ({
  percent: orElse(percentField("any"), null),
  amount: orElse(money, null),
  price: orElse(money, null),
});

interface GivenReward {
  readonly percent: number | null;
  readonly amount: number | null;
  readonly price: number | null;
}

const EVERYTHING: Reward = { percentBp: 10_000 };

/** Without any of the three a reward is free. */
const rewardOf = ({ percent, amount, price }: GivenReward): Reward => {
  if (amount !== null) {
    return { amountMinor: amount };
  }
  if (price !== null) {
    return { priceMinor: price };
  }
  return percent === null ? EVERYTHING : { percentBp: percent };
};

const atMostOneReward = (given: GivenReward): boolean =>
  [given.percent, given.amount, given.price].filter((figure) => figure !== null).length <= 1;

const ONE_REWARD = { message: "only one of percent, amount and price" };

const benefitSchema = (money: MoneyField, target: TargetSchema) => {
  const capped = { maxDiscount: orElse(money, null) };
  const ofLines = {
    ...capped,
    maxUnits: orElse(wholeField(), null),
    maxUnitsPer: orElse(z.enum(["basket", "sku"]), "basket"),
    choose: orElse(z.enum(["dearest", "cheapest"]), "dearest"),
  };
  const ofUnits = { ...capped, maxTimes: orElse(wholeField(), null), maxUnits: orElse(wholeField(), null) };
  const grouping = orElse(z.enum(["customer", "shop"]), "customer");
  return z.discriminatedUnion("type", [
    z
      .strictObject({
        type: z.literal("percentage"),
        percent: percentField("any"),
        per: orElse(z.enum(["line", "basket"]), "line"),
        ...ofLines,
      })
      .transform(({ percent, maxDiscount, ...rest }): Benefit => ({
        ...rest,
        percentBp: percent,
        maxDiscountMinor: maxDiscount,
      })),
    z
      .strictObject({
        type: z.literal("fixedAmount"),
        amount: money,
        per: orElse(z.enum(["unit", "line", "basket"]), "basket"),
        ...ofLines,
      })
      .transform(({ amount, maxDiscount, ...rest }): Benefit => ({
        ...rest,
        amountMinor: amount,
        maxDiscountMinor: maxDiscount,
      })),
    z
      .strictObject({ type: z.literal("fixedPrice"), price: money, ...ofLines })
      .transform(({ price, maxDiscount, ...rest }): Benefit => ({
        ...rest,
        priceMinor: price,
        maxDiscountMinor: maxDiscount,
      })),
    z
      .strictObject({
        type: z.literal("buyXGetY"),
        buy: z.strictObject({ quantity: wholeField(), target: orElse(target, null) }),
        get: z
          .strictObject({ quantity: wholeField(), target: orElse(target, null), ...rewardFields(money) })
          .refine(atMostOneReward, ONE_REWARD),
        choose: orElse(z.enum(["cheapest", "dearest"]), "cheapest"),
        grouping,
        ...ofUnits,
      })
      .transform(({ get, maxDiscount, ...rest }): Benefit => ({
        ...rest,
        get: { quantity: get.quantity, target: get.target, reward: rewardOf(get) },
        maxDiscountMinor: maxDiscount,
      })),
    z
      .strictObject({
        type: z.literal("cheapestFree"),
        of: wholeField(),
        free: wholeField(),
        grouping,
        ...rewardFields(money),
        ...ofUnits,
      })
      .refine(atMostOneReward, ONE_REWARD)
      .transform(({ percent, amount, price, maxDiscount, ...rest }): Benefit => ({
        ...rest,
        reward: rewardOf({ percent, amount, price }),
        maxDiscountMinor: maxDiscount,
      })),
    z
      .strictObject({
        type: z.literal("bundlePrice"),
        items: z.array(z.strictObject({ quantity: wholeField(), target })),
        price: money,
        ...ofUnits,
      })
      .transform(({ price, maxDiscount, ...rest }): Benefit => ({
        ...rest,
        priceMinor: price,
        maxDiscountMinor: maxDiscount,
      })),
    tieredSchema(money),
    z
      .strictObject({
        type: z.literal("freeProduct"),
        sku: textField,
        name: orElse(textField, null),
        quantity: orElse(quantityField("any"), 1000),
        unitPrice: orElse(money, 0),
        per: orElse(
          z.union([
            z.strictObject({ minSpend: money }).transform(({ minSpend }) => ({ minSpendMinor: minSpend })),
            z
              .strictObject({ minQuantity: quantityField("any") })
              .transform(({ minQuantity }) => ({ minQuantityMilli: minQuantity })),
          ]),
          null,
        ),
        ...capped,
      })
      .transform(({ sku, name, quantity, unitPrice, maxDiscount, ...rest }): Benefit => ({
        ...rest,
        sku,
        name: name ?? sku,
        quantityMilli: quantity,
        unitPriceMinor: unitPrice,
        maxDiscountMinor: maxDiscount,
      })),
    z
      .strictObject({ type: z.literal("freeDelivery"), ...capped })
      .transform(({ type, maxDiscount }): Benefit => ({ type, maxDiscountMinor: maxDiscount })),
    z
      .strictObject({
        type: z.literal("points"),
        multiplier: orElse(multiplierField("any"), null),
        bonus: orElse(wholeField(), null),
        ...capped,
      })
      .transform(({ type, multiplier, bonus, maxDiscount }): Benefit => ({
        type,
        multiplierMilli: multiplier,
        bonus,
        maxDiscountMinor: maxDiscount,
      })),
  ]);
};

/** `from` is an amount by spend and a quantity by quantity, so `by` decides how it is read. */
const tieredSchema = (money: MoneyField) => {
  const tier = (from: MoneyField) =>
    z
      .strictObject({ from, percent: orElse(percentField("any"), null), amount: orElse(money, null) })
      .refine(({ percent, amount }) => (percent === null) !== (amount === null), {
        message: "either percent or amount",
      })
      .transform(({ from: least, percent, amount }) => ({
        from: least,
        off: percent === null ? { amountMinor: amount ?? 0 } : { percentBp: percent },
      }));
  const form = <B extends "spend" | "quantity">(by: B, from: MoneyField) =>
    z
      .strictObject({
        type: z.literal("tiered"),
        by: z.literal(by),
        tiers: z.array(tier(from)),
        maxDiscount: orElse(money, null),
      })
      .transform(({ maxDiscount, ...rest }): Benefit => ({ ...rest, maxDiscountMinor: maxDiscount }));
  return z.discriminatedUnion("by", [form("spend", money), form("quantity", quantityField("any"))]);
};
