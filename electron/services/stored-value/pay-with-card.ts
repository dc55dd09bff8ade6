/**
 * Owns paying with a gift card or store credit, wholly or in part, with as many as the customer brings. What a card pays
 * here is held by the basket's tender and leaves the card with the sale, in its transaction, where it is checked again.
 * A card never pays for another card.
 */
import type { PaymentFailure } from "../../../contracts/ipc/payment.ts";
import { liveLines, withTenders, type Basket, type BasketTender } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { lastFour } from "../../../domain/stored-value/card-code.ts";
import { cardSlip } from "../../../domain/stored-value/card-slip.ts";
import { isStoredValue, type StoredCard } from "../../../domain/stored-value/stored-value.ts";
import type { Actor } from "../deps.ts";
import { completeSale, type CompleteSaleDeps } from "../payment/complete-sale.ts";
import { payableBasket } from "../payment/payable-basket.ts";
import { takenTenders } from "../payment/pay-cash.ts";
import { completed, type PaymentStep } from "../payment/payment-step.ts";
import { dueOf, totalOf } from "../pricing/amount-due.ts";
import { findCard, useProblem } from "./find-card.ts";

export interface CardPayment {
  readonly code: string;
  /** null: as much as is due and on the card. */
  readonly amountMinor: number | null;
}

export const payWithStoredValue = (
  deps: CompleteSaleDeps,
  actor: Actor,
  payment: CardPayment,
): Result<PaymentStep, PaymentFailure> => {
  const payable = payableBasket(deps, actor);
  if (!payable.ok) {
    return payable;
  }
  const card = findCard(deps, payment.code);
  if (!card.ok) {
    return card;
  }
  const unusable = useProblem(card.value, deps.clock.nowMs());
  if (unusable) {
    return err(unusable);
  }
  const amount = amountToPay(deps, payable.value, { card: card.value, askedMinor: payment.amountMinor });
  return amount.ok
    ? pay(deps, actor, { basket: payable.value, card: card.value, amountMinor: amount.value })
    : amount;
};

/** Of the card, what this basket does not hold already; of the basket, what cards may pay. */
const amountToPay = (
  deps: CompleteSaleDeps,
  basket: Basket,
  { card, askedMinor }: { readonly card: StoredCard; readonly askedMinor: number | null },
): Result<number, PaymentFailure> => {
  const dueMinor = dueOf(deps, basket);
  if (dueMinor <= 0) {
    return err({ type: "NothingDue" });
  }
  const roomMinor = Math.min(dueMinor, roomForCards(deps, basket));
  if (roomMinor <= 0) {
    return err({ type: "GiftCardNotForGiftCard" });
  }
  const freeMinor = card.balanceMinor - heldMinor(basket, (tender) => tender.reference === card.id);
  if (freeMinor <= 0) {
    return err({ type: "GiftCardEmpty", last4: lastFour(card.code) });
  }
  if (askedMinor === null) {
    return ok(Math.min(roomMinor, freeMinor));
  }
  if (askedMinor > freeMinor) {
    return err({ type: "GiftCardTooLow", last4: lastFour(card.code), balanceMinor: freeMinor });
  }
  return askedMinor > roomMinor ? err({ type: "MoreThanDue", dueMinor: roomMinor }) : ok(askedMinor);
};

const heldMinor = (basket: Basket, which: (tender: BasketTender) => boolean): number =>
  basket.tenders.filter(which).reduce((sum, tender) => sum + tender.amountMinor, 0);

const roomForCards = (deps: CompleteSaleDeps, basket: Basket): number => {
  const priced = new Map(deps.pricing.price(basket).result.lines.map((line) => [line.id, line.netMinor]));
  const cardsMinor = liveLines(basket)
    .filter((line) => line.product.kind === "giftCard")
    .reduce((sum, line) => sum + (priced.get(line.id) ?? 0), 0);
  return totalOf(deps, basket) - cardsMinor - heldMinor(basket, (tender) => isStoredValue(tender.type));
};

const pay = (
  deps: CompleteSaleDeps,
  actor: Actor,
  {
    basket,
    card,
    amountMinor,
  }: { readonly basket: Basket; readonly card: StoredCard; readonly amountMinor: number },
): Result<PaymentStep, PaymentFailure> => {
  const tender: BasketTender = {
    id: deps.ids.next(),
    type: card.kind,
    amountMinor,
    reference: card.id,
    card: cardSlip(card),
    state: "taken",
  };
  const paid = withTenders(basket, [...basket.tenders, tender]);
  if (dueOf(deps, basket) > amountMinor) {
    const stored = deps.basketSession.store<PaymentFailure>(paid);
    return stored.ok ? ok({ kind: "partlyPaid", basket: stored.value }) : stored;
  }
  return completed(completeSale(deps, actor, takenTenders(paid)));
};
