/**
 * Owns telling how a coupon that was just handed over fared: a tone and a sentence, or the open coupon dialog, which
 * shows it and closes itself when the coupon is used.
 */
import type { BasketView, CouponView } from "../../contracts/ipc/basket.ts";
import type { CouponStatement } from "../../domain/catalogue/barcode/gs1-coupon.ts";
import { currentFormats } from "../formatting/store-formats.ts";
import { playSound } from "../scanning/sounds.ts";
import { closeDialog, say, useScreen } from "../stores/screen-store.ts";
import { couponStatementText } from "../texts/coupon-statement.ts";
import { describeCoupon } from "../texts/coupon-text.ts";
import { translate } from "../texts/i18n.ts";

const spelling = (code: string): string => code.trim().toLowerCase();

/** What was typed may differ in case from how the coupon is spelled. */
const findCoupon = (basket: BasketView, code: string): CouponView | undefined =>
  basket.coupons.find((coupon) => spelling(coupon.code) === spelling(code)) ?? basket.coupons.at(-1);

const sentenceFor = (coupon: CouponView): string => {
  const formats = currentFormats();
  const { code } = coupon;
  if (coupon.status !== "applied") {
    const reason = describeCoupon(coupon, { t: translate, formats });
    return translate("coupon.saidNot", { code, reason });
  }
  return coupon.amountMinor > 0
    ? translate("coupon.saidApplied", { code, amount: formats.money(coupon.amountMinor) })
    : translate("coupon.saidAppliedOnly", { code });
};

const statedFor = (states: CouponStatement | null): readonly string[] => {
  const said =
    states === null ? "" : couponStatementText(states, { t: translate, formats: currentFormats() });
  return said === "" ? [] : [translate("barcodes.stated.says", { said })];
};

/** `states`: what its own code says of it. */
export const showCoupon = (basket: BasketView, code: string, states: CouponStatement | null = null): void => {
  const coupon = findCoupon(basket, code);
  if (coupon === undefined) {
    return;
  }
  playSound(coupon.status === "rejected" ? "error" : "ok");
  if (useScreen.getState().dialog?.kind === "coupon") {
    if (coupon.status !== "applied") {
      return;
    }
    closeDialog();
  }
  say([sentenceFor(coupon), ...statedFor(states)].join(" "), coupon.status === "rejected" ? "bad" : "info");
};
