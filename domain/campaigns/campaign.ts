/**
 * Owns the three nouns of the offers (ENGINE section 1): DiscountRule (how a discount is computed), Campaign
 * (when, where, for whom, how it combines) and Coupon (a code that opens one of them). Data only, no behaviour.
 */
import type { Benefit } from "./benefit.ts";
import type { Conditions } from "./conditions.ts";
import type { Target } from "./target.ts";

export interface DiscountRule {
  /** null for a rule that stands inline in its campaign. */
  readonly code: string | null;
  readonly benefit: Benefit;
  /** null: every discountable goods line. */
  readonly target: Target | null;
  readonly conditions: Conditions;
}

export type Combines = "all" | "otherUnits" | "none";

export interface CampaignLimits {
  readonly uses: number | null;
  readonly usesPerCustomer: number | null;
  readonly budgetMinor: number | null;
  readonly onBudgetEdge: "cap" | "refuse";
}

/** A moment: an instant, or a local date-time of the store's zone (year, month 1-12, day, minutes of the day). */
export type Moment =
  | { readonly kind: "instant"; readonly atMs: number }
  | { readonly kind: "local"; readonly date: string; readonly secondOfDay: number };

export interface Campaign {
  readonly code: string;
  readonly name: string | null;
  readonly active: boolean;
  readonly activation: "auto" | "coupon" | "participation";
  readonly priority: number;
  readonly validFrom: Moment | null;
  /** Exclusive. */
  readonly validUntil: Moment | null;
  readonly combines: Combines;
  readonly lane: string | null;
  readonly conditions: Conditions;
  readonly limits: CampaignLimits;
  readonly rules: readonly DiscountRule[];
  /** It ends itself when a limit is reached. The engine does not read it. */
  readonly autoDeactivate: boolean;
}

export interface CouponDefinition {
  readonly code: string;
  readonly type: "public" | "personal" | "singleUse" | "multiUse";
  readonly campaign: string | null;
  readonly rule: DiscountRule | null;
  readonly customer: string | null;
  readonly validFrom: Moment | null;
  readonly validUntil: Moment | null;
  readonly usageLimit: number | null;
  readonly usesPerCustomer: number | null;
  readonly priority: number;
  readonly combines: Combines;
  readonly lane: string | null;
  /** It ends itself when its limit is reached. The engine does not read it. */
  readonly autoDeactivate: boolean;
}
