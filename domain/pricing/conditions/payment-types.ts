/** Owns the condition `paymentTypes`: every payment is one of them. Without any payment it cannot hold yet. */
import type { ConditionCheck } from "./condition.ts";

export const checkPaymentTypes: ConditionCheck = ({ paymentTypes }, { input }) => {
  const given = input.payments.map((payment) => payment.type);
  if (paymentTypes === null || (given.length > 0 && given.every((type) => paymentTypes.includes(type)))) {
    return null;
  }
  const got = given.length === 0 ? null : [...new Set(given)].toSorted().join(", ");
  return { reason: "WRONG_PAYMENT", wanted: paymentTypes.join(", "), got };
};
