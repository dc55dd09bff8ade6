/** Owns how a coupon's state reads: the campaign it opened, or why it gives nothing. */
import type { CouponView } from "../../contracts/ipc/basket.ts";
import type { Wording } from "./error-text.ts";
import { describeReason } from "./reason-text.ts";

export const describeCoupon = (coupon: CouponView, wording: Wording): string => {
  switch (coupon.status) {
    case "applied":
      return coupon.label === coupon.code ? "" : coupon.label;
    case "notNeeded":
      return wording.t("coupon.notNeededWhy");
    case "rejected":
      return coupon.why === null ? "" : describeReason(coupon.why, wording);
  }
};
