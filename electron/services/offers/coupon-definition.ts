/**
 * Owns what one stored coupon means: its own definition or its batch's, with whose it is, until when, and the value
 * that stands in the place of its rule's.
 */
import type { StoredCoupon } from "../../../db/repositories/coupons.ts";
import type { CouponDefinition, DiscountRule } from "../../../domain/campaigns/campaign.ts";
import { parseDecimal } from "../../../domain/money/decimal.ts";

/** The definition as a pricing case would have it. */
export const couponJson = ({ code, definition, customerRef, validUntil }: StoredCoupon): unknown => ({
  ...(definition as Readonly<Record<string, unknown>>),
  code,
  ...(customerRef === null ? {} : { customer: customerRef }),
  ...(validUntil === null ? {} : { validUntil }),
});

/** A percent of two decimals, or an amount in the currency's own. */
export const withOwnValue = (
  coupon: CouponDefinition,
  value: string | null,
  currencyDecimals: number,
): CouponDefinition => {
  const rule = value === null || coupon.rule === null ? null : ruleWith(coupon.rule, value, currencyDecimals);
  return rule === null ? coupon : { ...coupon, rule };
};

const ruleWith = (rule: DiscountRule, value: string, decimals: number): DiscountRule | null => {
  const { benefit } = rule;
  if (benefit.type === "percentage") {
    const percentBp = parseDecimal(value, 2);
    return percentBp.ok ? { ...rule, benefit: { ...benefit, percentBp: percentBp.value } } : null;
  }
  if (benefit.type === "fixedAmount") {
    const amountMinor = parseDecimal(value, decimals);
    return amountMinor.ok ? { ...rule, benefit: { ...benefit, amountMinor: amountMinor.value } } : null;
  }
  return null;
};
