/**
 * Owns how often the offers that a basket might use were used before, for the engine to hold against their limits.
 * Asks only for campaigns that have a limit and for the coupons that were handed over.
 */
import type { UseCount } from "../../../db/repositories/offer-uses.ts";
import type { Campaign, CouponDefinition } from "../../../domain/campaigns/campaign.ts";
import type { PricingUsage } from "../../../domain/pricing/pricing-input.ts";
import type { OfferUsesDep } from "../deps.ts";

export interface UsageAsk {
  readonly campaigns: readonly Campaign[];
  /** Of the coupons that were handed over. */
  readonly couponDefinitions: readonly CouponDefinition[];
  readonly customerRef: string | null;
}

export const basketUsage = ({ offerUses }: OfferUsesDep, ask: UsageAsk): PricingUsage => ({
  campaigns: new Map(
    ask.campaigns.filter(hasLimit).map(({ code }) => {
      const count = offerUses.count("campaign", code, ask.customerRef);
      return [code, { ...count, lease: true }];
    }),
  ),
  coupons: new Map(
    ask.couponDefinitions.map(({ code }): readonly [string, UseCount] => [
      code,
      offerUses.count("coupon", code, ask.customerRef),
    ]),
  ),
});

const hasLimit = ({ limits: { uses, usesPerCustomer, budgetMinor } }: Campaign): boolean =>
  uses !== null || usesPerCustomer !== null || budgetMinor !== null;

/** Whether nothing was used or given back between the two. */
export const sameUsage = (a: PricingUsage, b: PricingUsage): boolean => usageText(a) === usageText(b);

const usageText = ({ campaigns, coupons }: PricingUsage): string =>
  JSON.stringify([[...campaigns], [...coupons]]);
