/**
 * Owns what one rule is in a basket: an offer, an offer that only lacks units, or nothing because the basket has none of
 * the lines that it means. Which rules are asked is decided by the gate before.
 */
import type { DiscountRule } from "../../campaigns/campaign.ts";
import type { CanonicalLine } from "../basket/canonical-line.ts";
import type { LineFinder, PreparedBenefit } from "../benefits/registry.ts";
import { lowestTier } from "../benefits/tiered.ts";
import {
  measuredLines,
  quantityMilliOf,
  quantityMisses,
  spendThresholds,
  tooFew,
  type ThresholdScope,
} from "../conditions/basket/thresholds.ts";
import type { Miss } from "../conditions/condition.ts";
import { unitsOfOne } from "../draws/units-of-one.ts";
import { firstMiss, miss, NO_MISSES } from "../explain/reason-order.ts";
import type { GatedRule, GatedSource } from "./gate-offers.ts";
import type { Offer, TierMeasure } from "./offer.ts";

export interface Basket {
  readonly lines: readonly CanonicalLine[];
  readonly find: LineFinder;
}

/** What a rule is in this basket, and the first thing that it lacks there. */
export type CollectedRule =
  | { readonly miss: null; readonly offer: Offer }
  | { readonly miss: Miss; readonly offer: Offer | null };

/** A rule that means some line of the basket, and what it is there. */
export interface AskedRule {
  readonly rule: GatedRule;
  readonly source: GatedSource;
  readonly collected: CollectedRule;
}

const MEANS_NOTHING: CollectedRule = { miss: miss("NO_MATCHING_ITEMS"), offer: null };

export const collectRule = (
  { rule, benefit, position, number }: GatedRule,
  source: GatedSource,
  { lines, find }: Basket,
): CollectedRule => {
  const prepared = benefit(find);
  if (prepared === null) {
    return MEANS_NOTHING;
  }
  // Delivery lines are seen by no threshold: free delivery measures the goods that its target means.
  const targetLines = rule.benefit.type === "freeDelivery" ? find.goods(rule.target) : prepared.lines;
  const ownScope: ThresholdScope = { lines, find, targetLines, defaultOn: "target" };
  const campaignScope: ThresholdScope = { ...ownScope, defaultOn: "basket" };
  const { campaignConditions } = source;
  const late = firstMiss(
    itemMisses(prepared, lines),
    quantityMisses(rule.conditions, ownScope),
    campaignConditions === null ? NO_MISSES : quantityMisses(campaignConditions, campaignScope),
    tierMisses(rule, ownScope),
    giftMisses(prepared, lines),
  );
  const own = spendThresholds(rule.conditions, ownScope);
  const general = campaignConditions === null ? [] : spendThresholds(campaignConditions, campaignScope);
  const { campaign, coupon, family, terms, budget } = source;
  const offer: Offer = {
    index: 0,
    ruleNumber: number,
    campaign,
    coupon,
    rule: rule.code,
    tier: null,
    family,
    position,
    priority: terms.priority,
    layer: prepared.layer,
    combines: terms.combines,
    lane: terms.lane,
    lines: prepared.lines,
    work: prepared.work,
    maxDiscountMinor: rule.benefit.maxDiscountMinor,
    thresholds: general.length === 0 ? own : [...own, ...general],
    tierMeasure: tierMeasureOf(rule, ownScope),
    budget,
  };
  return { miss: late, offer };
};

const itemMisses = (
  { work, lines: own }: PreparedBenefit,
  lines: readonly CanonicalLine[],
): readonly Miss[] =>
  work.kind === "unit"
    ? unitsOfOne(work.form, own).flatMap(({ units, on }) => tooFew(lines, on, units * 1000))
    : NO_MISSES;

/** What a gift "per so many" needs for the first one. */
const giftMisses = (prepared: PreparedBenefit, lines: readonly CanonicalLine[]): readonly Miss[] => {
  const { work } = prepared;
  if (work.kind !== "gift" || work.per === null || !("minQuantityMilli" in work.per)) {
    return NO_MISSES;
  }
  return tooFew(lines, prepared.lines, work.per.minQuantityMilli);
};

const tierMeasureOf = ({ benefit, conditions }: DiscountRule, scope: ThresholdScope): TierMeasure | null => {
  if (benefit.type !== "tiered") {
    return null;
  }
  const lines = measuredLines(conditions, scope);
  return {
    lines,
    atTurn: conditions.spendMeasured === "atTurn",
    quantityMilli: benefit.by === "quantity" ? quantityMilliOf(scope.lines, lines) : null,
    steps: benefit.tiers.map(({ from }) => from).toSorted((a, b) => b - a),
  };
};

const tierMisses = ({ benefit, conditions }: DiscountRule, scope: ThresholdScope): readonly Miss[] =>
  benefit.type === "tiered" && benefit.by === "quantity"
    ? tooFew(scope.lines, measuredLines(conditions, scope), lowestTier(benefit))
    : NO_MISSES;

/** Whether more units of one line may make a rule something else, where the lines are the same. */
export const isRaisedBy = ({ collected: { miss: missed, offer } }: AskedRule, line: number): boolean => {
  if (missed !== null) {
    return missed.lacking?.lines.includes(line) === true;
  }
  const { tierMeasure } = offer;
  return tierMeasure !== null && tierMeasure.quantityMilli !== null && tierMeasure.lines.includes(line);
};
