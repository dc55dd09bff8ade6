/**
 * Owns what the pricing engine answers (ENGINE sections 7 and 9), in integers.
 * Every sum holds: line nets make the total, taxes by rate make the tax, unit runs make the line's net.
 */

export interface PricingTotals {
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly roundingMinor: number;
  readonly payableMinor: number;
  readonly paidMinor: number;
  readonly dueMinor: number;
}

export interface TaxTotal {
  readonly rateBp: number;
  readonly baseMinor: number;
  readonly taxMinor: number;
}

/** Who took how much off a line. Exactly one of campaign, coupon (without campaign), tier and manual gave it. */
export interface LineDiscount {
  readonly campaign: string | null;
  readonly coupon: string | null;
  readonly rule: string | null;
  readonly tier: string | null;
  readonly manual: boolean;
  readonly amountMinor: number;
}

/** `count` consecutive units that each cost `netMinor`: a line of 80,995 units is one or two runs. */
export interface UnitNetRun {
  readonly count: number;
  readonly netMinor: number;
}

export interface PricedLine {
  readonly id: string;
  readonly sku: string;
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly discounts: readonly LineDiscount[];
  /** Net of each unit of an `each` line, in runs; one run of one for a weighed line. */
  readonly unitNets: readonly UnitNetRun[];
}

export interface Gift {
  readonly campaign: string | null;
  readonly sku: string;
  readonly name: string;
  readonly quantityMilli: number;
  readonly valueMinor: number;
}

export interface AppliedOffer {
  readonly campaign: string | null;
  readonly coupon: string | null;
  readonly rule: string | null;
  readonly tier: string | null;
  readonly amountMinor: number;
  readonly times: number;
  readonly lines: readonly string[];
}

export type NotAppliedReason =
  | "INVALID_RULE"
  | "INACTIVE"
  | "NOT_STARTED"
  | "ENDED"
  | "NEEDS_COUPON"
  | "WRONG_STORE"
  | "WRONG_DAY"
  | "OUTSIDE_HOURS"
  | "NEEDS_CUSTOMER"
  | "CUSTOMER_NOT_ELIGIBLE"
  | "WRONG_PAYMENT"
  | "LIMIT_REACHED"
  | "CUSTOMER_LIMIT_REACHED"
  | "BUDGET_SPENT"
  | "NO_LEASE"
  | "NO_MATCHING_ITEMS"
  | "BELOW_MIN_QUANTITY"
  | "BELOW_MIN_SPEND"
  | "ABOVE_MAX_SPEND"
  | "NOTHING_LEFT"
  | "BETTER_OFFER"
  | "NOT_COMBINABLE";

/** `wanted` and `got` are already in the form of the pricing answer: decimal strings, codes or instants. */
export interface NotAppliedOffer {
  readonly campaign: string;
  readonly reason: NotAppliedReason;
  readonly by: readonly string[];
  readonly differenceMinor: number | null;
  readonly wanted: string | null;
  readonly got: string | null;
}

export interface CouponAnswer {
  readonly code: string;
  readonly status: "applied" | "rejected" | "notNeeded";
  readonly reason: NotAppliedReason | "UNKNOWN_CODE" | "WRONG_CUSTOMER" | "ALREADY_USED" | null;
}

export interface PointsAnswer {
  readonly earned: number;
  readonly redeemed: number;
  readonly redeemableValueMinor: number;
}

/** What to add for more: units of a line's product, or spend; `gainMinor` was found by pricing the changed basket. */
export interface Nudge {
  /** null for a coupon's own rule. */
  readonly campaign: string | null;
  /** Whose own rule it is, or what opened the campaign. */
  readonly coupon: string | null;
  readonly add: { readonly sku: string; readonly quantityMilli: number } | { readonly spendMinor: number };
  readonly gainMinor: number;
}

export type Certificate =
  | { readonly optimal: true }
  | { readonly optimal: false; readonly boundMinor: number };

export interface PricingResult {
  readonly totals: PricingTotals;
  readonly taxes: readonly TaxTotal[];
  readonly lines: readonly PricedLine[];
  readonly gifts: readonly Gift[];
  readonly applied: readonly AppliedOffer[];
  readonly notApplied: readonly NotAppliedOffer[];
  readonly coupons: readonly CouponAnswer[];
  readonly points: PointsAnswer;
  readonly nudges: readonly Nudge[];
  readonly certificate: Certificate;
}
