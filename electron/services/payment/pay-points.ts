/**
 * Owns paying with points: as many as the program, the balance and the rest of the sale allow. They are set aside on the
 * basket and leave the account only with the sale itself, so that a basket that is given up changes nothing and a
 * second window finds them on it already.
 */
import type { PaymentFailure } from "../../../contracts/ipc/payment.ts";
import { withTenders, type Basket, type BasketTender } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor } from "../deps.ts";
import { redeemableNow } from "../loyalty/basket-points.ts";
import { dueOf } from "../pricing/amount-due.ts";
import { completeSale, type CompleteSaleDeps } from "./complete-sale.ts";
import { takenTenders } from "./pay-cash.ts";
import { payableBasket } from "./payable-basket.ts";
import { completed, type PaymentStep } from "./payment-step.ts";

/** `points` null: as many as may pay. */
export const payPoints = (
  deps: CompleteSaleDeps,
  actor: Actor,
  points: number | null,
): Result<PaymentStep, PaymentFailure> => {
  const payable = payableBasket(deps, actor);
  if (!payable.ok) {
    return payable;
  }
  const basket = payable.value;
  return basket.tenders.some((tender) => tender.type === "POINTS")
    ? err({ type: "PointsOnIt" })
    : setAside(deps, actor, { basket, points });
};

const setAside = (
  deps: CompleteSaleDeps,
  actor: Actor,
  { basket, points }: { readonly basket: Basket; readonly points: number | null },
): Result<PaymentStep, PaymentFailure> => {
  const taken = redeemableNow(deps, basket, points);
  if (!taken) {
    return err({ type: "NoPointsToPay" });
  }
  if (points !== null && taken.points !== points) {
    return err({ type: "PointsDoNotFit", points: taken.points });
  }
  const tender: BasketTender = {
    id: deps.ids.next(),
    type: "POINTS",
    amountMinor: taken.valueMinor,
    reference: String(taken.points),
    card: null,
    state: "taken",
  };
  const stored = deps.basketSession.store<PaymentFailure>(withTenders(basket, [...basket.tenders, tender]));
  if (!stored.ok) {
    return stored;
  }
  return dueOf(deps, stored.value) === 0
    ? completed(completeSale(deps, actor, takenTenders(stored.value)))
    : ok({ kind: "partlyPaid", basket: stored.value });
};
