/** Owns what a person can do to the basket. Each asks main and shows main's answer; no price is computed here. */
import type { BasketView } from "../../contracts/ipc/basket.ts";
import type { ProductView } from "../../contracts/ipc/catalogue.ts";
import type { Payload, ProcedureName } from "../../contracts/ipc.ts";
import type { Result } from "../../domain/result.ts";
import { currentFormats } from "../formatting/store-formats.ts";
import { clearEntry, closeDialog, goTo, openDialog, say, useScreen } from "../stores/screen-store.ts";
import { applyBasket, useTill } from "../stores/till-store.ts";
import { translate } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";
import type { TillError } from "../transport/till-client.ts";
import { askAge, askAndWait } from "./ask-for-item.ts";
import { showAdded } from "./handle-scan.ts";
import { sayError } from "./say-error.ts";
import { inTurn } from "./till-worker.ts";

type BasketChange = Extract<
  ProcedureName,
  | "basket.setQuantity"
  | "basket.exceedLimit"
  | "basket.overridePrice"
  | "basket.discountLine"
  | "basket.discountBasket"
  | "basket.setNote"
  | "basket.removeLine"
  | "basket.voidLine"
>;

/** Makes a change; the answer is the new basket, or null after the reason was said. */
export const changeBasket = async <N extends BasketChange>(
  name: N,
  payload: Payload<N>,
): Promise<TillError | null> => {
  const result: Result<BasketView, TillError> = await call(name, payload);
  if (!result.ok) {
    return result.error;
  }
  applyBasket(result.value);
  return null;
};

const changeAndSay = async <N extends BasketChange>(name: N, payload: Payload<N>): Promise<void> => {
  const error = await changeBasket(name, payload);
  if (error !== null) {
    sayError(error);
  }
};

/** Above the item's limit it asks whether that is meant; the answer is then with that dialog. */
export const setLineQuantity = async (lineId: string, quantityMilli: number): Promise<TillError | null> => {
  const error = await changeBasket("basket.setQuantity", { lineId, quantityMilli });
  if (error?.type !== "OverQuantityLimit") {
    return error;
  }
  openDialog({ kind: "overLimit", lineId, quantityMilli, over: error });
  return null;
};

const setQuantityAndSay = async (lineId: string, quantityMilli: number): Promise<void> => {
  const error = await setLineQuantity(lineId, quantityMilli);
  if (error !== null) {
    sayError(error);
  }
};

export const setQuantity = (lineId: string, quantityMilli: number): void => {
  clearEntry();
  inTurn(() => setQuantityAndSay(lineId, quantityMilli));
};

export const removeLine = (lineId: string): void => {
  closeDialog();
  inTurn(() => changeAndSay("basket.removeLine", { lineId }));
};

/** One more or one less of the selected line; the last one is not taken away by accident. */
export const stepQuantity = (stepMilli: number): void => {
  inTurn(async () => {
    const { basket, selectedLineId } = useTill.getState();
    const line = basket?.lines.find(({ id }) => id === selectedLineId);
    const quantityMilli = (line?.quantityMilli ?? 0) + stepMilli;
    if (line !== undefined && !line.voided && quantityMilli > 0) {
      await setQuantityAndSay(line.id, quantityMilli);
    }
  });
};

export interface AddDetails {
  readonly fromScale?: boolean;
  readonly quantityMilli?: number;
  readonly unitPriceMinor?: number;
}

export const addProduct = async (productId: number, details: AddDetails): Promise<TillError | null> => {
  const result = await call("basket.addProduct", { productId, ...details });
  if (result.ok) {
    applyBasket(result.value);
    showAdded(result.value.lastLineId);
    return null;
  }
  const { error } = result;
  if (error.type === "NeedsAgeCheck") {
    return (await askAge(error)) ? addProduct(productId, details) : null;
  }
  if (error.type === "NeedsPrice" || error.type === "NeedsWeight") {
    const product = { id: error.productId, name: error.name };
    await askAndWait(
      error.type === "NeedsPrice"
        ? { kind: "askPrice", product, quantityMilli: details.quantityMilli ?? null }
        : { kind: "askWeight", product, unitPriceMinor: details.unitPriceMinor ?? null },
    );
    return null;
  }
  return error;
};

/** From the quick grid or a search result. */
export const chooseProduct = (product: ProductView): void => {
  const { nextQuantityMilli } = useScreen.getState();
  clearEntry();
  inTurn(async () => {
    const error = await addProduct(
      product.id,
      nextQuantityMilli === null ? {} : { quantityMilli: nextQuantityMilli },
    );
    if (error !== null) {
      sayError(error);
    }
  });
};

export const parkBasket = (): void => {
  const label = useScreen.getState().entry.trim();
  clearEntry();
  inTurn(async () => {
    const result = await call("basket.park", { label: label === "" ? null : label.slice(0, 60) });
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    applyBasket(null);
    goTo({ name: "sell" });
    say(translate("parked.parkedNow"));
  });
};

export const recallBasket = async (basketId: string): Promise<void> => {
  const result = await call("basket.recall", { basketId });
  if (!result.ok) {
    sayError(result.error);
    return;
  }
  applyBasket(result.value.basket);
  goTo({ name: "sell" });
  if (result.value.priceChanges.length > 0) {
    openDialog({ kind: "priceChanges", changes: result.value.priceChanges });
  }
};

export const voidBasket = async (reason: string): Promise<TillError | null> => {
  const result = await call("basket.void", { reason });
  if (!result.ok) {
    return result.error;
  }
  applyBasket(null);
  clearEntry();
  goTo({ name: "sell" });
  say(translate("sell.voided"));
  return null;
};

/** What a quantity dialog starts with. */
export const quantityText = (quantityMilli: number): string => {
  const formats = currentFormats();
  return formats.quantity(quantityMilli).replace(/[^\d.,]/gu, "");
};
