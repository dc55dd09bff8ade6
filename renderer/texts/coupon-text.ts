/** Owns how a coupon reads: what it gives; the campaign it opened, or why it gives nothing. */
import type { CouponGift, CouponRowView } from "../../contracts/ipc/coupons.ts";
import type { Formats } from "../formatting/formats.ts";
import type { CouponView } from "../../contracts/ipc/basket.ts";
import type { Translate } from "./i18n.ts";
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

export const couponGiftText = (
  { campaign, percentBp, amountMinor }: CouponGift,
  formats: Formats,
): string => {
  if (percentBp !== null) {
    return `−${formats.percent(percentBp)}`;
  }
  return amountMinor === null ? (campaign?.label ?? "") : `−${formats.money(amountMinor)}`;
};

/** null: it did not end itself. */
export const endedItselfText = (
  { autoDeactivatedAtMs }: Pick<CouponRowView, "autoDeactivatedAtMs">,
  { t, formats }: Pick<Wording, "t" | "formats">,
): string | null =>
  autoDeactivatedAtMs === null
    ? null
    : t("coupons.endedItself", { when: formats.dateTime(autoDeactivatedAtMs) });

export const couponStateText = ({ state, uses }: CouponRowView, t: Translate): string =>
  t(`coupons.state_${state}`, { uses });
