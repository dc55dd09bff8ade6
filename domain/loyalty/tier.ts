/**
 * Owns which tier somebody is in: reached at once by the points earned or the money spent in a calendar year, kept to
 * the end of the year after the one that reached it, then reviewed by that year alone.
 */
import type { LoyaltyTier } from "./program.ts";

export interface TierSums {
  readonly points: number;
  readonly spentMinor: number;
}

/** The highest tier that the sums of a year reach; null without tiers. */
const tierReached = (tiers: readonly LoyaltyTier[], { points, spentMinor }: TierSums): string | null =>
  tiers.findLast(
    (tier, index) =>
      index === 0 ||
      points >= tier.minPoints ||
      (tier.minSpendMinor !== null && spentMinor >= tier.minSpendMinor),
  )?.code ?? null;

/** Never down: that is what the review at the end of the year is for. */
export const tierAfter = (
  tiers: readonly LoyaltyTier[],
  current: string | null,
  sums: TierSums,
): string | null => {
  const reached = tierReached(tiers, sums);
  const rank = (code: string | null): number => tiers.findIndex((tier) => tier.code === code);
  return rank(reached) >= rank(current) ? reached : current;
};

/** What of a tier's year an account has; `period` is the year. */
export interface TierYear extends TierSums {
  readonly period: string;
  readonly tier: string | null;
}

/**
 * The account at the beginning of a later year: the tier that the year before reached, and nothing summed yet. An account
 * that nothing happened to for a whole year begins in the first tier.
 */
export const yearBegun = (tiers: readonly LoyaltyTier[], was: TierYear, period: string): TierYear => {
  if (period <= was.period) {
    return was;
  }
  const isNext = Number(period) === Number(was.period) + 1;
  const tier = tierReached(tiers, isNext ? was : { points: 0, spentMinor: 0 });
  return { period, points: 0, spentMinor: 0, tier };
};
