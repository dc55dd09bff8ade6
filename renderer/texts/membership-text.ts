/** Owns how memberships read: until when they last, and what a coupon takes off for how long. */
import type { MembershipView } from "../../contracts/ipc/memberships.ts";
import type { MembershipCoupon } from "../../domain/membership/membership-price.ts";
import { civilDateText } from "./civil-date-text.ts";
import type { Wording } from "./error-text.ts";

export const membershipCouponText = (
  { code, off, duration, periods }: MembershipCoupon,
  { t, formats }: Wording,
): string =>
  t("membership.with", {
    code,
    off: "percentBp" in off ? formats.percent(off.percentBp) : formats.money(off.amountMinor),
    lasts:
      duration === "repeating"
        ? t("membership.repeating", { count: periods ?? 0 })
        : t(`membership.${duration}`),
  });

export const membershipStateText = ({ state, lastDay }: MembershipView, { t, formats }: Wording): string =>
  state === "cancelled"
    ? t("membership.cancelled")
    : t(`membership.${state}`, { date: lastDay === null ? "" : civilDateText(lastDay, formats) });
