/** Owns "of every 3 the cheapest is free", or cheaper by a percent, an amount, or down to a price. */
import type { CheapestFreeBenefit } from "../../campaigns/benefit.ts";
import type { MoneyWork } from "../offers/offer.ts";
import { isSoundReward } from "./reward.ts";

export const isSoundCheapestFree = (benefit: CheapestFreeBenefit): boolean =>
  benefit.of >= 1 && benefit.free >= 1 && benefit.free <= benefit.of && isSoundReward(benefit.reward);

export const cheapestFreeWork = ({
  of: size,
  free,
  grouping,
  reward,
  maxTimes,
  maxUnits,
}: CheapestFreeBenefit): MoneyWork => ({
  kind: "unit",
  form: { type: "group", size, rewards: free, choose: "cheapest", grouping, reward },
  maxTimes,
  maxUnits,
});
