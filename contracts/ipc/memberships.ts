/**
 * Owns memberships as the screens see them: plans and coupons that a manager keeps, what a period costs the basket's
 * customer, selling it as a line of the basket, and whose membership lasts how long. Days are "YYYY-MM-DD" in the store.
 */
import { z } from "zod";
import type { MembershipPlan } from "../../domain/membership/membership.ts";
import { COUPON_DURATIONS, type MembershipCoupon } from "../../domain/membership/membership-price.ts";
import { MEMBERSHIP_PERIODS, type MembershipPeriod } from "../../domain/membership/membership-span.ts";
import type { MembershipState } from "../../domain/membership/membership-span.ts";
import { parseCivilDate } from "../../domain/time/civil-date.ts";
import type { BasketView, LineError } from "./basket.ts";
import type { UnknownCustomer } from "./customers.ts";
import { amountMinor, id, percentBp, positiveAmountMinor, reason } from "./money.ts";
import { procedure } from "./procedure.ts";
import type { OverQuantityLimit } from "./sale-rules.ts";

export interface MembershipPlanView extends Omit<MembershipPlan, "productId"> {
  /** What campaigns ask for. */
  readonly segment: string;
  readonly members: number;
}

export interface MembershipCouponView extends MembershipCoupon {
  readonly validUntil: string | null;
  readonly maxMembers: number | null;
  readonly members: number;
}

export interface MembershipSettingsView {
  readonly plans: readonly MembershipPlanView[];
  readonly coupons: readonly MembershipCouponView[];
}

/** What a period of a plan would be for the basket's customer. */
export interface MembershipOffer {
  readonly planId: number;
  readonly name: string;
  readonly period: MembershipPeriod;
  /** It goes on from the one that they have. */
  readonly renews: boolean;
  readonly from: string;
  /** Last day that is covered. */
  readonly lastDay: string;
  readonly listPriceMinor: number;
  readonly finalPriceMinor: number;
  readonly coupon: MembershipCoupon | null;
}

export interface MembershipEventView {
  readonly id: number;
  readonly kind: "sold" | "renewed" | "takenBack" | "cancelled";
  readonly atMs: number;
  readonly from: string | null;
  readonly lastDay: string | null;
  readonly priceMinor: number | null;
  readonly coupon: string | null;
  readonly receiptNumber: string | null;
  readonly reason: string | null;
}

export interface MembershipView {
  readonly id: string;
  readonly planName: string;
  readonly period: MembershipPeriod;
  readonly state: MembershipState;
  /** Last day that is or was covered; null: nothing is left of it. */
  readonly lastDay: string | null;
  /** The applied coupon, and what a renewal in time costs. */
  readonly coupon: MembershipCoupon | null;
  readonly finalPriceMinor: number;
  /** Newest first. */
  readonly events: readonly MembershipEventView[];
}

/** Beside the basket. */
export interface MembershipBadge {
  readonly planName: string;
  readonly lastDay: string;
}

export interface UnknownPlan {
  readonly type: "UnknownPlan";
}

export type MembershipCouponProblem =
  | { readonly type: "UnknownMembershipCoupon"; readonly code: string }
  | { readonly type: "MembershipCouponEnded"; readonly code: string; readonly day: string }
  /** As many have it as may. */
  | { readonly type: "MembershipCouponGone"; readonly code: string }
  /** This membership has had all of its periods. */
  | { readonly type: "MembershipCouponUsed"; readonly code: string };

/** Why a basket with a membership cannot be paid, or a membership not be given back. */
export type MembershipRefusal =
  | { readonly type: "MembershipNeedsCustomer"; readonly name: string }
  /** Its price or coupon is not what it was rung up at. */
  | { readonly type: "MembershipChanged"; readonly name: string }
  | { readonly type: "MembershipOnce"; readonly name: string }
  | { readonly type: "MembershipNeedsReceipt"; readonly name: string };

export type SellMembershipError =
  | UnknownPlan
  | MembershipCouponProblem
  | MembershipRefusal
  | LineError
  | OverQuantityLimit;

const planCode = z
  .string()
  .trim()
  .min(2)
  .max(20)
  .regex(/^[A-Z0-9][A-Z0-9_]*$/);
const planName = z.string().trim().min(1).max(60);
const couponCode = z
  .string()
  .trim()
  .min(3)
  .max(40)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u);
const typedCode = z.string().trim().min(1).max(64);
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => parseCivilDate(text) !== null);
const plan = {
  name: planName,
  period: z.enum(MEMBERSHIP_PERIODS),
  priceMinor: amountMinor,
  taxRateBp: percentBp,
};
const planId = z.int();

export const membershipProcedures = {
  "membership.settings": procedure<MembershipSettingsView>()(z.strictObject({})),
  "membership.createPlan": procedure<
    MembershipSettingsView,
    { readonly type: "PlanCodeTaken"; readonly code: string }
  >()(z.strictObject({ ...plan, code: planCode })),
  /** What is sold from now on; who is a member keeps their terms. */
  "membership.updatePlan": procedure<MembershipSettingsView, UnknownPlan>()(
    z.strictObject({ ...plan, planId }),
  ),
  /** Not sold any more; who is a member stays one to the end. */
  "membership.removePlan": procedure<MembershipSettingsView, UnknownPlan>()(z.strictObject({ planId })),
  /** Makes it, or changes the one with this code. */
  "membership.putCoupon": procedure<MembershipSettingsView, { readonly type: "MembershipCouponPeriods" }>()(
    z.strictObject({
      code: couponCode,
      off: z.union([
        z.strictObject({ percentBp: percentBp.min(1) }),
        z.strictObject({ amountMinor: positiveAmountMinor }),
      ]),
      duration: z.enum(COUPON_DURATIONS),
      periods: z.int().min(1).max(1200).nullable(),
      validUntil: day.nullable(),
      maxMembers: z.int().min(1).max(1_000_000).nullable(),
    }),
  ),
  "membership.removeCoupon": procedure<
    MembershipSettingsView,
    { readonly type: "UnknownMembershipCoupon"; readonly code: string }
  >()(z.strictObject({ code: typedCode })),
  /** Every plan as it would be for the basket's customer; a coupon is tried on all of them. */
  "membership.offers": procedure<
    readonly MembershipOffer[],
    MembershipCouponProblem | { readonly type: "MembershipNeedsCustomer"; readonly name: string }
  >()(z.strictObject({ couponCode: typedCode.nullable() })),
  /** A line of the basket; the period begins, or is added, with the sale. */
  "membership.sell": procedure<BasketView, SellMembershipError>()(
    z.strictObject({ planId, couponCode: typedCode.nullable() }),
  ),
  "membership.ofCustomer": procedure<readonly MembershipView[], UnknownCustomer>()(
    z.strictObject({ customerRef: id }),
  ),
  /** It is over today, whatever was paid; what is paid back is a refund's business. */
  "membership.cancel": procedure<
    readonly MembershipView[],
    | { readonly type: "UnknownMembership" }
    | { readonly type: "MembershipNotActive" }
    | { readonly type: "ReasonMissing" }
  >()(z.strictObject({ membershipId: id, reason })),
} as const;
