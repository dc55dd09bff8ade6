/** Owns the JSON form of basket, store, customer, payments, usage and loyalty terms in a pricing case. */
import { z } from "zod";
import type { ManualDiscount, PricingLine } from "../../domain/pricing/pricing-input.ts";
import {
  dateField,
  decimalField,
  multiplierField,
  orElse,
  percentField,
  quantityField,
  textField,
  timezoneField,
  wholeField,
} from "./case-fields.ts";
import { PAYMENT_TYPES } from "./rule-schema.ts";

/** Schemas for a currency with `decimals` decimals. */
export const basketSchemas = (decimals: number) => {
  const price = decimalField({ decimals, what: "an amount", sign: "notNegative" });
  const manualDiscount = manualDiscountSchema(price);
  return {
    basket: basketSchema(lineSchema(price, manualDiscount)),
    manualDiscount,
    store: storeSchema(price),
    customer: customerSchema,
    payment: paymentSchema(price),
    usage: usageSchema(price),
    loyalty: loyaltySchema(price),
  };
};

type PriceField = ReturnType<typeof decimalField>;

const FULL_BP = 10_000;

const manualDiscountSchema = (price: PriceField) =>
  z
    .strictObject({
      percent: orElse(percentField("notNegative", FULL_BP), null),
      amount: orElse(price, null),
      reason: orElse(z.string(), null),
    })
    .refine(({ percent, amount }) => (percent === null) !== (amount === null), {
      message: "either percent or amount",
    })
    .transform(({ percent, amount, reason }): ManualDiscount =>
      percent === null ? { amountMinor: amount ?? 0, reason } : { percentBp: percent, reason },
    );

const KINDS = ["goods", "service", "delivery", "deposit", "fee", "giftCard"] as const;
const NEVER_DISCOUNTABLE: readonly string[] = ["deposit", "fee", "giftCard"];

/** Sums over a basket stay exact: a line costs at most 10^12 minor units, all lines ten times that, taxes included. */
const MAX_LINE_MINOR = 1e12;
const MAX_BASKET_MINOR = 1e13;
const MAX_TAX_BP = 100_000;

/** Near enough to hold it against a limit; what is charged is computed exactly elsewhere. */
const amountOf = (line: {
  readonly unitPrice: number;
  readonly minUnitPrice: number;
  readonly quantity: number;
}) => (Math.max(line.unitPrice, line.minUnitPrice) * line.quantity) / 1000;

const basketSchema = (line: ReturnType<typeof lineSchema>) =>
  z
    .array(line)
    .refine((lines) => !(sumOf(lines) > MAX_BASKET_MINOR), {
      message: "lines that cost less than 10^13 minor units together",
    })
    .refine((lines) => !(piecesOf(lines) > MAX_PIECES), { message: "at most a million pieces" });

/** The answer has a figure for every piece. */
const MAX_PIECES = 1_000_000;

const piecesOf = (lines: readonly Pick<PricingLine, "unit" | "quantityMilli">[]): number =>
  lines.reduce((sum, { unit, quantityMilli }) => sum + (unit === "each" ? quantityMilli / 1000 : 1), 0);

const sumOf = (lines: readonly Pick<PricingLine, "unitPriceMinor" | "quantityMilli">[]): number =>
  lines.reduce((sum, { unitPriceMinor, quantityMilli }) => sum + (unitPriceMinor * quantityMilli) / 1000, 0);

const lineSchema = (price: PriceField, manualDiscount: ReturnType<typeof manualDiscountSchema>) =>
  z
    .strictObject({
      id: orElse(textField, null),
      sku: textField,
      name: orElse(z.string(), null),
      unitPrice: price,
      quantity: quantityField("positive"),
      unit: orElse(z.enum(["each", "weight"]), "each"),
      kind: orElse(z.enum(KINDS), "goods"),
      product: orElse(textField, null),
      department: orElse(textField, null),
      categories: orElse(z.array(textField), []),
      brand: orElse(textField, null),
      tags: orElse(z.array(textField), []),
      barcode: orElse(textField, null),
      taxRate: orElse(percentField("notNegative", MAX_TAX_BP), 0),
      onSale: orElse(z.boolean(), false),
      discountable: orElse(z.boolean(), true),
      minUnitPrice: orElse(price, 0),
      manualDiscount: orElse(manualDiscount, null),
    })
    .refine(({ unit, quantity }) => unit === "weight" || quantity % 1000 === 0, {
      path: ["quantity"],
      message: "a whole quantity for a line sold by the piece",
    })
    .refine((line) => amountOf(line) <= MAX_LINE_MINOR, {
      path: ["quantity"],
      message: "a quantity with which the line costs less than 10^12 minor units",
    })
    .transform(
      ({
        id,
        unitPrice,
        quantity,
        taxRate,
        minUnitPrice,
        discountable,
        ...rest
      }): Omit<PricingLine, "id"> & { readonly id: string | null } => ({
        ...rest,
        id,
        unitPriceMinor: unitPrice,
        quantityMilli: quantity,
        taxRateBp: taxRate,
        minUnitPriceMinor: minUnitPrice,
        discountable: discountable && !NEVER_DISCOUNTABLE.includes(rest.kind),
      }),
    );

const storeSchema = (price: PriceField) =>
  z
    .strictObject({
      code: orElse(textField, ""),
      timezone: orElse(timezoneField, "UTC"),
      pricesIncludeTax: orElse(z.boolean(), true),
      cashRounding: orElse(price, 0),
    })
    .transform(({ cashRounding, ...rest }) => ({ ...rest, cashRoundingMinor: cashRounding }));

const customerSchema = z.strictObject({
  id: textField,
  segments: orElse(z.array(textField), []),
  tier: orElse(textField, null),
  points: orElse(wholeField(), 0),
  purchases: orElse(wholeField(0), 0),
  dateOfBirth: orElse(dateField, null),
});

const paymentSchema = (price: PriceField) =>
  z.union([
    z.enum(PAYMENT_TYPES).transform((type) => ({ type, amountMinor: null })),
    z
      .strictObject({ type: z.enum(PAYMENT_TYPES), amount: orElse(price, null) })
      .transform(({ type, amount }) => ({ type, amountMinor: amount })),
  ]);

const usageSchema = (price: PriceField) =>
  z.strictObject({
    campaigns: orElse(
      z.record(
        z.string(),
        z
          .strictObject({
            uses: orElse(wholeField(0), 0),
            customerUses: orElse(wholeField(0), 0),
            spent: orElse(price, 0),
            lease: orElse(z.boolean(), true),
          })
          .transform(({ spent, ...rest }) => ({ ...rest, spentMinor: spent })),
      ),
      {},
    ),
    coupons: orElse(
      z.record(
        z.string(),
        z.strictObject({ uses: orElse(wholeField(0), 0), customerUses: orElse(wholeField(0), 0) }),
      ),
      {},
    ),
  });

const loyaltySchema = (price: PriceField) =>
  z
    .strictObject({
      earn: orElse(
        z
          .strictObject({
            points: wholeField(0),
            per: price.refine((per) => per > 0, { message: "an amount above zero" }),
          })
          .transform(({ points, per }) => ({ points, perMinor: per })),
        null,
      ),
      redeem: orElse(
        z
          .strictObject({
            points: wholeField(1),
            value: price,
            min: orElse(wholeField(0), 0),
            step: orElse(wholeField(1), 1),
            maxShare: orElse(percentField("notNegative", FULL_BP), FULL_BP),
          })
          .transform(({ points, value, min, step, maxShare }) => ({
            points,
            valueMinor: value,
            min,
            step,
            maxShareBp: maxShare,
          })),
        null,
      ),
      minPurchase: orElse(price, 0),
      tiers: orElse(
        z.array(
          z
            .strictObject({
              code: textField,
              multiplier: orElse(multiplierField("notNegative"), 1000),
              discountPercent: orElse(percentField("notNegative", FULL_BP), 0),
            })
            .transform(({ code, multiplier, discountPercent }) => ({
              code,
              multiplierMilli: multiplier,
              discountBp: discountPercent,
            })),
        ),
        [],
      ),
    })
    .transform(({ minPurchase, ...rest }) => ({ ...rest, minPurchaseMinor: minPurchase }));
