/** Owns the kinds of benefit (ENGINE section 5) as data. How each is computed stands in domain/pricing. */
import type { Target } from "./target.ts";

export type Grouping = "customer" | "shop";

/** What a reward unit gets: a percent or an amount off, or a price. */
export type Reward =
  | { readonly percentBp: number }
  | { readonly amountMinor: number }
  | { readonly priceMinor: number };

interface Capped {
  readonly maxDiscountMinor: number | null;
}

interface UnitOffer extends Capped {
  readonly maxTimes: number | null;
  readonly maxUnits: number | null;
}

interface LineOffer extends Capped {
  readonly maxUnits: number | null;
  readonly maxUnitsPer: "basket" | "sku";
  readonly choose: "dearest" | "cheapest";
}

export interface PercentageBenefit extends LineOffer {
  readonly type: "percentage";
  readonly percentBp: number;
  readonly per: "line" | "basket";
}

export interface FixedAmountBenefit extends LineOffer {
  readonly type: "fixedAmount";
  readonly amountMinor: number;
  readonly per: "unit" | "line" | "basket";
}

export interface FixedPriceBenefit extends LineOffer {
  readonly type: "fixedPrice";
  readonly priceMinor: number;
}

export interface BuyXGetYBenefit extends UnitOffer {
  readonly type: "buyXGetY";
  readonly buy: { readonly quantity: number; readonly target: Target | null };
  readonly get: { readonly quantity: number; readonly target: Target | null; readonly reward: Reward };
  readonly choose: "cheapest" | "dearest";
  readonly grouping: Grouping;
}

export interface CheapestFreeBenefit extends UnitOffer {
  readonly type: "cheapestFree";
  readonly of: number;
  readonly free: number;
  readonly reward: Reward;
  readonly grouping: Grouping;
}

export interface BundlePriceBenefit extends UnitOffer {
  readonly type: "bundlePrice";
  readonly items: readonly { readonly quantity: number; readonly target: Target }[];
  readonly priceMinor: number;
}

/** `from` is minor units by spend and thousandths by quantity. */
export interface TieredBenefit extends Capped {
  readonly type: "tiered";
  readonly by: "spend" | "quantity";
  readonly tiers: readonly {
    readonly from: number;
    readonly off: { readonly percentBp: number } | { readonly amountMinor: number };
  }[];
}

export interface FreeProductBenefit extends Capped {
  readonly type: "freeProduct";
  readonly sku: string;
  readonly name: string;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number;
  readonly per: { readonly minSpendMinor: number } | { readonly minQuantityMilli: number } | null;
}

export interface FreeDeliveryBenefit extends Capped {
  readonly type: "freeDelivery";
}

export interface PointsBenefit extends Capped {
  readonly type: "points";
  /** Thousandths: 2000 doubles. */
  readonly multiplierMilli: number | null;
  readonly bonus: number | null;
}

export type Benefit =
  | PercentageBenefit
  | FixedAmountBenefit
  | FixedPriceBenefit
  | BuyXGetYBenefit
  | CheapestFreeBenefit
  | BundlePriceBenefit
  | TieredBenefit
  | FreeProductBenefit
  | FreeDeliveryBenefit
  | PointsBenefit;
