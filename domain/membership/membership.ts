/**
 * Owns what a membership is as it is kept and told: whose it is, of which plan, what each period was sold at, and what
 * a sale did to it. A customer has at most one of a plan; renewing it adds a period to the same one.
 */
import type { MembershipCoupon } from "./membership-price.ts";
import type { MembershipPeriod } from "./membership-span.ts";

export interface MembershipPlan {
  readonly id: number;
  /** What campaigns ask for: see segmentOfPlan. */
  readonly code: string;
  readonly name: string;
  readonly period: MembershipPeriod;
  readonly priceMinor: number;
  readonly taxRateBp: number;
  /** The catalogue's product that its lines sell. */
  readonly productId: number;
}

/** What a sale or refund did to a membership, as its record and the journal say it. */
export interface MembershipMovement {
  readonly plan: string;
  readonly kind: "sold" | "renewed" | "takenBack";
  /** Of the record that did it. */
  readonly lineNumber: number;
  /** First day and first day after, "YYYY-MM-DD": of the period; after taking it back, until when it lasts. */
  readonly from: string;
  readonly until: string;
  readonly coupon: string | null;
  readonly finalPriceMinor: number;
}

/** The terms that a line in the basket was rung up at; they must still hold when it is paid. */
export interface PlannedPeriod {
  readonly planId: number;
  readonly coupon: MembershipCoupon | null;
  readonly listPriceMinor: number;
  readonly finalPriceMinor: number;
}

/** The segment that every active member of a plan belongs to, by itself. */
export const segmentOfPlan = (planCode: string): string => `MEMBER_${planCode}`;

/** The segment of everybody who is an active member of any plan. */
export const MEMBER_SEGMENT = "MEMBER";

const SKU_PREFIX = "MEMBERSHIP-";

/** The catalogue's product that a plan's lines sell. */
export const skuOfPlan = (planCode: string): string => `${SKU_PREFIX}${planCode}`;

/** Such a product is sold as somebody's membership, and in no other way. */
export const isPlanSku = (sku: string): boolean => sku.startsWith(SKU_PREFIX);
