/** Owns more loyalty points: a multiplier, a bonus, or both. No money. */
import type { PointsBenefit } from "../../campaigns/benefit.ts";
import type { RewardWork } from "../offers/offer.ts";

export const isSoundPoints = ({ multiplierMilli, bonus }: PointsBenefit): boolean =>
  (multiplierMilli !== null || bonus !== null) && (multiplierMilli ?? 1) > 0 && (bonus ?? 1) > 0;

export const pointsWork = ({ multiplierMilli, bonus }: PointsBenefit): RewardWork => ({
  kind: "points",
  multiplierMilli,
  bonus,
});
