/**
 * Owns "buy X, get Y". The same lines on both sides form groups of X + Y; different sides are filled one after the
 * other. A side without a target has the buy side's, else the rule's, else every line.
 */
import type { BuyXGetYBenefit } from "../../campaigns/benefit.ts";
import type { Target } from "../../campaigns/target.ts";
import type { MoneyWork } from "../offers/offer.ts";
import { isSoundTarget } from "../target/sound-target.ts";
import { isSoundReward } from "./reward.ts";

export const isSoundBuyXGetY = (benefit: BuyXGetYBenefit): boolean =>
  benefit.buy.quantity >= 1 &&
  benefit.get.quantity >= 1 &&
  isSoundTarget(benefit.buy.target) &&
  isSoundTarget(benefit.get.target) &&
  isSoundReward(benefit.get.reward) &&
  !(benefit.choose === "dearest" && benefit.grouping === "shop");

export const buyXGetYTargets = (
  benefit: BuyXGetYBenefit,
  target: Target | null,
): readonly [Target | null, Target | null] => {
  const buy = benefit.buy.target ?? target;
  return [buy, benefit.get.target ?? buy];
};

export const buyXGetYWork = (
  benefit: BuyXGetYBenefit,
  buyLines: readonly number[],
  getLines: readonly number[],
): MoneyWork => {
  const { maxTimes, maxUnits, choose, grouping } = benefit;
  const { reward, quantity } = benefit.get;
  if (buyLines.length === getLines.length && buyLines.every((line, at) => line === getLines[at])) {
    const size = benefit.buy.quantity + quantity;
    return {
      kind: "unit",
      form: { type: "group", size, rewards: quantity, choose, grouping, reward },
      maxTimes,
      maxUnits,
    };
  }
  return {
    kind: "unit",
    form: {
      type: "sides",
      buy: { quantity: benefit.buy.quantity, lines: new Set(buyLines) },
      get: { quantity, lines: new Set(getLines) },
      choose,
      reward,
    },
    maxTimes,
    maxUnits,
  };
};
