/**
 * Owns what a campaign or rule says whatever the moment, the customer and the basket: is it sound, which of its conditions
 * ask something, and how its benefit is made ready. A campaign is a value that never changes, so it is looked through
 * once, not at every scan.
 */
import type { Campaign, DiscountRule } from "../../campaigns/campaign.ts";
import { readyBenefit, type ReadyBenefit } from "../benefits/registry.ts";
import type { ConditionCheck } from "../conditions/condition.ts";
import { checksOf } from "../conditions/registry.ts";
import { isSoundCampaign } from "./campaign-gate.ts";

export interface CampaignFacts {
  readonly isSound: boolean;
  readonly family: string;
  readonly checks: readonly ConditionCheck[];
  /** Empty when it is not sound. */
  readonly rules: readonly RuleFacts[];
}

export interface RuleFacts {
  readonly rule: DiscountRule;
  readonly checks: readonly ConditionCheck[];
  readonly benefit: ReadyBenefit;
}

const KNOWN = new WeakMap<Campaign, CampaignFacts>();

export const campaignFacts = (campaign: Campaign): CampaignFacts => {
  const known = KNOWN.get(campaign);
  if (known !== undefined) {
    return known;
  }
  const isSound = isSoundCampaign(campaign);
  const facts = {
    isSound,
    family: `campaign ${campaign.code}`,
    checks: checksOf(campaign.conditions),
    rules: isSound ? campaign.rules.map(ruleFacts) : [],
  };
  KNOWN.set(campaign, facts);
  return facts;
};

/** Of a sound rule. */
export const ruleFacts = (rule: DiscountRule): RuleFacts => ({
  rule,
  checks: checksOf(rule.conditions),
  benefit: readyBenefit(rule),
});
