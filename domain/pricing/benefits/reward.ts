/** Owns what a reward unit of a unit offer gets: a percent or an amount off, or a price. Exact per unit, not rounded. */
import type { Reward } from "../../campaigns/benefit.ts";
import { mulDivRound } from "../../money/ratio.ts";

export const isSoundReward = (reward: Reward): boolean => {
  if ("percentBp" in reward) {
    return reward.percentBp > 0 && reward.percentBp <= 10_000;
  }
  return "amountMinor" in reward ? reward.amountMinor > 0 : reward.priceMinor >= 0;
};

/** The weight of one unit: in proportion to what it gets. It is never above what the unit has left. */
export const rewardWeight = (reward: Reward, remainingMinor: number): number => {
  if ("percentBp" in reward) {
    return remainingMinor;
  }
  return "amountMinor" in reward
    ? Math.min(reward.amountMinor, remainingMinor)
    : Math.max(0, remainingMinor - reward.priceMinor);
};

/** What units of one line get together, from the sum of their weights: the one rounding of this line and offer. */
export const rewardAmount = (reward: Reward, weightSumMinor: number): number =>
  "percentBp" in reward ? mulDivRound(weightSumMinor, reward.percentBp, 10_000) : weightSumMinor;
