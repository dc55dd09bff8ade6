/** Owns taking money: cash at once, cards through the terminal, and giving part payments back. */
import type { CompletedSaleView, PaymentOutcome } from "../../contracts/ipc/payment.ts";
import type { Result } from "../../domain/result.ts";
import type { PayoutWay } from "../../domain/refund/refund-payout.ts";
import { currentFormats } from "../formatting/store-formats.ts";
import { clearEntry, goTo, say, useScreen, type DoneKind } from "../stores/screen-store.ts";
import { applyBasket, rowIds, useTill } from "../stores/till-store.ts";
import { translate } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";
import type { TillError } from "../transport/till-client.ts";
import { askAge } from "./ask-for-item.ts";
import { sayError } from "./say-error.ts";
import { inTurn, inTurnAlways } from "./till-worker.ts";

export const showDone = (sale: CompletedSaleView, kind: DoneKind): void => {
  clearEntry();
  goTo({ name: "done", sale, kind });
};

/** Goods that only came back through the basket are a refund: there is no sale to void. */
const doneKindOf = ({ isExchange, payableMinor }: CompletedSaleView): DoneKind => {
  if (isExchange) {
    return "exchange";
  }
  return payableMinor < 0 ? "refund" : "sale";
};

export const showOutcome = (result: Result<PaymentOutcome, TillError>): void => {
  if (!result.ok) {
    if (result.error.type === "NeedsAgeCheck") {
      void askAge(result.error);
      return;
    }
    sayError(result.error);
    return;
  }
  clearEntry();
  if (result.value.kind === "completed") {
    applyBasket(null);
    showDone(result.value.sale, doneKindOf(result.value.sale));
    return;
  }
  applyBasket(result.value.basket);
  goTo({ name: "pay" });
};

/** null is the exact amount. A second press while one is on its way does nothing. */
export const payCash = (tenderedMinor: number | null): void => {
  if (useScreen.getState().paying) {
    return;
  }
  useScreen.setState({ paying: true });
  const finish = (): void => useScreen.setState({ paying: false });
  inTurn(async () => {
    const { basket } = useTill.getState();
    if (basket?.payOut) {
      showOutcome(await call("exchange.payOut", { tender: "SAME" }));
      return;
    }
    const isFree = basket !== null && rowIds(basket).length > 0 && basket.dueInCashMinor === 0;
    showOutcome(isFree ? await call("payment.complete", {}) : await call("payment.cash", { tenderedMinor }));
  });
  inTurnAlways(finish);
};

/** What comes back is worth more: gives the rest to the customer. */
export const payOut = (tender: PayoutWay): void => {
  if (useScreen.getState().paying) {
    return;
  }
  useScreen.setState({ paying: true });
  inTurn(async () => showOutcome(await call("exchange.payOut", { tender })));
  inTurnAlways(() => useScreen.setState({ paying: false }));
};

/** As many points as may pay. */
export const payPoints = (): void => {
  if (useScreen.getState().paying) {
    return;
  }
  useScreen.setState({ paying: true });
  inTurn(async () => showOutcome(await call("payment.points", { points: null })));
  inTurnAlways(() => useScreen.setState({ paying: false }));
};

/** The typed text as an amount: null for nothing typed, "unreadable" after saying so. */
const readTypedAmount = (text: string): number | null | "unreadable" => {
  if (text.trim() === "") {
    return null;
  }
  const parsed = currentFormats().parseAmount(text);
  if (parsed.ok && parsed.value > 0) {
    return parsed.value;
  }
  say(translate("pay.unreadable", { text }), "bad");
  return "unreadable";
};

export const payTypedCash = (text: string): void => {
  const amount = readTypedAmount(text);
  if (amount !== "unreadable") {
    payCash(amount);
  }
};

/** Scans made while the terminal waits are refused by main in words; they do not stand in line behind a card. */
const askTerminal = async (amountMinor: number | null): Promise<void> => {
  useScreen.setState({ waitingForCard: true });
  const result = await call("payment.card", { amountMinor });
  useScreen.setState({ waitingForCard: false, paying: false });
  showOutcome(result);
};

export const payCard = (text: string): void => {
  const amountMinor = readTypedAmount(text);
  if (amountMinor === "unreadable" || useScreen.getState().paying) {
    return;
  }
  useScreen.setState({ paying: true });
  let started = false;
  inTurn(async () => {
    started = true;
    void askTerminal(amountMinor);
  });
  inTurnAlways(() => {
    if (!started) {
      useScreen.setState({ paying: false });
    }
  });
};

export const cancelCard = async (): Promise<void> => {
  const result = await call("payment.cancelCard", {});
  if (!result.ok) {
    sayError(result.error);
  }
};

export const giveBack = async (tenderId: string): Promise<void> => {
  const result = await call("payment.giveBack", { tenderId });
  if (result.ok) {
    applyBasket(result.value);
    return;
  }
  sayError(result.error);
};
