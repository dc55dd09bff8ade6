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

/** The miss that comes first in the order; of equal ones the first in the lists. */
export const firstMiss = (...lists: readonly (readonly Miss[])[]): Miss | null => {
  let first: Miss | null = null;
  for (const misses of lists) {
    for (const one of misses) {
      if (first === null || rankOf(one.reason) < rankOf(first.reason)) {
        first = one;
      }
    }
  }
  return first;
};

export const NO_MISSES: readonly Miss[] = [];

export const miss = (
  reason: NotAppliedReason,
  wanted: string | null = null,
  got: string | null = null,
): Miss => ({ reason, wanted, got });
