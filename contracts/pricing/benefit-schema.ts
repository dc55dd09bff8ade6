/**
 * Owns the JSON form of every benefit. Values that make no sense (a percent above 100) pass here: the engine answers
 * INVALID_RULE for them. Unknown fields and wrong forms are refused.
 */
import { z } from "zod";
import type { Benefit, Reward } from "../../domain/campaigns/benefit.ts";
import {
  type decimalField,
  multiplierField,
  orElse,
  percentField,
  quantityField,
  textField,
  wholeField,
} from "./case-fields.ts";
import type { TargetSchema } from "./rule-schema.ts";

type MoneyField = ReturnType<typeof decimalField>;

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

/** All benefits for a currency's `money`. */
export const benefitSchema = (money: MoneyField, target: TargetSchema) =>
  z.discriminatedUnion("type", [
    ...lineBenefits(money),
    ...groupBenefits(money, target),
    bundleBenefit(money, target),
    tieredSchema(money),
    ...otherBenefits(money),
  ]);

const lineBenefits = (money: MoneyField) => {
  const capped = { maxDiscount: orElse(money, null) };
  const ofLines = {
    ...capped,
    maxUnits: orElse(wholeField(), null),
    maxUnitsPer: orElse(z.enum(["basket", "sku"]), "basket"),
    choose: orElse(z.enum(["dearest", "cheapest"]), "dearest"),
  };
  return [
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
  ] as const;
};

const unitFields = (money: MoneyField) => ({
  maxDiscount: orElse(money, null),
  maxTimes: orElse(wholeField(), null),
  maxUnits: orElse(wholeField(), null),
});

const groupBenefits = (money: MoneyField, target: TargetSchema) => {
  const ofUnits = unitFields(money);
  const grouping = orElse(z.enum(["customer", "shop"]), "customer");
  return [
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
  ] as const;
};

const bundleBenefit = (money: MoneyField, target: TargetSchema) => {
  const ofUnits = unitFields(money);
  return z
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
    }));
};

const otherBenefits = (money: MoneyField) => {
  const capped = { maxDiscount: orElse(money, null) };
  return [
    z
      .strictObject({
        type: z.literal("freeProduct"),
        sku: textField,
        name: orElse(textField, null),
        quantity: orElse(quantityField("any"), 1000),
        unitPrice: orElse(money, 0),
        per: orElse(giftPer(money), null),
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
  ] as const;
};

const giftPer = (money: MoneyField) =>
  z
    .strictObject({ minSpend: orElse(money, null), minQuantity: orElse(quantityField("any"), null) })
    .refine(({ minSpend, minQuantity }) => (minSpend === null) !== (minQuantity === null), {
      message: "either minSpend or minQuantity",
    })
    .transform(({ minSpend, minQuantity }) =>
      minSpend === null ? { minQuantityMilli: minQuantity ?? 0 } : { minSpendMinor: minSpend },
    );

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
