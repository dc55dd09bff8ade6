/**
 * Owns turning the rules that passed the gate, and the membership tier, into offers for this basket, or into the reason
 * why not. What does not depend on the choice of offers is decided here, once.
 */
import type { DiscountRule } from "../../campaigns/campaign.ts";
import { compareText, type CanonicalLine } from "../basket/canonical-line.ts";
import { percentageWork } from "../benefits/percentage.ts";
import { prepareBenefit, type LineFinder, type PreparedBenefit } from "../benefits/registry.ts";
import { lowestTier } from "../benefits/tiered.ts";
import {
  measuredLines,
  quantityMilliOf,
  quantityMisses,
  spendThresholds,
  tooFew,
  type ThresholdScope,
} from "../conditions/basket/thresholds.ts";
import type { Lacking, Miss, Situation } from "../conditions/condition.ts";
import { firstMiss, miss } from "../explain/reason-order.ts";
import { lineFinder } from "../target/line-finder.ts";
import { unitsOfOne, type SideWish } from "../draws/units-of-one.ts";
import type { GatedOffers, GatedRule, GatedSource } from "./gate-offers.ts";
import { codeOf, EVERY_UNIT, LAYERS, type Offer, type TierMeasure } from "./offer.ts";

/** What became of one campaign, or of one coupon's own rule. */
export interface Standing {
  readonly campaign: string | null;
  readonly coupon: string | null;
  readonly family: string;
  /** Misses of its rules that are no offers; empty when all are. */
  readonly misses: readonly Miss[];
}

export interface NearOffer {
  readonly offer: Offer;
  readonly lacking: Lacking;
}

export interface CollectedOffers extends Pick<GatedOffers, "coupons" | "budgets" | "openedBy"> {
  /** In the order of computing; an offer's index is its place. */
  readonly offers: readonly Offer[];
  readonly standings: readonly Standing[];
  /** Offers that only lack units: they give nothing now, and a nudge may say what is missing. */
  readonly nearOffers: readonly NearOffer[];
  readonly find: LineFinder;
  /** By the numbers of the rules that passed the gate. */
  readonly byRule: ReadonlyMap<number, CollectedRule>;
}

/**
 * Everything that may give something in this basket, and why the rest may not. `before` is what was collected for a
 * basket of the same lines with other quantities: what no quantity changes is taken from there.
 */
export const collectOffers = (
  lines: readonly CanonicalLine[],
  gated: GatedOffers,
  before: CollectedOffers | null = null,
): CollectedOffers => {
  const find = before?.find ?? lineFinder(lines);
  const byRule = new Map<number, CollectedRule>();
  const collect = (gatedRule: GatedRule, source: GatedSource): CollectedRule => {
    const known = before?.byRule.get(gatedRule.number);
    const collected =
      known !== undefined && !countsUnits(known, gatedRule, source)
        ? known
        : collectRule(gatedRule, source, { lines, find });
    byRule.set(gatedRule.number, collected);
    return collected;
  };
  const { sources, coupons, budgets, openedBy, situation } = gated;
  const found: Offer[] = [];
  const near: NearOffer[] = [];
  const standings = sources.map((source): Standing => {
    const { campaign, coupon, family, isInvalid, rules } = source;
    const misses: Miss[] = isInvalid ? [miss("INVALID_RULE")] : [];
    for (const gatedRule of rules) {
      const collected = gatedRule.miss === null ? collect(gatedRule, source) : null;
      const late = collected === null ? gatedRule.miss : collected.miss;
      if (late !== null) {
        misses.push(late);
      }
      if (collected !== null && collected.miss === null) {
        found.push(collected.offer);
      } else if (collected?.miss?.lacking !== undefined) {
        near.push({ offer: collected.offer, lacking: collected.miss.lacking });
      }
    }
    return { campaign, coupon, family, misses };
  });
  const offers = [...found, ...tierOffer(find, situation)].toSorted(inComputingOrder);
  return {
    offers: offers.map((offer, index) => ({ ...offer, index })),
    standings,
    coupons,
    budgets,
    openedBy,
    find,
    byRule,
    nearOffers: near.map(({ offer, lacking }, at) => ({
      offer: { ...offer, index: offers.length + at },
      lacking,
    })),
  };
};

const inComputingOrder = (a: Offer, b: Offer): number =>
  a.layer - b.layer ||
  b.priority - a.priority ||
  compareText(codeOf(a), codeOf(b)) ||
  compareText(a.family, b.family) ||
  a.position - b.position;

interface Basket {
  readonly lines: readonly CanonicalLine[];
  readonly find: LineFinder;
}

/** Whether a rule may be something else where the lines are the same and their quantities are not. */
const countsUnits = (
  { miss: missing, offer: { work, tierMeasure } }: CollectedRule,
  { rule }: GatedRule,
  { campaignConditions }: GatedSource,
): boolean =>
  missing?.reason !== "NO_MATCHING_ITEMS" &&
  (work.kind === "unit" ||
    work.kind === "gift" ||
    (tierMeasure !== null && tierMeasure.quantityMilli !== null) ||
    asksQuantity(rule.conditions) ||
    (campaignConditions !== null && asksQuantity(campaignConditions)));

const asksQuantity = ({ minQuantityMilli, requires }: DiscountRule["conditions"]): boolean =>
  minQuantityMilli !== null || requires.length > 0;

/** What a rule is in this basket, and the first thing that it lacks there. */
export interface CollectedRule {
  readonly miss: Miss | null;
  readonly offer: Offer;
}

const collectRule = (
  { rule, position, number }: GatedRule,
  source: GatedSource,
  { lines, find }: Basket,
): CollectedRule => {
  const prepared = prepareBenefit(rule, find);
  // Delivery lines are seen by no threshold: free delivery measures the goods that its target means.
  const targetLines = rule.benefit.type === "freeDelivery" ? find.goods(rule.target) : prepared.lines;
  const ownScope: ThresholdScope = { lines, find, targetLines, defaultOn: "target" };
  const campaignScope: ThresholdScope = { ...ownScope, defaultOn: "basket" };
  const { campaignConditions } = source;
  const late = firstMiss([
    ...itemMisses(prepared, targetLines, lines),
    ...quantityMisses(rule.conditions, ownScope),
    ...(campaignConditions === null ? [] : quantityMisses(campaignConditions, campaignScope)),
    ...tierMisses(rule, ownScope),
    ...giftMisses(prepared, lines),
  ]);
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
    thresholds: [
      ...spendThresholds(rule.conditions, ownScope),
      ...(campaignConditions === null ? [] : spendThresholds(campaignConditions, campaignScope)),
    ],
    tierMeasure: tierMeasureOf(rule, ownScope),
    budget,
  };
  return { miss: late, offer };
};

const itemMisses = (
  prepared: PreparedBenefit,
  targetLines: readonly number[],
  lines: readonly CanonicalLine[],
): readonly Miss[] => {
  if (targetLines.length === 0 || prepared.sides.some((side) => side.length === 0)) {
    return [miss("NO_MATCHING_ITEMS")];
  }
  return sideWishes(prepared).flatMap(({ units, on }) => tooFew(lines, on, units * 1000));
};

const sideWishes = ({ work, lines }: PreparedBenefit): readonly SideWish[] =>
  work.kind === "unit" ? unitsOfOne(work.form, lines) : [];

/** What a gift "per so many" needs for the first one. */
const giftMisses = (prepared: PreparedBenefit, lines: readonly CanonicalLine[]): readonly Miss[] => {
  const { work } = prepared;
  if (work.kind !== "gift" || work.per === null || !("minQuantityMilli" in work.per)) {
    return [];
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
    : [];

/** No campaign's or coupon's. */
const OWN_RULE = -1;

/** The membership tier's own discount: the last of the basket offers, combining with all that allow it. */
const tierOffer = (find: LineFinder, { input }: Situation): readonly Offer[] => {
  const tier = input.loyalty?.tiers.find(({ code }) => code === input.customer?.tier);
  const lines = find.goods(null);
  if (tier === undefined || tier.discountBp === 0 || lines.length === 0) {
    return [];
  }
  const terms = { maxDiscountMinor: null, ...EVERY_UNIT };
  return [
    {
      index: 0,
      ruleNumber: OWN_RULE,
      campaign: null,
      coupon: null,
      rule: null,
      tier: tier.code,
      family: `tier ${tier.code}`,
      position: 0,
      priority: 0,
      layer: LAYERS.tier,
      combines: "all",
      lane: null,
      lines,
      work: percentageWork({ type: "percentage", per: "basket", percentBp: tier.discountBp, ...terms }),
      maxDiscountMinor: null,
      thresholds: [],
      tierMeasure: null,
      budget: null,
    },
  ];
};
