/**
 * Owns what becomes of every campaign and entered coupon before the basket is looked at: which rules may be offers,
 * which coupon opens what, and why the rest may not. It reads no line, so the answer serves every basket of a pricing
 * run, also the changed ones that nudges ask about.
 */
import type { DiscountRule } from "../../campaigns/campaign.ts";
import { compareText } from "../basket/canonical-line.ts";
import type { Miss, Situation } from "../conditions/condition.ts";
import { missesOf } from "../conditions/registry.ts";
import { firstMiss, miss, NO_MISSES } from "../explain/reason-order.ts";
import { campaignFacts, ruleFacts, type RuleFacts } from "./campaign-facts.ts";
import { campaignMisses } from "./campaign-gate.ts";
import { enteredCoupons, type EnteredCoupon } from "./coupon-gate.ts";
import type { Offer } from "./offer.ts";

export interface Budget {
  readonly campaign: string;
  readonly leftMinor: number;
  readonly refuse: boolean;
}

/** One rule, and the first thing that does not hold whatever is in the basket. */
export interface GatedRule extends RuleFacts {
  /** Position of the rule in its campaign. */
  readonly position: number;
  /** Among all rules of the run. */
  readonly number: number;
  readonly miss: Miss | null;
}

/** A campaign, or a coupon with a rule of its own. */
export interface GatedSource {
  readonly campaign: string | null;
  readonly coupon: string | null;
  readonly family: string;
  readonly terms: Pick<Offer, "priority" | "combines" | "lane">;
  /** Empty when it is invalid. */
  readonly rules: readonly GatedRule[];
  readonly isInvalid: boolean;
  readonly budget: number | null;
  readonly campaignConditions: DiscountRule["conditions"] | null;
}

export interface GatedOffers {
  readonly sources: readonly GatedSource[];
  readonly coupons: readonly EnteredCoupon[];
  readonly budgets: readonly Budget[];
  /** The coupon that opens a campaign, by the campaign's code: the first in the order of codes. */
  readonly openedBy: ReadonlyMap<string, string>;
  readonly situation: Situation;
}

export const gateOffers = (situation: Situation): GatedOffers => {
  const { input } = situation;
  const coupons = enteredCoupons(situation);
  const openers = new Map<string, string>();
  for (const { code, definition, rejection } of coupons) {
    const opened = rejection === null ? (definition?.campaign ?? null) : null;
    if (opened !== null && !openers.has(opened)) {
      openers.set(opened, code);
    }
  }
  const budgets: Budget[] = [];
  const openedBy = new Map<string, string>();
  const sources: GatedSource[] = [];
  let ruleCount = 0;
  for (const campaign of input.campaigns.toSorted((a, b) => compareText(a.code, b.code))) {
    const opener = openers.get(campaign.code) ?? null;
    const isAuto = campaign.activation === "auto";
    if (opener !== null && !isAuto) {
      openedBy.set(campaign.code, opener);
    }
    const { isSound, family, checks, rules } = campaignFacts(campaign);
    const own = campaignMisses(campaign, situation, { isSound, opened: opener !== null });
    const unmet = missesOf(checks, campaign.conditions, situation);
    const { budgetMinor, onBudgetEdge } = campaign.limits;
    if (budgetMinor !== null) {
      const spentMinor = input.usage.campaigns.get(campaign.code)?.spentMinor ?? 0;
      const leftMinor = Math.max(0, budgetMinor - spentMinor);
      budgets.push({ campaign: campaign.code, leftMinor, refuse: onBudgetEdge === "refuse" });
    }
    sources.push({
      campaign: campaign.code,
      coupon: isAuto ? null : opener,
      family,
      terms: campaign,
      rules: gatedRules(rules, {
        general: own.length === 0 ? unmet : [...own, ...unmet],
        situation,
        firstNumber: ruleCount,
      }),
      isInvalid: !isSound,
      budget: budgetMinor === null ? null : budgets.length - 1,
      campaignConditions: campaign.conditions,
    });
    ruleCount += campaign.rules.length;
  }
  return {
    sources: [...sources, ...couponSources(coupons, situation, ruleCount)],
    coupons,
    budgets,
    openedBy,
    situation,
  };
};

/** The rules that accepted coupons bring themselves. */
const couponSources = (
  coupons: readonly EnteredCoupon[],
  situation: Situation,
  firstNumber: number,
): readonly GatedSource[] =>
  coupons.flatMap(({ code, definition, rejection }, at): readonly GatedSource[] => {
    if (!definition?.rule || rejection !== null) {
      return [];
    }
    return [
      {
        campaign: null,
        coupon: code,
        family: `coupon ${code}`,
        terms: definition,
        rules: gatedRules([ruleFacts(definition.rule)], {
          general: [],
          situation,
          firstNumber: firstNumber + at,
        }),
        isInvalid: false,
        budget: null,
        campaignConditions: null,
      },
    ];
  });

interface Gate {
  /** What does not hold of the campaign. */
  readonly general: readonly Miss[];
  readonly situation: Situation;
  readonly firstNumber: number;
}

const gatedRules = (
  rules: readonly RuleFacts[],
  { general, situation, firstNumber }: Gate,
): readonly GatedRule[] =>
  rules.map(({ rule, checks, benefit }, position) => {
    const own = missesOf(checks, rule.conditions, situation);
    const found = firstMiss(general, own, pointsMisses(rule, situation));
    return { rule, checks, benefit, position, number: firstNumber + position, miss: found };
  });

/** Points go to somebody. */
const pointsMisses = (rule: DiscountRule, { input }: Situation): readonly Miss[] =>
  rule.benefit.type === "points" && input.customer === null ? [miss("NEEDS_CUSTOMER")] : NO_MISSES;
