/** Owns the condition `tiers`: the customer has one of these membership tiers. */
import { codeKey } from "../../../campaigns/code-key.ts";
import { forCustomer, type ConditionCheck } from "../condition.ts";
import { tierOf } from "./tier-of.ts";

export const checkTiers: ConditionCheck = ({ tiers }, situation) =>
  tiers === null
    ? null
    : forCustomer(situation, ({ tier }) => {
        const key = tier === null ? null : codeKey(tier);
        if (tiers.some((one) => codeKey(one) === key)) {
          return null;
        }
        const got = tierOf(situation.input)?.code ?? tier?.trim() ?? null;
        return { reason: "CUSTOMER_NOT_ELIGIBLE", wanted: tiers.join(", "), got };
      });
