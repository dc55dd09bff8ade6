/** Owns the conditions of a campaign or rule (ENGINE section 6): all that are given must hold. Data only. */
import type { PaymentType } from "../pricing/pricing-input.ts";
import type { Target } from "./target.ts";

export type Weekday = "MON" | "TUE" | "WED" | "THU" | "FRI" | "SAT" | "SUN";

/** Local wall clock in minutes of the day; `untilMinute` is exclusive and may be before `fromMinute` (over midnight). */
export interface Hours {
  readonly fromMinute: number;
  readonly untilMinute: number;
}

export interface Requirement {
  readonly target: Target;
  readonly minQuantityMilli: number | null;
  readonly minSpendMinor: number | null;
}

export interface Conditions {
  readonly stores: readonly string[] | null;
  readonly daysOfWeek: readonly Weekday[] | null;
  readonly hours: Hours | null;
  readonly timezone: string | null;
  readonly segments: readonly string[] | null;
  readonly tiers: readonly string[] | null;
  readonly customers: readonly string[] | null;
  readonly firstPurchase: boolean;
  readonly purchaseNumber: number | null;
  readonly birthday: "day" | "month" | null;
  readonly minSpendMinor: number | null;
  readonly maxSpendMinor: number | null;
  readonly minQuantityMilli: number | null;
  readonly spendOn: "target" | "basket" | null;
  readonly spendMeasured: "before" | "atTurn";
  readonly requires: readonly Requirement[];
  readonly paymentTypes: readonly PaymentType[] | null;
  readonly requiresCustomer: boolean;
}
