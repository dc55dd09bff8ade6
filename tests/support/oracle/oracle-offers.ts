/** The oracle's offers: which campaigns and coupons are candidates at all, in the order of computing. */
import type { DiscountRule } from "../../../domain/campaigns/campaign.ts";
import type { Conditions } from "../../../domain/campaigns/conditions.ts";
import type { Target } from "../../../domain/campaigns/target.ts";
import type { PricingInput } from "../../../domain/pricing/pricing-input.ts";
import { isMeant, type OracleLine } from "./oracle-basket.ts";

export interface OracleOffer {
  readonly id: string;
  readonly code: string;
  readonly family: string;
  readonly priority: number;
  readonly layer: number;
  readonly combines: "all" | "otherUnits" | "none";
  readonly lane: string | null;
  readonly benefit: DiscountRule["benefit"] | { readonly type: "tier"; readonly percentBp: number };
  readonly target: readonly number[];
  /** Buy and get side, or the items of a bundle. */
  readonly sides: readonly (readonly number[])[];
  readonly thresholds: readonly {
    readonly least: number;
    readonly most: number;
    readonly lines: readonly number[];
    readonly atTurn: boolean;
  }[];
  /** What tiers are measured by. */
  readonly measure: { readonly lines: readonly number[]; readonly atTurn: boolean };
  readonly budget: { readonly id: string; readonly left: number; readonly refuse: boolean } | null;
}

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
}

interface Around {
  readonly given: Given;
  readonly input: PricingInput;
  readonly lines: readonly OracleLine[];
  readonly goods: (target: Target | null) => readonly number[];
}

/** Candidates. Only conditions that the random cases carry are looked at; time has its own tests. */
export const oracleOffers = (input: PricingInput, lines: readonly OracleLine[]): readonly OracleOffer[] => {
  const goods = (target: Target | null): readonly number[] =>
    lines.flatMap((line, at) => (line.goods && isMeant(line.sample, target) ? [at] : []));
  const offers: OracleOffer[] = [];
  const add = (rule: DiscountRule, position: number, given: Given): void => {
    const offer = offerOf(rule, position, { given, input, lines, goods });
    if (offer !== null && offer.layer < 8) {
      offers.push(offer);
    }
  };
  const entered = new Set(input.coupons.map((code) => code.trim().toLowerCase()));
  const coupons = input.couponDefinitions.filter(
    (coupon) => entered.has(coupon.code.toLowerCase()) && couponCounts(coupon, input),
  );
  for (const campaign of input.campaigns) {
    const usage = input.usage.campaigns.get(campaign.code);
    const { limits } = campaign;
    const opened =
      campaign.activation === "auto" || coupons.some((coupon) => coupon.campaign === campaign.code);
    const spent = usage?.spentMinor ?? 0;
    const within =
      (limits.uses === null || (usage?.uses ?? 0) < limits.uses) &&
      (limits.usesPerCustomer === null ||
        (input.customer !== null && (usage?.customerUses ?? 0) < limits.usesPerCustomer)) &&
      (limits.budgetMinor === null || spent < limits.budgetMinor);
    if (campaign.active && opened && within) {
      const budget =
        limits.budgetMinor === null
          ? null
          : { id: campaign.code, left: limits.budgetMinor - spent, refuse: limits.onBudgetEdge === "refuse" };
      for (const [position, rule] of campaign.rules.entries()) {
        add(rule, position, { ...campaign, family: `c${campaign.code}`, budget, also: campaign.conditions });
      }
    }
  }
  for (const coupon of coupons) {
    if (coupon.rule !== null) {
      add(coupon.rule, 0, { ...coupon, family: `k${coupon.code}`, budget: null, also: null });
    }
  }
  return [...offers, ...tierOffers(input, goods(null))].toSorted(
    (a, b) =>
      a.layer - b.layer ||
      b.priority - a.priority ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : a.id < b.id ? -1 : 1),
  );
};

const tierOffers = (input: PricingInput, goods: readonly number[]): readonly OracleOffer[] => {
  const tier = input.loyalty?.tiers.find(({ code }) => code === input.customer?.tier);
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

const couponCounts = (coupon: PricingInput["couponDefinitions"][number], input: PricingInput): boolean => {
  const used = input.usage.coupons.get(coupon.code) ?? { uses: 0, customerUses: 0 };
  return (
    (coupon.customer === null || coupon.customer === input.customer?.id) &&
    (coupon.type !== "personal" || input.customer !== null) &&
    (coupon.type !== "singleUse" || used.uses === 0) &&
    (coupon.usageLimit === null || used.uses < coupon.usageLimit) &&
    (coupon.usesPerCustomer === null ||
      (input.customer !== null && used.customerUses < coupon.usesPerCustomer))
  );
};

const offerOf = (rule: DiscountRule, position: number, around: Around): OracleOffer | null => {
  const { given, input, lines, goods } = around;
  const { benefit } = rule;
  const sides = sidesOf(rule, goods);
  const target = sides.length > 0 ? [...new Set(sides.flat())].toSorted((a, b) => a - b) : goods(rule.target);
  const lists = given.also === null ? [rule.conditions] : [rule.conditions, given.also];
  const thresholds: OracleOffer["thresholds"][number][] = [];
  for (const [at, conditions] of lists.entries()) {
    if (!holds(conditions, input)) {
      return null;
    }
    const on = (conditions.spendOn ?? (at === 0 ? "target" : "basket")) === "basket" ? goods(null) : target;
    const units = (which: readonly number[]): number =>
      which.reduce((sum, one) => sum + (lines[one]?.units ?? 0), 0);
    const atTurn = conditions.spendMeasured === "atTurn";
    if ((conditions.minQuantityMilli ?? 0) > units(on) * 1000) {
      return null;
    }
    const most = conditions.maxSpendMinor ?? Number.MAX_SAFE_INTEGER;
    thresholds.push({ least: conditions.minSpendMinor ?? 0, most, lines: on, atTurn });
    for (const one of conditions.requires) {
      const needed = goods(one.target);
      if (needed.length === 0 || units(needed) * 1000 < (one.minQuantityMilli ?? 1000)) {
        return null;
      }
      thresholds.push({
        least: one.minSpendMinor ?? 0,
        most: Number.MAX_SAFE_INTEGER,
        lines: needed,
        atTurn,
      });
    }
  }
  const delivery = lines.flatMap((line, at) => (line.delivery ? [at] : []));
  const own = rule.conditions;
  return {
    id: `${given.family} ${String(position)}`,
    code: given.code,
    family: given.family,
    priority: given.priority,
    layer: layerOf(benefit),
    combines: given.combines,
    lane: given.lane,
    benefit,
    target: benefit.type === "freeDelivery" ? (target.length === 0 ? [] : delivery) : target,
    sides,
    thresholds,
    measure: {
      lines: own.spendOn === "basket" ? goods(null) : target,
      atTurn: own.spendMeasured === "atTurn",
    },
    budget: given.budget,
  };
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

const holds = (conditions: Conditions, input: PricingInput): boolean => {
  const { customer, payments, store } = input;
  const listed = (wanted: readonly string[] | null, got: readonly string[]): boolean =>
    wanted === null || got.some((one) => wanted.includes(one));
  return (
    listed(conditions.stores, [store.code]) &&
    listed(conditions.segments, customer?.segments ?? []) &&
    listed(conditions.tiers, customer?.tier == null ? [] : [customer.tier]) &&
    listed(conditions.customers, customer === null ? [] : [customer.id]) &&
    (!conditions.requiresCustomer || customer !== null) &&
    (!conditions.firstPurchase || customer?.purchases === 0) &&
    (conditions.purchaseNumber === null || customer?.purchases === conditions.purchaseNumber - 1) &&
    (conditions.paymentTypes === null ||
      (payments.length > 0 && payments.every(({ type }) => conditions.paymentTypes?.includes(type))))
  );
};
