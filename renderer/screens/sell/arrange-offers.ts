/**
 * Owns what stands where in the list of offers: each campaign once, under the coupon that opened it, as applied, as
 * nearly reached, or as not applied; of the last, those first that a word to the customer could still change.
 */
import type {
  AppliedOfferView,
  BasketView,
  CouponView,
  NotAppliedOfferView,
  NudgeView,
} from "../../../contracts/ipc/basket.ts";
import type { NotAppliedReason } from "../../../domain/pricing/pricing-result.ts";

export interface ArrangedOffers {
  readonly coupons: readonly CouponView[];
  readonly applied: readonly AppliedOfferView[];
  readonly nudges: readonly NudgeView[];
  readonly notApplied: readonly NotAppliedOfferView[];
}

/** The nearest to being reached first. */
const NEAREST_FIRST: Readonly<Record<NotAppliedReason, number>> = {
  BELOW_MIN_QUANTITY: 1,
  BELOW_MIN_SPEND: 1,
  NEEDS_CUSTOMER: 2,
  NEEDS_COUPON: 3,
  WRONG_PAYMENT: 3,
  BETTER_OFFER: 4,
  NOT_COMBINABLE: 4,
  ABOVE_MAX_SPEND: 4,
  NOTHING_LEFT: 4,
  OUTSIDE_HOURS: 5,
  WRONG_DAY: 5,
  CUSTOMER_NOT_ELIGIBLE: 6,
  CUSTOMER_LIMIT_REACHED: 6,
  NO_MATCHING_ITEMS: 7,
  LIMIT_REACHED: 8,
  BUDGET_SPENT: 8,
  NO_LEASE: 8,
  WRONG_STORE: 9,
  NOT_STARTED: 9,
  ENDED: 9,
  INACTIVE: 9,
  INVALID_RULE: 10,
};

export const arrangeOffers = (basket: BasketView): ArrangedOffers => {
  const underCoupon = new Set(basket.coupons.flatMap(({ code, campaign }) => [code, campaign ?? code]));
  const nearly = new Set(basket.nudges.map(({ code }) => code));
  const { coupons, nudges } = basket;
  return {
    coupons,
    applied: basket.applied.filter(({ code }) => !underCoupon.has(code)),
    nudges,
    notApplied: basket.notApplied
      .filter(({ code }) => !underCoupon.has(code) && !nearly.has(code))
      .toSorted((a, b) => NEAREST_FIRST[a.reason] - NEAREST_FIRST[b.reason]),
  };
};

/** What may honestly be said of the combination: checked, the best that was found, or nothing to say. */
export const verdictOf = (basket: BasketView | null): "proven" | "unproven" | "all" => {
  if (basket === null || basket.lines.length === 0) {
    return "all";
  }
  if (!basket.proven) {
    return "unproven";
  }
  return basket.applied.length > 0 ? "proven" : "all";
};
