/** Owns what a person does with coupons: handing one over by its code, and taking it back. */
import { say } from "../stores/screen-store.ts";
import { applyBasket } from "../stores/till-store.ts";
import { translate } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";
import type { TillError } from "../transport/till-client.ts";
import { sayError } from "./say-error.ts";
import { showCoupon } from "./show-coupon.ts";
import { inTurn } from "./till-worker.ts";

/** The answer is null when the coupon is on the basket, also when it gives nothing. */
export const addCoupon = async (code: string): Promise<TillError | null> => {
  const result = await call("basket.addCoupon", { code });
  if (!result.ok) {
    return result.error;
  }
  applyBasket(result.value);
  showCoupon(result.value, code);
  return null;
};

export const removeCoupon = (code: string): void => {
  inTurn(async () => {
    const result = await call("basket.removeCoupon", { code });
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    applyBasket(result.value);
    say(translate("coupon.removed", { code }));
  });
};
