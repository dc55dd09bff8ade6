/**
 * Owns what the pricing engine is asked: a basket, a moment, a store and the offers in force (ENGINE section 9).
 * All figures are integers: money in minor units, quantities in thousandths, percents and rates in basis points.
 * Strings and defaults are the business of contracts/pricing-case.ts.
 */
import type { Campaign, CouponDefinition } from "../campaigns/campaign.ts";

export type LineKind = "goods" | "service" | "delivery" | "deposit" | "fee" | "giftCard";
export type LineUnit = "each" | "weight";
export type PaymentType = "CASH" | "CARD" | "GIFT_CARD" | "STORE_CREDIT" | "POINTS" | "OTHER";

/** A discount that a person gave: either a percent or an amount. Reason as typed. */
export type ManualDiscount =
  | { readonly percentBp: number; readonly reason: string | null }
  | { readonly amountMinor: number; readonly reason: string | null };

export interface PricingLine {
  readonly id: string;
  readonly sku: string;
  readonly name: string | null;
  readonly unitPriceMinor: number;
  readonly quantityMilli: number;
  readonly unit: LineUnit;
  readonly kind: LineKind;
  readonly product: string | null;
  readonly department: string | null;
  readonly categories: readonly string[];
  readonly brand: string | null;
  readonly tags: readonly string[];
  readonly barcode: string | null;
  readonly taxRateBp: number;
  readonly onSale: boolean;
  readonly discountable: boolean;
  readonly minUnitPriceMinor: number;
  readonly manualDiscount: ManualDiscount | null;
}

export interface PricingStore {
  readonly code: string;
  readonly timezone: string;
  readonly pricesIncludeTax: boolean;
  /** Smallest cash step in minor units; 0 when cash is not rounded. */
  readonly cashRoundingMinor: number;
}

export interface PricingCustomer {
  readonly id: string;
  readonly segments: readonly string[];
  readonly tier: string | null;
  readonly points: number;
  readonly purchases: number;
  /** ISO date, or null when not known. */
  readonly dateOfBirth: string | null;
}

export interface PricingPayment {
  readonly type: PaymentType;
  /** null: the rest of what is due. */
  readonly amountMinor: number | null;
}

export interface CampaignUsage {
  readonly uses: number;
  readonly customerUses: number;
  readonly spentMinor: number;
  /** false: this till holds no lease for the campaign's limit (NO_LEASE). */
  readonly lease: boolean;
}

export interface CouponUsage {
  readonly uses: number;
  readonly customerUses: number;
}

export interface PricingUsage {
  readonly campaigns: ReadonlyMap<string, CampaignUsage>;
  readonly coupons: ReadonlyMap<string, CouponUsage>;
}

export interface LoyaltyTierTerms {
  readonly code: string;
  /** Multiplier in thousandths: 1250 is 1.25. */
  readonly multiplierMilli: number;
  readonly discountBp: number;
}

export interface LoyaltyTerms {
  readonly earn: { readonly points: number; readonly perMinor: number } | null;
  readonly redeem: {
    readonly points: number;
    readonly valueMinor: number;
    readonly min: number;
    readonly step: number;
    readonly maxShareBp: number;
  } | null;
  readonly minPurchaseMinor: number;
  readonly tiers: readonly LoyaltyTierTerms[];
}

export interface PricingInput {
  readonly currencyDecimals: number;
  readonly store: PricingStore;
  readonly atMs: number;
  readonly selection: "best" | "priority";
  readonly basket: readonly PricingLine[];
  readonly manualDiscount: ManualDiscount | null;
  readonly customer: PricingCustomer | null;
  readonly payments: readonly PricingPayment[];
  readonly redeemPoints: number | null;
  readonly coupons: readonly string[];
  readonly campaigns: readonly Campaign[];
  readonly couponDefinitions: readonly CouponDefinition[];
  readonly usage: PricingUsage;
  readonly loyalty: LoyaltyTerms | null;
}
