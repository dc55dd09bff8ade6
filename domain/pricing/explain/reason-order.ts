/** Owns the order of reasons: the first that holds is the answer. */
import type { Miss } from "../conditions/condition.ts";
import type { NotAppliedReason } from "../pricing-result.ts";

const ORDER: readonly NotAppliedReason[] = [
  "INVALID_RULE",
  "INACTIVE",
  "NOT_STARTED",
  "ENDED",
  "NEEDS_COUPON",
  "WRONG_STORE",
  "WRONG_DAY",
  "OUTSIDE_HOURS",
  "NEEDS_CUSTOMER",
  "CUSTOMER_NOT_ELIGIBLE",
  "WRONG_PAYMENT",
  "LIMIT_REACHED",
  "CUSTOMER_LIMIT_REACHED",
  "BUDGET_SPENT",
  "NO_LEASE",
  "NO_MATCHING_ITEMS",
  "BELOW_MIN_QUANTITY",
  "BELOW_MIN_SPEND",
  "ABOVE_MAX_SPEND",
  "NOTHING_LEFT",
  "BETTER_OFFER",
  "NOT_COMBINABLE",
];

const RANKS = new Map(ORDER.map((reason, rank) => [reason, rank]));

export const rankOf = (reason: NotAppliedReason): number => RANKS.get(reason) ?? ORDER.length;

/** The miss that comes first in the order. */
export const firstMiss = (misses: readonly Miss[]): Miss | null =>
  misses.reduce<Miss | null>(
    (first, miss) => (first === null || rankOf(miss.reason) < rankOf(first.reason) ? miss : first),
    null,
  );

export const miss = (
  reason: NotAppliedReason,
  wanted: string | null = null,
  got: string | null = null,
): Miss => ({ reason, wanted, got });
