/** Owns whether a campaign may be joined now: one that is joined at all, runs, and is not used up. */
import type { JoinBarrier } from "../../../contracts/ipc/participation.ts";
import type { Campaign } from "../../../domain/campaigns/campaign.ts";
import { hasEnded, hasStarted } from "../../../domain/pricing/offers/campaign-gate.ts";
import type { ClockDep, OfferUsesDep, ProfileDep } from "../deps.ts";

/** null: it may. */
export const joinBarrier = (
  { clock, profile, offerUses }: ClockDep & ProfileDep & OfferUsesDep,
  campaign: Campaign,
): JoinBarrier | null => {
  const now = { atMs: clock.nowMs(), timezone: profile.timezone };
  const { stores } = campaign.conditions;
  if (campaign.activation !== "participation" || stores?.includes(profile.storeCode) === false) {
    return "notHere";
  }
  if (!campaign.active) {
    return "off";
  }
  if (!hasStarted(campaign.validFrom, now)) {
    return "notStarted";
  }
  if (hasEnded(campaign.validUntil, now)) {
    return "ended";
  }
  const { uses: most, budgetMinor } = campaign.limits;
  const { uses, spentMinor } = offerUses.count("campaign", campaign.code, null);
  const isUsedUp = (most !== null && uses >= most) || (budgetMinor !== null && spentMinor >= budgetMinor);
  return isUsedUp ? "usedUp" : null;
};
