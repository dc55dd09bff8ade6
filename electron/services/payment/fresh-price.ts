/**
 * Owns that nobody pays a price that no longer holds: before money moves and again inside the sale's transaction, the
 * limits of the offers in the basket are read again. Where they changed the basket is priced again; a total that
 * changed with it is said, and nothing is charged.
 */
import { repriced, type Basket } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { PricingDep, SessionDep } from "../deps.ts";
import { paidOf, totalOf } from "../pricing/amount-due.ts";

/** An offer was used up, or may be used again, since the basket was priced. */
export interface OffersChanged {
  readonly type: "OffersChanged";
  readonly totalMinor: number;
}

/** Answers with the basket at a price that holds now; an error also when it has just become another one. */
export const freshPrice = (deps: PricingDep & SessionDep, basket: Basket): Result<Basket, OffersChanged> => {
  if (!deps.pricing.isStale(basket)) {
    return ok(basket);
  }
  const after = repriced(basket);
  const totalMinor = totalOf(deps, after);
  if (basket.tenders.length > 0 && totalMinor < paidOf(basket)) {
    // More is paid than is due now: the payment goes back first.
    return err({ type: "OffersChanged", totalMinor });
  }
  const isSame = totalMinor === totalOf(deps, basket);
  deps.basketSession.store(after);
  return isSame ? ok(after) : err({ type: "OffersChanged", totalMinor });
};
