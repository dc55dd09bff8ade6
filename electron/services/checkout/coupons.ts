/**
 * Owns the coupons of the open basket: a code that the offers know goes on it, also one that gives nothing (the
 * customer is told why), and comes off again. A coupon may come before the first item.
 */
import { addCoupon, removeCoupon, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import { toldCode } from "../../../domain/staff/told-code.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, PricingDep, SessionDep } from "../deps.ts";

export interface CouponAdded {
  /** In the spelling of its definition. */
  readonly code: string;
  readonly basket: Basket;
}

/** `candidates` are spellings of the code, best first. */
export const addCouponToBasket = (
  deps: SessionDep & PricingDep,
  actor: Actor,
  candidates: readonly string[],
): Result<CouponAdded, BasketError | { readonly type: "UnknownCoupon"; readonly code: string }> => {
  const code = candidates.map(deps.pricing.knownCoupon).find((known) => known !== null);
  if (code === undefined || code === null) {
    return err({ type: "UnknownCoupon", code: toldCode(candidates[0] ?? "") });
  }
  const before = deps.basketSession.currentOrNew(actor);
  const added = addCoupon(before, code);
  if (!added.ok) {
    return added;
  }
  if (added.value === before) {
    return ok({ code, basket: before });
  }
  const stored = deps.basketSession.store<BasketError>(added.value);
  return stored.ok ? ok({ code, basket: stored.value }) : stored;
};

export const removeCouponFromBasket = (
  deps: SessionDep,
  code: string,
): Result<Basket, BasketError | { readonly type: "NoBasket" }> => {
  const before = deps.basketSession.current();
  if (!before) {
    return err({ type: "NoBasket" });
  }
  const removed = removeCoupon(before, code);
  return removed.ok && removed.value !== before
    ? deps.basketSession.store<BasketError>(removed.value)
    : removed;
};
