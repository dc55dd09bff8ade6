/**
 * Owns card payments through the terminal. The wish to charge is stored before the terminal is asked, with a
 * reference, so that after a crash or a time-out the terminal is asked what became of it and no card is charged twice.
 * One payment at a time; the basket stays frozen while one is on its way.
 */
import type { PaymentFailure } from "../../../contracts/ipc/payment.ts";
import { withTenders, type Basket, type BasketTender } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { CardSlip } from "../../../domain/sale/sale.ts";
import type { CardFailure, LeakedApproval } from "../../../drivers/terminal/card-terminal.ts";
import type { Actor, TerminalDep } from "../deps.ts";
import { basketReturnedLines } from "../exchange/basket-returned-lines.ts";
import { dueOf } from "../pricing/amount-due.ts";
import { NO_PERSON } from "../session/audit-actor.ts";
import { reverseGivenUp, type CardReversalDeps } from "./card-reversals.ts";
import { completeSale, type CompleteSaleDeps } from "./complete-sale.ts";
import { takenTenders } from "./pay-cash.ts";
import { payableBasket } from "./payable-basket.ts";
import { completed, type PaymentStep } from "./payment-step.ts";

export type PayCardDeps = CompleteSaleDeps & TerminalDep & CardReversalDeps;

export interface CardPayments {
  /** `amountMinor` null: the rest. Answers when the terminal has. */
  readonly pay: (actor: Actor, amountMinor: number | null) => Promise<Result<PaymentStep, PaymentFailure>>;
  readonly cancel: () => void;
  /** Asks the terminal about a payment that a crash or time-out left open. Answers with the basket as it is then. */
  readonly settle: () => Promise<Result<Basket, PaymentFailure>>;
}

export const createCardPayments = (deps: PayCardDeps): CardPayments => {
  let running: AbortController | null = null;
  return {
    cancel: () => running?.abort(),
    settle: () => deps.terminalTurn.take(() => settleOpenPayment(deps)),
    pay: (actor, amountMinor) =>
      deps.terminalTurn.take(async () => {
        const controller = new AbortController();
        running = controller;
        try {
          await reverseGivenUp(deps);
          const settled = await settleOpenPayment(deps);
          return settled.ok
            ? await payWithCard(deps, actor, { amountMinor, signal: controller.signal })
            : settled;
        } finally {
          running = null;
        }
      }),
  };
};

const payWithCard = async (
  deps: PayCardDeps,
  actor: Actor,
  ask: { readonly amountMinor: number | null; readonly signal: AbortSignal },
): Promise<Result<PaymentStep, PaymentFailure>> => {
  const payable = payableBasket(deps, actor);
  if (!payable.ok) {
    return payable;
  }
  const basket = payable.value;
  const dueMinor = dueOf(deps, basket);
  const amountMinor = ask.amountMinor ?? dueMinor;
  if (dueMinor <= 0) {
    return err({ type: "NothingDue" });
  }
  // Before the card is charged: what comes back may have been given back elsewhere.
  const returned = basketReturnedLines(deps, basket);
  if (!returned.ok) {
    return returned;
  }
  if (amountMinor > dueMinor) {
    return err({ type: "MoreThanDue", dueMinor });
  }
  const id = deps.ids.next();
  const tender: BasketTender = { id, type: "CARD", amountMinor, reference: id, card: null, state: "pending" };
  const begun = deps.basketSession.store<PaymentFailure>(withTenders(basket, [...basket.tenders, tender]));
  if (!begun.ok) {
    return begun;
  }
  const answer = await deps.terminal.pay(
    { amountMinor, currency: deps.profile.currency, reference: tender.reference },
    ask.signal,
  );
  if (answer.ok) {
    return takeTender(deps, actor, { tenderId: id, slip: answer.value });
  }
  if (answer.error.type === "timeout" || answer.error.type === "unreachable") {
    return afterSilence(deps, actor, { tenderId: id, failure: answer.error });
  }
  if (answer.error.type === "leaked") {
    return err(await undoLeaked(deps, tender));
  }
  dropTender(deps, id);
  return err(toPaymentFailure(answer.error));
};

/** The terminal did not answer: it may have charged the card all the same, so it is asked before anything else. */
const afterSilence = async (
  deps: PayCardDeps,
  actor: Actor,
  silence: { readonly tenderId: string; readonly failure: Exclude<CardFailure, LeakedApproval> },
): Promise<Result<PaymentStep, PaymentFailure>> => {
  const { failure } = silence;
  if (failure.type === "timeout" && failure.reference !== silence.tenderId) {
    // An older attempt stood in the way, one that a person gave up. Asking about it clears the way for the next.
    await deps.terminal.lastTransaction(failure.reference);
  }
  const settled = await settleOpenPayment(deps);
  if (!settled.ok) {
    return settled;
  }
  const taken = settled.value.tenders.some((tender) => tender.id === silence.tenderId);
  return taken ? afterTaking(deps, actor, settled.value) : err(toPaymentFailure(silence.failure));
};

/** Asks about a payment that was left open; answers with the basket as it is then. */
export const settleOpenPayment = async (deps: PayCardDeps): Promise<Result<Basket, PaymentFailure>> => {
  const basket = deps.basketSession.current();
  if (!basket) {
    return err({ type: "NothingToPay" });
  }
  const open = basket.tenders.find((tender) => tender.state === "pending");
  if (!open) {
    return ok(basket);
  }
  const found = await deps.terminal.lastTransaction(open.reference);
  if (!found.ok && found.error.type === "leaked") {
    // Money that went out to a card stays there.
    return open.amountMinor < 0
      ? ok(markTaken(deps, open.id, found.error.slip))
      : err(await undoLeaked(deps, open));
  }
  if (!found.ok) {
    return err({ type: "CardUnresolved" });
  }
  return ok(found.value ? markTaken(deps, open.id, found.value) : dropTender(deps, open.id));
};

/**
 * A payment whose approval told a card number pays for nothing: it leaves the basket and is to be reversed, in one
 * transaction, before the terminal is asked to; nothing of what it told is kept.
 */
const undoLeaked = async (
  deps: PayCardDeps,
  { id, reference, amountMinor }: BasketTender,
): Promise<PaymentFailure> => {
  const basket = deps.basketSession.current();
  if (!basket) {
    throw new Error("The basket under payment is gone");
  }
  const others = basket.tenders.filter((tender) => tender.id !== id);
  deps.basketSession.store(withTenders(basket, others), () => {
    deps.cardReversals.begin({ reference, amountMinor });
    deps.audit.append({
      ...NO_PERSON,
      action: "tender.cardNumberTold",
      subject: `card payment ${reference}`,
      before: null,
      after: { amountMinor },
      reason: null,
    });
    return ok(null);
  });
  await reverseGivenUp(deps);
  const isUndone = !deps.cardReversals.open().some((open) => open.reference === reference);
  return { type: "CardNumberTold", isUndone };
};

const takeTender = (
  deps: PayCardDeps,
  actor: Actor,
  taken: { readonly tenderId: string; readonly slip: CardSlip },
): Result<PaymentStep, PaymentFailure> =>
  afterTaking(deps, actor, markTaken(deps, taken.tenderId, taken.slip));

const afterTaking = (deps: PayCardDeps, actor: Actor, basket: Basket): Result<PaymentStep, PaymentFailure> =>
  dueOf(deps, basket) > 0
    ? ok({ kind: "partlyPaid", basket })
    : completed(completeSale(deps, actor, takenTenders(basket)));

export const markTaken = (deps: PayCardDeps, tenderId: string, slip: CardSlip): Basket =>
  storeTenders(deps, (tenders) =>
    tenders.map((tender) => (tender.id === tenderId ? { ...tender, card: slip, state: "taken" } : tender)),
  );

export const dropTender = (deps: PayCardDeps, tenderId: string): Basket =>
  storeTenders(deps, (tenders) => tenders.filter((tender) => tender.id !== tenderId));

const storeTenders = (
  deps: PayCardDeps,
  change: (tenders: readonly BasketTender[]) => readonly BasketTender[],
): Basket => {
  const basket = deps.basketSession.current();
  if (!basket) {
    throw new Error("The basket under payment is gone");
  }
  const after = withTenders(basket, change(basket.tenders));
  deps.basketSession.store(after);
  return after;
};

export const toPaymentFailure = (failure: Exclude<CardFailure, LeakedApproval>): PaymentFailure => {
  switch (failure.type) {
    case "declined":
      return { type: "CardDeclined", reason: failure.reason };
    case "timeout":
      return { type: "CardTimedOut" };
    case "cancelled":
      return { type: "CardCancelled" };
    case "unreachable":
      return { type: "TerminalUnreachable" };
  }
};
