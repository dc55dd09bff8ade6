/**
 * Owns paying with points: what they are worth, and how many are taken (docs/pricing.md, "Loyalty"). Capped at the
 * balance, at what is due, and by the program's least number, step and share.
 */
import { divide, mulDivRound } from "../../money/ratio.ts";
import type { PricingCustomer, PricingInput } from "../pricing-input.ts";

export interface Redemption {
  readonly points: number;
  readonly valueMinor: number;
}

interface RedeemInput extends Pick<PricingInput, "loyalty"> {
  readonly customer: Pick<PricingCustomer, "points"> | null;
}

const NONE: Redemption = { points: 0, valueMinor: 0 };

/** The most points up to `wanted` that may pay for `payableMinor`, and what they pay. */
export const redeemUpTo = (wanted: number, payableMinor: number, input: RedeemInput): Redemption => {
  const terms = input.loyalty?.redeem ?? null;
  if (terms === null || input.customer === null || terms.valueMinor === 0) {
    return NONE;
  }
  const capMinor = floorShare(payableMinor, terms.maxShareBp);
  const most = Math.max(0, affordable(Math.min(wanted, input.customer.points), capMinor, terms));
  const points = most - (most % terms.step);
  if (points < terms.min || points === 0) {
    return NONE;
  }
  return { points, valueMinor: divide(points, terms.valueMinor, terms.points).whole };
};

/** As many of some points as their exact worth stays within an amount. */
const affordable = (
  points: number,
  capMinor: number,
  terms: { readonly points: number; readonly valueMinor: number },
): number =>
  BigInt(points) * BigInt(terms.valueMinor) <= BigInt(capMinor) * BigInt(terms.points)
    ? points
    : divide(capMinor, terms.points, terms.valueMinor).whole;

const floorShare = (amountMinor: number, shareBp: number): number => {
  const rounded = mulDivRound(amountMinor, shareBp, 10_000);
  return rounded * 10_000 > amountMinor * shareBp ? rounded - 1 : rounded;
};
