/**
 * Owns turning campaigns, entered coupons and the membership tier into offers for this basket, or into the reason why
 * not. What does not depend on the choice of offers is decided here, once.
 */
import type { DiscountRule } from "../../campaigns/campaign.ts";
import { formatDecimalShort } from "../../money/decimal.ts";
import { compareText, type CanonicalLine } from "../basket/canonical-line.ts";
import { percentageWork } from "../benefits/percentage.ts";
import { prepareBenefit, type LineFinder, type PreparedBenefit } from "../benefits/registry.ts";
import { lowestTier } from "../benefits/tiered.ts";
import {
  measuredLines,
  quantityMilliOf,
  quantityMisses,
  spendThresholds,
  type ThresholdScope,
} from "../conditions/basket/thresholds.ts";
import type { Miss, Situation } from "../conditions/condition.ts";
import { missesOf } from "../conditions/registry.ts";
import { firstMiss, miss } from "../explain/reason-order.ts";
import { matchesTarget } from "../target/matches-target.ts";
import { campaignMisses } from "./campaign-gate.ts";
import { enteredCoupons, type EnteredCoupon } from "./coupon-gate.ts";
import { codeOf, EVERY_UNIT, LAYERS, type Offer, type TierMeasure } from "./offer.ts";

export interface Budget {
  readonly campaign: string;
  readonly leftMinor: number;
  readonly refuse: boolean;
}

/** What became of one campaign, or of one coupon's own rule. */
export interface Standing {
  readonly campaign: string | null;
  readonly coupon: string | null;
  readonly family: string;
  /** Misses of its rules that are no offers; empty when all are. */
  readonly misses: readonly Miss[];
}

export interface CollectedOffers {
  /** In the order of computing; an offer's index is its place. */
  readonly offers: readonly Offer[];
  readonly standings: readonly Standing[];
  readonly coupons: readonly EnteredCoupon[];
  readonly budgets: readonly Budget[];
  /** The coupon that opens a campaign, by the campaign's code: the first in the order of codes. */
  readonly openedBy: ReadonlyMap<string, string>;
  /** Offers that only lack units: they give nothing now, and a nudge may say what is missing. */
  readonly nearOffers: readonly Offer[];
}

/** Everything that may give something in this basket, and why the rest may not. */
export const collectOffers = (lines: readonly CanonicalLine[], situation: Situation): CollectedOffers => {
  const { input } = situation;
  const coupons = enteredCoupons(situation);
  const find = lineFinder(lines);
  const budgets: Budget[] = [];
  const openedBy = new Map<string, string>();
  const collected: Collected[] = [];
  for (const campaign of input.campaigns.toSorted((a, b) => compareText(a.code, b.code))) {
    const opener = coupons.find(
      ({ definition, rejection }) => rejection === null && definition?.campaign === campaign.code,
    );
    if (opener !== undefined && campaign.activation !== "auto") {
      openedBy.set(campaign.code, opener.code);
    }
    const own = campaignMisses(campaign, situation, opener !== undefined);
    const general = [...own, ...(isInvalid(own) ? [] : missesOf(campaign.conditions, situation))];
    const source: Source = {
      campaign: campaign.code,
      coupon: campaign.activation === "auto" ? null : (opener?.code ?? null),
      family: `campaign ${campaign.code}`,
      terms: campaign,
      rules: campaign.rules,
      general,
      budget: null,
      campaignConditions: campaign.conditions,
    };
    const { budgetMinor, onBudgetEdge } = campaign.limits;
    if (budgetMinor === null) {
      collected.push(collectSource(source, { lines, find, situation }));
      continue;
    }
    const leftMinor = Math.max(0, budgetMinor - (input.usage.campaigns.get(campaign.code)?.spentMinor ?? 0));
    budgets.push({ campaign: campaign.code, leftMinor, refuse: onBudgetEdge === "refuse" });
    collected.push(collectSource({ ...source, budget: budgets.length - 1 }, { lines, find, situation }));
  }
  collected.push(...couponRules(coupons, { lines, find, situation }));
  const offers = [...collected.flatMap((one) => one.offers), ...tierOffer(find, situation)].toSorted(
    inComputingOrder,
  );
  return {
    offers: offers.map((offer, index) => ({ ...offer, index })),
    standings: collected.map((one) => one.standing),
    coupons,
    budgets,
    openedBy,
    nearOffers: collected
      .flatMap((one) => one.near)
      .map((offer, at) => ({ ...offer, index: offers.length + at })),
  };
};

/** The rules that accepted coupons bring themselves. */
const couponRules = (coupons: readonly EnteredCoupon[], basket: Basket): readonly Collected[] =>
  coupons.flatMap(({ code, definition, rejection }) => {
    if (!definition?.rule || rejection !== null) {
      return [];
    }
    const source: Source = {
      campaign: null,
      coupon: code,
      family: `coupon ${code}`,
      terms: definition,
      rules: [definition.rule],
      general: [],
      budget: null,
      campaignConditions: null,
    };
    return [collectSource(source, basket)];
  });

const inComputingOrder = (a: Offer, b: Offer): number =>
  a.layer - b.layer ||
  b.priority - a.priority ||
  compareText(codeOf(a), codeOf(b)) ||
  compareText(a.family, b.family) ||
  a.position - b.position;

const isInvalid = (misses: readonly Miss[]): boolean =>
  misses.some(({ reason }) => reason === "INVALID_RULE");

interface Source {
  readonly campaign: string | null;
  readonly coupon: string | null;
  readonly family: string;
  readonly terms: Pick<Offer, "priority" | "combines" | "lane">;
  readonly rules: readonly DiscountRule[];
  readonly general: readonly Miss[];
  readonly budget: number | null;
  readonly campaignConditions: DiscountRule["conditions"] | null;
}

interface Basket {
  readonly lines: readonly CanonicalLine[];
  readonly find: LineFinder;
  readonly situation: Situation;
}

interface Collected {
  readonly offers: readonly Offer[];
  readonly near: readonly Offer[];
  readonly standing: Standing;
}

const collectSource = (source: Source, basket: Basket): Collected => {
  const { campaign, coupon, family, general } = source;
  const found = isInvalid(general)
    ? [{ miss: miss("INVALID_RULE"), offer: null, near: null }]
    : source.rules.map((rule, position) => collectRule(rule, position, { source, basket }));
  return {
    offers: found.flatMap(({ offer }) => (offer === null ? [] : [offer])),
    near: found.flatMap(({ near }) => (near === null ? [] : [near])),
    standing: { campaign, coupon, family, misses: found.flatMap((one) => one.miss ?? []) },
  };
};

interface CollectedRule {
  readonly miss: Miss | null;
  readonly offer: Offer | null;
  /** What it would be with more units. */
  readonly near: Offer | null;
}

const collectRule = (
  rule: DiscountRule,
  position: number,
  { source, basket }: { readonly source: Source; readonly basket: Basket },
): CollectedRule => {
  const { situation, find, lines } = basket;
  const early = firstMiss([
    ...source.general,
    ...missesOf(rule.conditions, situation),
    ...pointsMisses(rule, situation),
  ]);
  if (early !== null) {
    return { miss: early, offer: null, near: null };
  }
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
  if (late === null) {
    return { miss: null, offer, near: null };
  }
  return { miss: late, offer: null, near: late.reason === "BELOW_MIN_QUANTITY" ? offer : null };
};

/** Points go to somebody. */
const pointsMisses = (rule: DiscountRule, { input }: Situation): readonly Miss[] =>
  rule.benefit.type === "points" && input.customer === null ? [miss("NEEDS_CUSTOMER")] : [];

const itemMisses = (
  prepared: PreparedBenefit,
  targetLines: readonly number[],
  lines: readonly CanonicalLine[],
): readonly Miss[] => {
  if (targetLines.length === 0 || prepared.sides.some((side) => side.length === 0)) {
    return [miss("NO_MATCHING_ITEMS")];
  }
  return sideWishes(prepared).flatMap(({ wanted, on }) => {
    const gotMilli = quantityMilliOf(lines, on);
    return gotMilli < wanted * 1000
      ? [miss("BELOW_MIN_QUANTITY", String(wanted), formatDecimalShort(gotMilli, 3))]
      : [];
  });
};

interface SideWish {
  readonly wanted: number;
  readonly on: readonly number[];
}

/** The units that one application of a unit offer takes: of each side by itself, then of all together. */
const sideWishes = ({ work, lines }: PreparedBenefit): readonly SideWish[] => {
  if (work.kind !== "unit") {
    return [];
  }
  const { form } = work;
  if (form.type === "group") {
    return [{ wanted: form.size, on: lines }];
  }
  const sides = (form.type === "sides" ? [form.buy, form.get] : form.items).map((side) => ({
    wanted: side.quantity,
    on: [...side.lines],
  }));
  return [...sides, { wanted: sides.reduce((sum, { wanted }) => sum + wanted, 0), on: lines }];
};

/** What a gift "per so many" needs for the first one. */
const giftMisses = (prepared: PreparedBenefit, lines: readonly CanonicalLine[]): readonly Miss[] => {
  const { work } = prepared;
  if (work.kind !== "gift" || work.per === null || !("minQuantityMilli" in work.per)) {
    return [];
  }
  const gotMilli = quantityMilliOf(lines, prepared.lines);
  const wantedMilli = work.per.minQuantityMilli;
  return gotMilli < wantedMilli
    ? [miss("BELOW_MIN_QUANTITY", formatDecimalShort(wantedMilli, 3), formatDecimalShort(gotMilli, 3))]
    : [];
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

const tierMisses = (rule: DiscountRule, scope: ThresholdScope): readonly Miss[] => {
  const gotMilli = tierMeasureOf(rule, scope)?.quantityMilli ?? null;
  if (rule.benefit.type !== "tiered" || gotMilli === null) {
    return [];
  }
  const wantedMilli = lowestTier(rule.benefit);
  return gotMilli < wantedMilli
    ? [miss("BELOW_MIN_QUANTITY", formatDecimalShort(wantedMilli, 3), formatDecimalShort(gotMilli, 3))]
    : [];
};

const lineFinder = (lines: readonly CanonicalLine[]): LineFinder => {
  const goods = lines.filter((line) => line.offered);
  return {
    goods: (target) => goods.filter((line) => matchesTarget(line.sample, target)).map((line) => line.index),
    delivery: lines.filter((line) => line.delivery).map((line) => line.index),
  };
};

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
