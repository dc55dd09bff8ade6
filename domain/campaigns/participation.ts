/**
 * Owns what becomes of a customer who joins a campaign: they are registered, qualify when the campaign is meant for
 * them, get a coupon of their own, and redeem it. Which of these holds follows from what is stored; nothing else keeps it.
 */
import type { Conditions } from "./conditions.ts";

export type ParticipationState =
  /** Joined; the campaign is not meant for them yet. */
  | "registered"
  /** Meant for them now; the coupon comes with their next purchase. */
  | "qualified"
  | "couponIssued"
  | "redeemed"
  /** Taken back before it was redeemed. */
  | "cancelled"
  /** Over before it was redeemed. */
  | "expired";

export interface ParticipationFacts {
  readonly isCancelled: boolean;
  /** null: none was issued. */
  readonly coupon: { readonly isUsedUp: boolean; readonly isBlocked: boolean } | null;
  /** The campaign, or the coupon itself, is over. */
  readonly hasEnded: boolean;
  readonly isMeant: boolean;
}

export const participationState = (facts: ParticipationFacts): ParticipationState => {
  const { coupon } = facts;
  if (coupon?.isUsedUp === true) {
    return "redeemed";
  }
  if (facts.isCancelled || coupon?.isBlocked === true) {
    return "cancelled";
  }
  if (facts.hasEnded) {
    return "expired";
  }
  if (coupon !== null) {
    return "couponIssued";
  }
  return facts.isMeant ? "qualified" : "registered";
};

interface Person {
  readonly id: string;
  readonly segments: readonly string[];
  readonly tier: string | null;
}

/** Whether a campaign is meant for this person, whatever they buy. */
export const isMeantFor = ({ segments, tiers, customers }: Conditions, person: Person): boolean =>
  names(segments, person.segments) &&
  names(tiers, person.tier === null ? [] : [person.tier]) &&
  names(customers, [person.id]);

const names = (wanted: readonly string[] | null, got: readonly string[]): boolean =>
  wanted === null || got.some((one) => wanted.includes(one));
