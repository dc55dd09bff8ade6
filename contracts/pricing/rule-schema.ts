/**
 * Owns the JSON form of discount rules: benefit, target and conditions. Values that make no sense (a percent above
 * 100) pass here: the engine answers INVALID_RULE for them. Unknown fields and wrong forms are refused.
 */
import { z } from "zod";
import type { Conditions } from "../../domain/campaigns/conditions.ts";
import type { Target } from "../../domain/campaigns/target.ts";
import { benefitSchema } from "./benefit-schema.ts";
import { clockField, decimalField, orElse, quantityField, textField, wholeField } from "./case-fields.ts";

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
  const match = z.discriminatedUnion("field", [
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

export type TargetSchema = ReturnType<typeof targetSchema>;

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
