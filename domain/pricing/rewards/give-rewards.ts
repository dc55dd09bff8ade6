/**
 * Owns the rewards that are not money: points and gifts, given whenever they are allowed beside the chosen money
 * offers. They consume no units and change no amount (docs/pricing.md, "Rewards").
 */
import { divide, mulDivRound } from "../../money/ratio.ts";
import type { CanonicalLine } from "../basket/canonical-line.ts";
import { quantityMilliOf } from "../conditions/basket/thresholds.ts";
import type { Offer, RewardOffer } from "../offers/offer.ts";
import type { Gift } from "../pricing-result.ts";
import { excludeEachOther, type Plan } from "../selection/problem.ts";
import { failingThreshold, sumOf, type Refusal } from "../selection/stage.ts";
import type { BelowMinPurchase } from "./earn-points.ts";

export interface GivenReward {
  readonly offer: RewardOffer;
  readonly times: number;
  readonly gift: Gift | null;
}

export interface BarredReward {
  readonly offer: RewardOffer;
  /** Offers that may not be in one basket with it. */
  readonly by: readonly Offer[];
  readonly refusal: Refusal | null;
}

export interface Rewards {
  readonly given: readonly GivenReward[];
  readonly barred: readonly BarredReward[];
}

/** What rewards look at beside the plan. */
export interface RewardContext {
  readonly lines: readonly CanonicalLine[];
  readonly hasProgram: boolean;
  /** Why nobody earns points on this sale. */
  readonly belowMinPurchase: BelowMinPurchase | null;
}

/** Goes through the reward offers in the order of computing; thresholds are measured on what finally remains. */
export const giveRewards = (offers: readonly RewardOffer[], plan: Plan, context: RewardContext): Rewards => {
  const given: GivenReward[] = [];
  const barred: BarredReward[] = [];
  for (const offer of offers) {
    const inBasket: readonly Offer[] = [
      ...plan.effects.map((effect) => effect.offer),
      ...given.map((one) => one.offer),
    ];
    const by = inBasket.filter((other) => excludeEachOther(offer, other));
    const refusal = refusalOf(offer, plan, context);
    const reward = refusal === null && by.length === 0 ? rewardOf(offer, plan, context) : null;
    if (reward === null) {
      barred.push({ offer, by, refusal: refusal ?? (by.length === 0 ? { type: "nothing" } : null) });
    } else {
      given.push(reward);
    }
  }
  return { given, barred };
};

/** A least amount that is missing speaks before a most that is exceeded. */
const refusalOf = (offer: RewardOffer, plan: Plan, context: RewardContext): Refusal | null => {
  const failing = failingThreshold(offer, { states: plan.states, layerStart: plan.states });
  const isMissing = failing?.type === "threshold" && failing.threshold.kind === "min";
  return isMissing
    ? failing
    : (missingForOneGift(offer, plan) ?? missingForPoints(offer, context) ?? failing);
};

/** The program's least purchase is asked of every points offer. */
const missingForPoints = (
  { work }: RewardOffer,
  { hasProgram, belowMinPurchase }: RewardContext,
): Refusal | null => {
  if (work.kind !== "points" || !hasProgram || belowMinPurchase === null) {
    return null;
  }
  const { wantedMinor, gotMinor } = belowMinPurchase;
  const threshold = { kind: "min", limitMinor: wantedMinor, lines: [], atTurn: true } as const;
  return { type: "threshold", threshold, measuredMinor: gotMinor };
};

/** A gift per amount spent: what the first one needs. */
const missingForOneGift = ({ work, lines }: RewardOffer, { states }: Plan): Refusal | null => {
  if (work.kind !== "gift" || work.per === null || !("minSpendMinor" in work.per)) {
    return null;
  }
  const limitMinor = work.per.minSpendMinor;
  const measuredMinor = sumOf(states, lines);
  return measuredMinor < limitMinor
    ? { type: "threshold", threshold: { kind: "min", limitMinor, lines, atTurn: true }, measuredMinor }
    : null;
};

/** Value and quantity of a gift stay figures that a pricing case may carry. */
const MOST_FIGURE = 1e12;

const rewardOf = (
  offer: RewardOffer,
  plan: Plan,
  { lines, hasProgram }: RewardContext,
): GivenReward | null => {
  const { work } = offer;
  if (work.kind === "points") {
    return hasProgram ? { offer, times: 1, gift: null } : null;
  }
  const { per, quantityMilli, unitPriceMinor, sku, name } = work;
  const earned =
    per === null
      ? 1
      : "minSpendMinor" in per
        ? Math.floor(sumOf(plan.states, offer.lines) / per.minSpendMinor)
        : Math.floor(quantityMilliOf(lines, offer.lines) / per.minQuantityMilli);
  const eachMinor = mulDivRound(unitPriceMinor, quantityMilli, 1000);
  const affordable =
    offer.maxDiscountMinor === null || eachMinor === 0
      ? earned
      : divide(offer.maxDiscountMinor, 1, eachMinor).whole;
  const times = Math.min(earned, affordable, Math.floor(MOST_FIGURE / Math.max(eachMinor, quantityMilli)));
  if (times === 0) {
    return null;
  }
  const gift = {
    campaign: offer.campaign,
    sku,
    name,
    quantityMilli: quantityMilli * times,
    valueMinor: eachMinor * times,
  };
  return { offer, times, gift };
};
