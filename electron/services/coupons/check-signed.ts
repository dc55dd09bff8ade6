/** Owns telling what a signed coupon is and whether it still counts, without using or storing anything. */
import type { CheckedCouponView, SignedCouponError } from "../../../contracts/ipc/signed-coupons.ts";
import { hasEnded } from "../../../domain/pricing/offers/campaign-gate.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { addDays, formatCivilDate, parseCivilDate } from "../../../domain/time/civil-date.ts";
import type { ClockDep, CouponsDep, OfferUsesDep } from "../deps.ts";
import { verifySigned, type VerifyDeps } from "./signed-coupons.ts";

export const checkSigned = (
  deps: VerifyDeps & CouponsDep & OfferUsesDep & ClockDep,
  text: string,
): Result<CheckedCouponView, SignedCouponError | { readonly type: "NotSigned" }> => {
  const checked = verifySigned(deps, text);
  if (!checked.ok) {
    return checked;
  }
  return checked.value === null
    ? err({ type: "NotSigned" })
    : ok({ ...checked.value, state: stateOf(deps, checked.value.coupon) });
};

const stateOf = (
  { coupons, offerUses, clock, profile }: VerifyDeps & CouponsDep & OfferUsesDep & ClockDep,
  { code, validUntil }: { readonly code: string; readonly validUntil: string | null },
): CheckedCouponView["state"] => {
  const stored = coupons.find(code);
  if (stored?.blockedAtMs != null || (stored === null && coupons.isTaken(code))) {
    return "blocked";
  }
  if (offerUses.count("coupon", code, null).uses > 0) {
    return "used";
  }
  const lastDay = validUntil === null ? null : parseCivilDate(validUntil);
  const end =
    lastDay === null
      ? null
      : ({ kind: "local", date: formatCivilDate(addDays(lastDay, 1)), secondOfDay: 0 } as const);
  return hasEnded(end, { atMs: clock.nowMs(), timezone: profile.timezone }) ? "expired" : "unused";
};
