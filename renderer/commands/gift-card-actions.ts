/** Owns what a person does with gift cards and store credit: sell, top up, pay. Each answers with a sentence when main refused. */
import type { BasketView } from "../../contracts/ipc/basket.ts";
import { currentFormats } from "../formatting/store-formats.ts";
import { goTo, say, useScreen } from "../stores/screen-store.ts";
import { applyBasket } from "../stores/till-store.ts";
import { translate } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";
import { showOutcome } from "./payment-actions.ts";
import { errorSentence } from "./say-error.ts";

const intoBasket = (basket: BasketView, amountMinor: number): null => {
  applyBasket(basket);
  goTo({ name: "sell" });
  say(translate("giftCard.added", { amount: currentFormats().money(amountMinor) }));
  return null;
};

export const sellGiftCard = async (amountMinor: number): Promise<string | null> => {
  const result = await call("giftCard.sell", { amountMinor });
  return result.ok ? intoBasket(result.value, amountMinor) : errorSentence(result.error);
};

export const topUpGiftCard = async (code: string, amountMinor: number): Promise<string | null> => {
  const result = await call("giftCard.topUp", { code, amountMinor });
  return result.ok ? intoBasket(result.value, amountMinor) : errorSentence(result.error);
};

/** null: as much as is due and on the card. What was refused is said where the code was typed. */
export const payWithGiftCard = async (code: string, amountMinor: number | null): Promise<string | null> => {
  if (useScreen.getState().paying) {
    return null;
  }
  useScreen.setState({ paying: true });
  const result = await call("giftCard.pay", { code, amountMinor });
  useScreen.setState({ paying: false });
  if (!result.ok && result.error.type !== "NeedsAgeCheck") {
    return errorSentence(result.error);
  }
  showOutcome(result);
  return null;
};
