/** Owns making a coupon that is one customer's alone, under a code that nobody can guess. In the caller's transaction. */
import type { OfferRepository } from "../../../db/repositories/offers.ts";
import { COUPON_RANDOM_BYTES, couponCodeOf } from "../../../domain/coupons/coupon-code.ts";
import type { CouponsDep, RandomBytesDep } from "../deps.ts";

export type MakePersonalCouponDeps = CouponsDep &
  RandomBytesDep & { readonly offerRepository: OfferRepository };

export interface PersonalCoupon {
  readonly customerRef: string;
  /** In the form of a pricing case, without its code. */
  readonly definition: object;
  /** null: the till itself. */
  readonly by: number | null;
}

/** Answers with its code. */
export const makePersonalCoupon = (
  deps: MakePersonalCouponDeps,
  { customerRef, definition, by }: PersonalCoupon,
): string => {
  const code = newCode(deps);
  deps.offerRepository.put("couponDefinitions", { code, definition: { ...definition, code } }, by);
  const terms = { customDiscountValue: null, validUntil: null, blockedAtMs: null };
  deps.coupons.change(code, { ...terms, customerRef }, by);
  return code;
};

const newCode = ({ coupons, randomBytes }: CouponsDep & RandomBytesDep): string => {
  let code = couponCodeOf(randomBytes(COUPON_RANDOM_BYTES));
  while (coupons.isTaken(code)) {
    code = couponCodeOf(randomBytes(COUPON_RANDOM_BYTES));
  }
  return code;
};
