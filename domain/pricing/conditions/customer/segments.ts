/** Owns the condition `segments`: the customer belongs to one of them. */
import { forCustomer, missUnlessListed, type ConditionCheck } from "../condition.ts";

export const checkSegments: ConditionCheck = ({ segments }, situation) =>
  segments === null
    ? null
    : forCustomer(situation, (customer) =>
        missUnlessListed("CUSTOMER_NOT_ELIGIBLE", segments, customer.segments),
      );
