/**
 * Owns the rules that a sale must keep beside its prices: who may buy, how much at once, with or without tax.
 * Main checks them when something is added and again before money is taken. No date of birth is stored or answered.
 */
import { z } from "zod";
import type { BasketView, LineError } from "./basket.ts";
import { amountMinor, id, positiveAmountMinor, quantityMilli } from "./money.ts";
import type { MembershipRefusal } from "./memberships.ts";
import { procedure } from "./procedure.ts";

/** Ask the customer's age, then add the item again. */
export interface NeedsAgeCheck {
  readonly type: "NeedsAgeCheck";
  readonly productId: number;
  readonly name: string;
  readonly minAge: number;
  /** ISO date in the store's calendar: whoever was born then or before is old enough. */
  readonly bornOnOrBefore: string;
  /** A date of birth that was entered for this basket is too young for it; another answer needs a right of its own. */
  readonly wasTooYoung: boolean;
}

export interface OverQuantityLimit {
  readonly type: "OverQuantityLimit";
  readonly name: string;
  readonly maxPerSaleMilli: number;
  /** Before what was asked for now. */
  readonly inBasketMilli: number;
}

/** What stands against selling the basket as it is. */
export type SaleRuleError =
  | NeedsAgeCheck
  | OverQuantityLimit
  | MembershipRefusal
  | { readonly type: "NotForSale"; readonly name: string };

type TaxExemptionError = LineError | { readonly type: "NoBasket" };

/** The store's own figures. Prices are those that are typed for an item without one, both ends included. */
export interface SaleRulesView {
  readonly smallestOpenPriceMinor: number;
  readonly largestOpenPriceMinor: number;
  /** Without a receipt, goods come back at the lowest price of so many days. */
  readonly lowestPriceDays: number;
}

export const MOST_LOWEST_PRICE_DAYS = 366;

const isoDate = z.iso.date();

export const saleRuleProcedures = {
  /** The customer showed the item's age: by date of birth, or the cashier looked (null). Remembered for the basket, also
   * a date that is too young: after it another answer needs a right of its own. */
  "basket.confirmAge": procedure<
    BasketView,
    | { readonly type: "UnknownProduct" }
    | { readonly type: "TooYoung"; readonly minAge: number }
    | { readonly type: "ImpossibleDate" }
  >()(z.strictObject({ productId: z.int(), dateOfBirth: isoDate.nullable() })),
  /** The item is not sold to this customer; kept in the audit log. */
  "basket.refuseAge": procedure<null, { readonly type: "UnknownProduct" }>()(
    z.strictObject({ productId: z.int() }),
  ),
  /** Sets a quantity above the product's limit per sale, which is allowed up to there for this basket. */
  "basket.exceedLimit": procedure<BasketView, LineError>()(z.strictObject({ lineId: id, quantityMilli })),
  /** Sells the basket without tax, from now on. */
  "basket.exemptTax": procedure<BasketView, TaxExemptionError>()(
    z.strictObject({
      reason: z.string().trim().min(1).max(100),
      certificate: z.string().trim().min(1).max(60).nullable(),
    }),
  ),
  /** With tax again. */
  "basket.chargeTax": procedure<BasketView, TaxExemptionError>()(z.strictObject({})),
  "saleRules.get": procedure<SaleRulesView>()(z.strictObject({})),
  "saleRules.set": procedure<SaleRulesView, { readonly type: "NoPriceLeft" }>()(
    z.strictObject({
      smallestOpenPriceMinor: amountMinor,
      largestOpenPriceMinor: positiveAmountMinor,
      lowestPriceDays: z.int().min(1).max(MOST_LOWEST_PRICE_DAYS),
    }),
  ),
} as const;
