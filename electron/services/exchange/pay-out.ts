/**
 * Owns paying out the difference when the goods that come back are worth more than the new ones. What cards paid goes
 * back to a card first, the rest in cash. As with a card payment, the wish is stored on the basket before the terminal
 * is asked, so that after a crash the terminal is asked what it did and no card gets the money twice.
 */
import type { PaymentFailure } from "../../../contracts/ipc/payment.ts";
import { isEmptyBasket } from "../../../domain/basket/basket-returns.ts";
import { approvedBy, withTenders, type Basket, type BasketTender } from "../../../domain/basket/basket.ts";
import type { PayoutWay } from "../../../domain/refund/refund-payout.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import type { Actor } from "../deps.ts";
import { saleRuleProblem } from "../checkout/sale-rules.ts";
import { completeSale } from "../payment/complete-sale.ts";
import { freshPrice } from "../payment/fresh-price.ts";
import {
  dropTender,
  markTaken,
  settleOpenPayment,
  toPaymentFailure,
  type PayCardDeps,
} from "../payment/pay-card.ts";
import { takenTenders } from "../payment/pay-cash.ts";
import type { PaymentStep } from "../payment/payment-step.ts";
import { dueOf } from "../pricing/amount-due.ts";
import { authoriseCash } from "../refund/refund-rights.ts";
import { returnProblem } from "../refund/return-problem.ts";
import { payoutTenders } from "../refund/payout-tenders.ts";
import { basketGivenBefore, basketPayout, basketStoredMoney } from "./basket-payout.ts";
import { basketReturnedLines } from "./basket-returned-lines.ts";

export const payOut = (
  deps: PayCardDeps,
  actor: Actor,
  way: PayoutWay,
): Promise<Result<PaymentStep, PaymentFailure | Refusal>> =>
  deps.terminalTurn.take(() => payOutAlone(deps, actor, way));

const payOutAlone = async (
  deps: PayCardDeps,
  actor: Actor,
  way: PayoutWay,
): Promise<Result<PaymentStep, PaymentFailure | Refusal>> => {
  if (!deps.shifts.currentFor(actor)) {
    return err({ type: "NoShiftOpen" });
  }
  const settled = await settleOpenPayment(deps);
  if (!settled.ok) {
    return settled;
  }
  if (isEmptyBasket(settled.value)) {
    return err({ type: "NothingToPay" });
  }
  const fresh = freshPrice(deps, settled.value);
  if (!fresh.ok) {
    return fresh;
  }
  const basket = fresh.value;
  const problem = saleRuleProblem(deps, basket);
  if (problem) {
    return err(problem);
  }
  const dueMinor = dueOf(deps, basket);
  if (dueMinor > 0 || basket.returns.length === 0) {
    return err(dueMinor > 0 ? { type: "BelowTotal", dueMinor } : { type: "NothingDue" });
  }
  // Before any money moves: the goods may have been given back elsewhere, a gift card among them may be spent.
  const returned = basketReturnedLines(deps, basket);
  if (!returned.ok) {
    return returned;
  }
  const stopping = returnProblem(deps, returned.value);
  if (stopping) {
    return err(stopping);
  }
  const payout = basketPayout(deps, basket, way);
  const allowed = authoriseCash(actor, {
    payout,
    asPaid: basketPayout(deps, basket, "SAME"),
    before: basketGivenBefore(deps, basket),
  });
  if (!allowed.ok) {
    return allowed;
  }
  const approved = approvedBy(basket, allowed.value.approver);
  if (approved !== basket) {
    deps.basketSession.store(approved);
  }
  const paid = payout.cardMinor === 0 ? ok(null) : await payOutToCard(deps, approved, payout.cardMinor);
  if (!paid.ok) {
    return paid;
  }
  const cards = way === "SAME" ? basketStoredMoney(deps, basket) : [];
  const rest = payoutTenders(deps, { ...payout, cardMinor: 0 }, { slip: null, cards });
  const after = deps.basketSession.current() ?? basket;
  const sale = completeSale(deps, actor, [...takenTenders(after), ...rest]);
  return sale.ok ? ok({ kind: "completed", sale: sale.value }) : sale;
};

const payOutToCard = async (
  deps: PayCardDeps,
  basket: Basket,
  amountMinor: number,
): Promise<Result<unknown, PaymentFailure>> => {
  const id = deps.ids.next();
  const tender: BasketTender = {
    id,
    type: "CARD",
    amountMinor: -amountMinor,
    reference: id,
    card: null,
    state: "pending",
  };
  deps.basketSession.store(withTenders(basket, [...basket.tenders, tender]));
  const answer = await deps.terminal.refund({
    amountMinor,
    currency: deps.profile.currency,
    reference: tender.reference,
  });
  if (answer.ok) {
    return ok(markTaken(deps, id, answer.value));
  }
  if (answer.error.type !== "timeout" && answer.error.type !== "unreachable") {
    dropTender(deps, id);
    return err(toPaymentFailure(answer.error));
  }
  if (answer.error.type === "timeout" && answer.error.reference !== id) {
    // An older attempt stood in the way: asking about it clears the way for the next.
    await deps.terminal.lastTransaction(answer.error.reference);
  }
  const found = await settleOpenPayment(deps);
  if (!found.ok) {
    return found;
  }
  const isPaid = found.value.tenders.some((candidate) => candidate.id === id);
  return isPaid ? ok(null) : err(toPaymentFailure(answer.error));
};
