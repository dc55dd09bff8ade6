/**
 * Owns cash: what is handed over covers the rest (with change) and completes the sale, or pays a part of it. Only the
 * cash part is rounded to the coins in use, and only when it is the last part.
 */
import type { PaymentFailure } from "../../../contracts/ipc/payment.ts";
import { withTenders, type Basket, type BasketTender } from "../../../domain/basket/basket.ts";
import { roundCash } from "../../../domain/payment/cash-rounding.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Tender } from "../../../domain/sale/sale.ts";
import type { Actor } from "../deps.ts";
import { dueOf } from "../pricing/amount-due.ts";
import { completeSale, type CompleteSaleDeps } from "./complete-sale.ts";
import { payableBasket } from "./payable-basket.ts";
import { movePartCash } from "./part-cash.ts";
import { completed, type PaymentStep } from "./payment-step.ts";

/** Nobody hands over this much more than is due: a bar code or a typing error landed in the field. */
const LARGEST_CHANGE_FACTOR = 100;
const LARGEST_CHANGE_MINOR = 100_000;

/** `tenderedMinor` null: exactly what is due. */
export const payCash = (
  deps: CompleteSaleDeps,
  actor: Actor,
  tenderedMinor: number | null,
): Result<PaymentStep, PaymentFailure> => {
  const payable = payableBasket(deps, actor);
  if (!payable.ok) {
    return payable;
  }
  const basket = payable.value;
  const dueMinor = dueOf(deps, basket);
  if (dueMinor < 0 && basket.returns.length > 0) {
    return err({ type: "PayOutDue", amountMinor: -dueMinor });
  }
  const dueInCashMinor = roundCash(dueMinor, deps.profile.cashRounding);
  const handedMinor = tenderedMinor ?? dueInCashMinor;
  if (handedMinor > dueInCashMinor * LARGEST_CHANGE_FACTOR + LARGEST_CHANGE_MINOR) {
    return err({ type: "TenderTooLarge" });
  }
  if (handedMinor < dueInCashMinor) {
    return payPart(deps, actor, { basket, amountMinor: handedMinor });
  }
  const last: readonly Tender[] =
    handedMinor === 0
      ? []
      : [
          {
            id: deps.ids.next(),
            type: "CASH",
            amountMinor: dueInCashMinor,
            tenderedMinor: handedMinor,
            changeMinor: handedMinor - dueInCashMinor,
            card: null,
          },
        ];
  return completed(completeSale(deps, actor, [...takenTenders(basket), ...last]));
};

const payPart = (
  deps: CompleteSaleDeps,
  actor: Actor,
  { basket, amountMinor }: { readonly basket: Basket; readonly amountMinor: number },
): Result<PaymentStep, PaymentFailure> => {
  const tender: BasketTender = {
    id: deps.ids.next(),
    type: "CASH",
    amountMinor,
    reference: "",
    card: null,
    state: "taken",
  };
  const after = withTenders(basket, [...basket.tenders, tender]);
  const stored = deps.basketSession.store<PaymentFailure>(after, () =>
    movePartCash(deps, actor, { tender, direction: 1 }),
  );
  if (!stored.ok) {
    return stored;
  }
  deps.printing.wake();
  return ok({ kind: "partlyPaid", basket: stored.value });
};

/** The payments taken so far, in the form that the sale keeps. */
export const takenTenders = (basket: Basket): readonly Tender[] =>
  basket.tenders
    .filter((tender) => tender.state === "taken")
    .map(({ id, type, amountMinor, card }) => ({
      id,
      type,
      amountMinor,
      tenderedMinor: amountMinor,
      changeMinor: 0,
      card,
    }));
