/**
 * Owns what decides about a coupon code before any amount is computed: known, for this customer, in time, not used
 * up. Matching trims and ignores case; answers carry the defined spelling.
 */
import type { CouponDefinition } from "../../campaigns/campaign.ts";
import { codeKey } from "../../campaigns/code-key.ts";
import { compareText } from "../basket/canonical-line.ts";
import type { Situation } from "../conditions/condition.ts";
import type { CouponAnswer } from "../pricing-result.ts";
import { isSoundRule, validityMisses } from "./campaign-gate.ts";

export interface EnteredCoupon {
  readonly code: string;
  /** null for an unknown code. */
  readonly definition: CouponDefinition | null;
  /** Why the coupon itself does not count, whatever it gives. */
  readonly rejection: CouponAnswer["reason"];
}

/** The codes as entered, each once, in the order of their codes: the order of typing says nothing. */
export const enteredCoupons = (situation: Situation): readonly EnteredCoupon[] => {
  const { input } = situation;
  const byKey = new Map(input.couponDefinitions.map((definition) => [codeKey(definition.code), definition]));
  const entered = new Map(input.coupons.map((code) => [codeKey(code), code.trim()]));
  return [...entered]
    .map(([key, typed]): EnteredCoupon => {
      const definition = byKey.get(key);
      return definition === undefined
        ? { code: typed, definition: null, rejection: "UNKNOWN_CODE" }
        : { code: definition.code, definition, rejection: rejectionOf(definition, situation) };
    })
    .toSorted((a, b) => compareText(a.code, b.code));
};

const rejectionOf = (coupon: CouponDefinition, situation: Situation): CouponAnswer["reason"] => {
  const { customer, usage } = situation.input;
  const used = usage.coupons.get(coupon.code) ?? { uses: 0, customerUses: 0 };
  const [untimely] = validityMisses(coupon, situation);
  const personal = coupon.customer !== null || coupon.type === "personal" || coupon.usesPerCustomer !== null;
  if (!isSoundCoupon(coupon)) {
    return "INVALID_RULE";
  }
  if (untimely !== undefined) {
    return untimely.reason;
  }
  if (personal && customer === null) {
    return "NEEDS_CUSTOMER";
  }
  if (coupon.customer !== null && coupon.customer !== customer?.id) {
    return "WRONG_CUSTOMER";
  }
  if (coupon.type === "singleUse" && used.uses >= 1) {
    return "ALREADY_USED";
  }
  if (coupon.usageLimit !== null && used.uses >= coupon.usageLimit) {
    return "LIMIT_REACHED";
  }
  if (coupon.usesPerCustomer !== null && used.customerUses >= coupon.usesPerCustomer) {
    return "CUSTOMER_LIMIT_REACHED";
  }
  return null;
};

/** It gives something, its own rule makes sense, and its limits are not negative. */
const isSoundCoupon = ({ campaign, rule, usageLimit, usesPerCustomer }: CouponDefinition): boolean =>
  (campaign !== null || rule !== null) &&
  (rule === null || isSoundRule(rule)) &&
  (usageLimit ?? 0) >= 0 &&
  (usesPerCustomer ?? 0) >= 0;
