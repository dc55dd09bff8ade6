/** Owns exchanges: putting goods of a receipt into the basket to come back, taking them out, paying the rest out. */
import type { Payload } from "../../contracts/ipc.ts";
import { announce, clearEntry, closeDialog, goTo } from "../stores/screen-store.ts";
import { applyBasket } from "../stores/till-store.ts";
import { translate } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";
import type { TillError } from "../transport/till-client.ts";
import { showDone } from "./payment-actions.ts";
import { sayError } from "./say-error.ts";
import { inTurn } from "./till-worker.ts";

/** Answers whether they are in the basket; what stands against it has been said. */
export const takeBack = async (returns: Payload<"exchange.addReturns">): Promise<boolean> => {
  const result = await call("exchange.addReturns", returns);
  if (!result.ok) {
    sayError(result.error);
    return false;
  }
  applyBasket(result.value);
  clearEntry();
  goTo({ name: "sell" });
  announce(translate("refund.inBasket"));
  return true;
};

export const takeReturnOut = (returnId: string): void => {
  closeDialog();
  inTurn(async () => {
    const result = await call("exchange.removeReturn", { returnId });
    if (result.ok) {
      applyBasket(result.value);
    } else {
      sayError(result.error);
    }
  });
};

/** The answer is null when the sale was voided. */
export const voidSale = async (receiptNumber: string, reason: string): Promise<TillError | null> => {
  const result = await call("refund.voidSale", { receiptNumber, reason });
  if (!result.ok) {
    return result.error;
  }
  showDone(result.value, "refund");
  return null;
};
