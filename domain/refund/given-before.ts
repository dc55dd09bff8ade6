/**
 * Owns what of a receipt was given back before without anybody's approval: it counts against the limits of the next
 * refund, or several small ones would pass where one large one does not. Of an exchange nobody knows which of its acts
 * was approved, so that it counts in any case.
 */
import type { Refunder } from "./card-money.ts";

export interface GivenBefore {
  readonly totalMinor: number;
  readonly cashMinor: number;
}

export const NOTHING_BEFORE: GivenBefore = { totalMinor: 0, cashMinor: 0 };

export const givenBefore = (refunders: readonly Refunder[]): GivenBefore =>
  refunders
    .filter(({ kind, isApproved }) => kind === "sale" || isApproved === 0)
    .reduce(
      (sum, { returnedMinor, cashMinor }) => ({
        totalMinor: sum.totalMinor + returnedMinor,
        cashMinor: sum.cashMinor + Math.max(0, -cashMinor),
      }),
      NOTHING_BEFORE,
    );

export const addGiven = (one: GivenBefore, other: GivenBefore): GivenBefore => ({
  totalMinor: one.totalMinor + other.totalMinor,
  cashMinor: one.cashMinor + other.cashMinor,
});
