/**
 * Owns the answer for every campaign that gave nothing, and for every coupon that was entered. With several rules the
 * nearest miss speaks.
 */
import type { CollectedOffers, Standing } from "../offers/collect-offers.ts";
import type { MoneyOffer, Offer } from "../offers/offer.ts";
import type { CouponAnswer, NotAppliedOffer } from "../pricing-result.ts";
import type { Rewards } from "../rewards/give-rewards.ts";
import { isMoneyOffer, type Plan, type Problem } from "../selection/problem.ts";
import type { Barred } from "../selection/select-priority.ts";
import { lossByItself, lossInBest, lossOf, namesOf, type Loss } from "./lost-offers.ts";
import { missOfRefusal, thresholdMiss } from "./plan-refusals.ts";
import { miss, rankOf } from "./reason-order.ts";

export interface Explained {
  readonly problem: Problem;
  readonly collected: CollectedOffers;
  readonly plan: Plan;
  readonly rewards: Rewards;
  /** What was not accepted by priority; null when the best combination was asked for. */
  readonly barred: readonly Barred[] | null;
  readonly forced: (offer: number) => Plan | null;
  readonly decimals: number;
}

/** Why each campaign or coupon rule without any effect has none, by family. */
export const lossesByFamily = (explained: Explained): ReadonlyMap<string, Loss> => {
  const given = new Set([
    ...explained.plan.effects.map(({ offer }) => offer.family),
    ...explained.rewards.given.map(({ offer }) => offer.family),
  ]);
  const offers = Map.groupBy(explained.collected.offers, ({ family }) => family);
  const losses = new Map<string, Loss>();
  for (const standing of explained.collected.standings) {
    if (!given.has(standing.family)) {
      losses.set(standing.family, nearestLoss(standing, offers.get(standing.family) ?? [], explained));
    }
  }
  return losses;
};

const nearestLoss = (standing: Standing, own: readonly Offer[], explained: Explained): Loss => {
  const [only] = standing.misses;
  if (only !== undefined && standing.misses.length === 1 && own.length === 0) {
    return lossOf(only);
  }
  const losses = [
    ...standing.misses.map((found) => lossOf(found)),
    ...own.map((offer) => (isMoneyOffer(offer) ? moneyLoss(offer, explained) : rewardLoss(offer, explained))),
  ];
  const [first = lossOf(miss("NOTHING_LEFT"))] = losses;
  return losses.reduce((nearest, loss) => (isNearer(loss, nearest) ? loss : nearest), first);
};

/** The later reason; of two offers that lost to better ones the one that would cost less. */
const isNearer = (one: Loss, other: Loss): boolean => {
  const [rank, otherRank] = [rankOf(one.miss.reason), rankOf(other.miss.reason)];
  return (
    rank > otherRank || (rank === otherRank && (one.differenceMinor ?? 0) < (other.differenceMinor ?? 0))
  );
};

const moneyLoss = (offer: MoneyOffer, explained: Explained): Loss => {
  const { problem, plan, barred, decimals } = explained;
  if (barred === null) {
    return lossInBest(explained, offer);
  }
  const found = barred.find((one) => one.offer.index === offer.index);
  const refused =
    thresholdMiss({ problem, plan, decimals }, offer) ??
    (found?.refusal == null ? null : missOfRefusal(found.refusal, decimals));
  if (refused !== null) {
    return lossOf(refused);
  }
  return found === undefined || found.by.length === 0
    ? lossOf(miss("NOTHING_LEFT"))
    : (lossByItself(problem, offer, decimals) ?? lossOf(miss("NOT_COMBINABLE"), namesOf(found.by)));
};

const rewardLoss = (offer: Offer, { rewards, barred, decimals }: Explained): Loss => {
  const found = rewards.barred.find((one) => one.offer.index === offer.index);
  const refused = found?.refusal == null ? null : missOfRefusal(found.refusal, decimals);
  if (refused !== null) {
    return lossOf(refused);
  }
  return found === undefined || found.by.length === 0
    ? lossOf(miss("NOTHING_LEFT"))
    : lossOf(miss(barred === null ? "BETTER_OFFER" : "NOT_COMBINABLE"), namesOf(found.by));
};

/** Campaigns in the order of their codes. */
export const notAppliedOffers = (
  { collected }: Explained,
  losses: ReadonlyMap<string, Loss>,
): readonly NotAppliedOffer[] =>
  collected.standings.flatMap(({ campaign, family }) => {
    const loss = losses.get(family);
    if (campaign === null || loss === undefined) {
      return [];
    }
    const { reason, wanted, got } = loss.miss;
    return [{ campaign, reason, by: loss.by, differenceMinor: loss.differenceMinor, wanted, got }];
  });

/** Every entered code: applied, rejected with a reason, or not needed and so not used up. */
export const couponAnswers = (
  { collected }: Explained,
  losses: ReadonlyMap<string, Loss>,
): readonly CouponAnswer[] =>
  collected.coupons.map(({ code, definition, rejection }): CouponAnswer => {
    if (definition === null || rejection !== null) {
      return { code, status: "rejected", reason: rejection };
    }
    const opener = collected.openedBy.get(definition.campaign ?? "");
    const opened = `campaign ${String(definition.campaign)}`;
    const openedLoss = losses.get(opened)?.miss.reason ?? "NOTHING_LEFT";
    // What another coupon opened in vain is no reason to call this one not needed.
    const speaks = opener === code || (opener !== undefined && !USELESS.has(openedLoss));
    const families = [...(definition.rule === null ? [] : [`coupon ${code}`]), ...(speaks ? [opened] : [])];
    const reasons = families.map((family) => losses.get(family)?.miss.reason ?? null);
    if (reasons.includes(null)) {
      return { code, status: "applied", reason: null };
    }
    const lost = reasons.flatMap((reason) => reason ?? []).toSorted((a, b) => rankOf(b) - rankOf(a));
    const [nearest] = lost;
    return nearest === undefined || USELESS.has(nearest)
      ? { code, status: "notNeeded", reason: null }
      : { code, status: "rejected", reason: nearest };
  });

const USELESS: ReadonlySet<string> = new Set(["NOTHING_LEFT", "BETTER_OFFER", "NOT_COMBINABLE"]);
