/**
 * Owns the list of all conditions. Every field of Conditions stands here: with its check, as a threshold on the basket
 * (conditions/basket), or as a field that only changes how another one is read. A new field does not compile until it
 * has its place.
 */
import type { Conditions } from "../../campaigns/conditions.ts";
import { checkBirthday } from "./customer/birthday.ts";
import { checkCustomers } from "./customer/customers.ts";
import { checkFirstPurchase, checkPurchaseNumber } from "./customer/purchase-number.ts";
import { checkRequiresCustomer } from "./customer/requires-customer.ts";
import { checkSegments } from "./customer/segments.ts";
import { checkTiers } from "./customer/tiers.ts";
import type { ConditionCheck, Miss, Situation } from "./condition.ts";
import { NO_MISSES } from "../explain/reason-order.ts";
import { checkPaymentTypes } from "./payment-types.ts";
import { checkStores } from "./stores.ts";
import { checkDaysOfWeek } from "./time/days-of-week.ts";
import { checkHours } from "./time/hours.ts";

type Place = ConditionCheck | "threshold" | "modifier";

const CONDITIONS: { readonly [Field in keyof Conditions]: Place } = {
  stores: checkStores,
  daysOfWeek: checkDaysOfWeek,
  hours: checkHours,
  timezone: "modifier",
  segments: checkSegments,
  tiers: checkTiers,
  customers: checkCustomers,
  firstPurchase: checkFirstPurchase,
  purchaseNumber: checkPurchaseNumber,
  birthday: checkBirthday,
  minSpendMinor: "threshold",
  maxSpendMinor: "threshold",
  minQuantityMilli: "threshold",
  spendOn: "modifier",
  spendMeasured: "modifier",
  requires: "threshold",
  paymentTypes: checkPaymentTypes,
  requiresCustomer: checkRequiresCustomer,
};

const FIELDS = Object.keys(CONDITIONS) as readonly (keyof Conditions)[];

/** The checks of those conditions that ask something. */
export const checksOf = (conditions: Conditions): readonly ConditionCheck[] =>
  FIELDS.flatMap((field) => {
    const place = CONDITIONS[field];
    const asks = conditions[field] !== null && conditions[field] !== false;
    return asks && typeof place === "function" ? [place] : [];
  });

/** Every condition that does not hold and does not depend on what is chosen. */
export const missesOf = (
  checks: readonly ConditionCheck[],
  conditions: Conditions,
  situation: Situation,
): readonly Miss[] => {
  if (checks.length === 0) {
    return NO_MISSES;
  }
  const misses: Miss[] = [];
  for (const check of checks) {
    const found = check(conditions, situation);
    if (found !== null) {
      misses.push(found);
    }
  }
  return misses;
};
