/** Owns the condition `tiers`: the customer has one of these membership tiers. */
import { forCustomer, missUnlessListed, type ConditionCheck } from "../condition.ts";

export const checkTiers: ConditionCheck = ({ tiers }, situation) =>
  tiers === null
    ? null
    : forCustomer(situation, ({ tier }) =>
        missUnlessListed("CUSTOMER_NOT_ELIGIBLE", tiers, tier === null ? [] : [tier]),
      );
