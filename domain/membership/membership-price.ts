/**
 * Owns what a period of a membership costs: the plan's price, less a coupon for as long as its benefit lasts. The terms
 * that a membership was sold at are kept with it and price each renewal; a membership that lapsed takes the plan's
 * price of the day. Amounts in minor units, percents in basis points. Pure.
 */
import { mulDivRound } from "../money/ratio.ts";

export const COUPON_DURATIONS = ["once", "repeating", "forever"] as const;

export type CouponDuration = (typeof COUPON_DURATIONS)[number];

export interface MembershipCoupon {
  readonly code: string;
  readonly off: { readonly percentBp: number } | { readonly amountMinor: number };
  readonly duration: CouponDuration;
  /** How many periods, with "repeating"; null with the others. */
  readonly periods: number | null;
}

export interface MembershipTerms {
  readonly listPriceMinor: number;
  readonly coupon: MembershipCoupon | null;
}

export interface PricedPeriod extends MembershipTerms {
  /** The coupon is the one that this period is priced with; null: none, or its benefit is over. */
  readonly finalPriceMinor: number;
}

/** `used`: how many periods the coupon has priced already. */
export const pricePeriod = ({ listPriceMinor, coupon }: MembershipTerms, used: number): PricedPeriod => {
  if (coupon === null || isUsedUp(coupon, used)) {
    return { listPriceMinor, coupon: null, finalPriceMinor: listPriceMinor };
  }
  const { off } = coupon;
  const offMinor = "percentBp" in off ? mulDivRound(listPriceMinor, off.percentBp, 10_000) : off.amountMinor;
  return { listPriceMinor, coupon, finalPriceMinor: Math.max(0, listPriceMinor - offMinor) };
};

export const isUsedUp = ({ duration, periods }: MembershipCoupon, used: number): boolean => {
  switch (duration) {
    case "once":
      return used >= 1;
    case "repeating":
      return used >= (periods ?? 0);
    case "forever":
      return false;
  }
};
