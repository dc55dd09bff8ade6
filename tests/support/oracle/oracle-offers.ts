/**
 * The oracle's offers: which campaigns and coupons are candidates, in the order of computing, and for every rule that is
 * none the reasons.
 */
import type { DiscountRule } from "../../../domain/campaigns/campaign.ts";
import type { Conditions } from "../../../domain/campaigns/conditions.ts";
import type { Target } from "../../../domain/campaigns/target.ts";
import type { PricingInput } from "../../../domain/pricing/pricing-input.ts";
import { isMeant, type OracleLine } from "./oracle-basket.ts";
import {
  because,
  campaignGate,
  conditionGate,
  couponGate,
  firstOf,
  isSameTier,
  type OracleMiss,
} from "./oracle-gates.ts";

export interface OracleThreshold {
  readonly least: number;
  readonly most: number;
  readonly lines: readonly number[];
  readonly atTurn: boolean;
}

export interface OracleOffer {
  readonly id: string;
  readonly code: string;
  readonly family: string;
  readonly priority: number;
  /** 3 unit, 4 line, 5 basket, 6 membership tier, 7 delivery, 8 rewards that are not money. */
  readonly layer: number;
  readonly combines: "all" | "otherUnits" | "none";
  readonly lane: string | null;
  readonly benefit: DiscountRule["benefit"] | { readonly type: "tier"; readonly percentBp: number };
  readonly target: readonly number[];
  /** Buy and get side, or the items of a bundle. */
  readonly sides: readonly (readonly number[])[];
  readonly thresholds: readonly OracleThreshold[];
  /** What tiers are measured by. */
  readonly measure: { readonly lines: readonly number[]; readonly atTurn: boolean };
  readonly budget: { readonly id: string; readonly left: number; readonly refuse: boolean } | null;
}

/** One campaign, or one coupon's own rule: for every rule the offer, or the reason that speaks for it. */
export interface OracleStanding {
  readonly family: string;
  readonly campaign: string | null;
  readonly coupon: string | null;
  readonly rules: readonly (OracleOffer | readonly OracleMiss[])[];
}

export interface OracleCandidates {
  /** In the order of computing, rewards that are not money included. */
  readonly offers: readonly OracleOffer[];
  readonly standings: readonly OracleStanding[];
  /** Entered codes as they are spelled, with the reason why one does not count. */
  readonly coupons: readonly {
    readonly code: string;
    readonly campaign: string | null;
    readonly rejected: string | null;
  }[];
}

export const isOffer = (one: OracleOffer | readonly OracleMiss[]): one is OracleOffer => "id" in one;

const LAYER_OF = {
  buyXGetY: 3,
  cheapestFree: 3,
  bundlePrice: 3,
  fixedPrice: 4,
  tiered: 5,
  freeDelivery: 7,
  freeProduct: 8,
  points: 8,
} as const;

const layerOf = (benefit: DiscountRule["benefit"]): number => {
  if (benefit.type === "percentage" || benefit.type === "fixedAmount") {
    return benefit.per === "basket" ? 5 : 4;
  }
  return LAYER_OF[benefit.type];
};

interface Given {
  readonly code: string;
  readonly family: string;
  readonly priority: number;
  readonly combines: OracleOffer["combines"];
  readonly lane: string | null;
  readonly budget: OracleOffer["budget"];
  readonly also: Conditions | null;
  readonly gate: readonly OracleMiss[];
}

interface Around {
  readonly given: Given;
  readonly input: PricingInput;
  readonly lines: readonly OracleLine[];
  readonly goods: (target: Target | null) => readonly number[];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const oracleOffers = (input: PricingInput, lines: readonly OracleLine[]): OracleCandidates => {
  const goods = (target: Target | null): readonly number[] =>
    lines.flatMap((line, at) => (line.goods && isMeant(line.sample, target) ? [at] : []));
  const coupons = enteredCoupons(input);
  const standings: OracleStanding[] = [];
  for (const campaign of input.campaigns) {
    const opened = coupons.some((coupon) => coupon.campaign === campaign.code && coupon.rejected === null);
    const gate = campaignGate(campaign, input, opened);
    const invalid = gate.some(({ reason }) => reason === "INVALID_RULE");
    const { budgetMinor, onBudgetEdge } = campaign.limits;
    const spent = input.usage.campaigns.get(campaign.code)?.spentMinor ?? 0;
    const budget =
      budgetMinor === null
        ? null
        : { id: campaign.code, left: budgetMinor - spent, refuse: onBudgetEdge === "refuse" };
    const given = { ...campaign, family: `c${campaign.code}`, budget, also: campaign.conditions, gate };
    standings.push({
      family: given.family,
      campaign: campaign.code,
      coupon: null,
      rules: invalid
        ? [[because("INVALID_RULE")]]
        : campaign.rules.map((rule, position) => offerOf(rule, position, { given, input, lines, goods })),
    });
  }
  for (const definition of input.couponDefinitions) {
    const counts = coupons.some((one) => one.code === definition.code && one.rejected === null);
    if (counts && definition.rule !== null) {
      const given = { ...definition, family: `k${definition.code}`, budget: null, also: null, gate: [] };
      standings.push({
        family: given.family,
        campaign: null,
        coupon: definition.code,
        rules: [offerOf(definition.rule, 0, { given, input, lines, goods })],
      });
    }
  }
  const offers = standings.flatMap((standing) => standing.rules.filter(isOffer));
  return {
    offers: [...offers, ...tierOffers(input, goods(null))].toSorted(
      (a, b) => a.layer - b.layer || b.priority - a.priority || byText(a.code, b.code) || byText(a.id, b.id),
    ),
    standings,
    coupons,
  };
};

/** Each code once, as its definition spells it. */
const enteredCoupons = (input: PricingInput): OracleCandidates["coupons"] => {
  const entered = new Map(input.coupons.map((code) => [code.trim().toLowerCase(), code.trim()]));
  return [...entered].map(([key, typed]) => {
    const definition = input.couponDefinitions.find(({ code }) => code.toLowerCase() === key);
    return definition === undefined
      ? { code: typed, campaign: null, rejected: "UNKNOWN_CODE" }
      : { code: definition.code, campaign: definition.campaign, rejected: couponGate(definition, input) };
  });
};

const tierOffers = (input: PricingInput, goods: readonly number[]): readonly OracleOffer[] => {
  const tier = input.loyalty?.tiers.find(({ code }) => isSameTier(code, input.customer?.tier));
  if (tier === undefined || tier.discountBp === 0) {
    return [];
  }
  return [
    {
      id: `tier ${tier.code}`,
      code: tier.code,
      family: "tier",
      priority: 0,
      layer: 6,
      combines: "all",
      lane: null,
      benefit: { type: "tier", percentBp: tier.discountBp },
      target: goods,
      sides: [],
      thresholds: [],
      measure: { lines: [], atTurn: false },
      budget: null,
    },
  ];
};

const offerOf = (
  rule: DiscountRule,
  position: number,
  around: Around,
): OracleOffer | readonly OracleMiss[] => {
  const { given, input, lines, goods } = around;
  const { benefit } = rule;
  const sides = sidesOf(rule, goods);
  const target = sides.length > 0 ? [...new Set(sides.flat())].toSorted((a, b) => a - b) : goods(rule.target);
  const lists = given.also === null ? [rule.conditions] : [rule.conditions, given.also];
  const early = [
    ...given.gate,
    ...lists.flatMap((conditions) => conditionGate(conditions, input)),
    ...(benefit.type === "points" && input.customer === null ? [because("NEEDS_CUSTOMER")] : []),
  ];
  const delivery = lines.flatMap((line, at) => (line.delivery ? [at] : []));
  const late: OracleMiss[] = [];
  const units = (which: readonly number[]): number =>
    which.reduce((sum, one) => sum + (lines[one]?.units ?? 0) * 1000, 0);
  const needUnits = (which: readonly number[], wanted: number): void => {
    if (units(which) < wanted) {
      late.push(because("BELOW_MIN_QUANTITY", wanted, units(which)));
    }
  };
  const nothingToDeliver = benefit.type === "freeDelivery" && delivery.length === 0;
  if (target.length === 0 || nothingToDeliver || sides.some((side) => side.length === 0)) {
    late.push(because("NO_MATCHING_ITEMS"));
  }
  const counts = countsOf(benefit);
  counts.forEach((count, side) => {
    needUnits(sides[side] ?? target, count * 1000);
  });
  needUnits(
    target,
    counts.reduce((sum, count) => sum + count * 1000, 0),
  );
  const thresholds: OracleThreshold[] = [];
  for (const [at, conditions] of lists.entries()) {
    const on = (conditions.spendOn ?? (at === 0 ? "target" : "basket")) === "basket" ? goods(null) : target;
    const atTurn = conditions.spendMeasured === "atTurn";
    needUnits(on, conditions.minQuantityMilli ?? 0);
    const most = conditions.maxSpendMinor ?? Number.MAX_SAFE_INTEGER;
    thresholds.push({ least: conditions.minSpendMinor ?? 0, most, lines: on, atTurn });
    for (const one of conditions.requires) {
      const needed = goods(one.target);
      if (needed.length === 0) {
        late.push(because("NO_MATCHING_ITEMS"));
      }
      needUnits(needed, one.minQuantityMilli ?? 0);
      thresholds.push({
        least: one.minSpendMinor ?? 0,
        most: Number.MAX_SAFE_INTEGER,
        lines: needed,
        atTurn,
      });
    }
  }
  const own = rule.conditions;
  const measured = own.spendOn === "basket" ? goods(null) : target;
  if (benefit.type === "tiered" && benefit.by === "quantity") {
    needUnits(measured, Math.min(...benefit.tiers.map(({ from }) => from)));
  }
  if (benefit.type === "freeProduct" && benefit.per !== null && "minQuantityMilli" in benefit.per) {
    needUnits(target, benefit.per.minQuantityMilli);
  }
  const first = firstOf(early) ?? firstOf(late);
  if (first !== null) {
    return [...early, ...late].filter(({ reason }) => reason === first.reason);
  }
  return {
    id: `${given.family} ${String(position)}`,
    code: given.code,
    family: given.family,
    priority: given.priority,
    layer: layerOf(benefit),
    combines: given.combines,
    lane: given.lane,
    benefit,
    target: benefit.type === "freeDelivery" ? delivery : target,
    sides,
    thresholds,
    measure: { lines: measured, atTurn: own.spendMeasured === "atTurn" },
    budget: given.budget,
  };
};

/** How many units one application of a unit offer takes, side by side. */
const countsOf = (benefit: DiscountRule["benefit"]): readonly number[] => {
  switch (benefit.type) {
    case "cheapestFree":
      return [benefit.of];
    case "buyXGetY":
      return [benefit.buy.quantity, benefit.get.quantity];
    case "bundlePrice":
      return benefit.items.map((item) => item.quantity);
    default:
      return [];
  }
};

const sidesOf = (rule: DiscountRule, goods: Around["goods"]): readonly (readonly number[])[] => {
  const { benefit } = rule;
  if (benefit.type === "bundlePrice") {
    return benefit.items.map((item) => goods(item.target));
  }
  if (benefit.type === "buyXGetY") {
    const buy = benefit.buy.target ?? rule.target;
    return [goods(buy), goods(benefit.get.target ?? buy)];
  }
  return [];
};
