/**
 * Owns what pricing learns of a customer: the one place that gathers it, from whoever knows each part. A sale's trace
 * keeps the answer for good, so nothing in it may say who the person is: the ref is random, and the birthday is a date
 * of the year 2000 that only answers whether it is today or this month.
 */
import { pricedBirthday } from "../../../domain/customer/birthday.ts";
import type { PricingCustomer } from "../../../domain/pricing/pricing-input.ts";
import { wallClockAt } from "../../../domain/time/zoned-time.ts";
import { memberOf } from "../loyalty/sale-points.ts";
import { membershipSegments } from "../memberships/membership-views.ts";
import type { ClockDep, CustomersDep, LoyaltyDep, MembershipsDep, ProfileDep, SegmentsDep } from "../deps.ts";
import { segmentsOf } from "../segments/refresh-segments.ts";

/** null: nobody has this ref any more. Asked once for each pricing of a basket. */
export type CustomerForPricing = (customerRef: string) => PricingCustomer | null;

export const createCustomerForPricing =
  (
    deps: CustomersDep & LoyaltyDep & SegmentsDep & MembershipsDep & ProfileDep & ClockDep,
  ): CustomerForPricing =>
  (customerRef) => {
    const customer = deps.customers.findByRef(customerRef);
    if (!customer) {
      return null;
    }
    const account = memberOf(deps, customer.customerRef);
    const today = wallClockAt(deps.clock.nowMs(), deps.profile.timezone).date;
    return {
      id: customer.customerRef,
      segments: [
        ...segmentsOf(deps, customer.customerRef),
        ...membershipSegments(deps, customer.customerRef),
      ],
      tier: account?.tier ?? null,
      points: Math.max(0, account?.points ?? 0),
      purchases: deps.customerActivity.of(customer.customerRef).purchases,
      dateOfBirth: pricedBirthday(customer.dateOfBirth, today),
    };
  };
