/** Owns the condition `customers`: the customer is one of these. */
import { forCustomer, missUnlessListed, type ConditionCheck } from "../condition.ts";

export const checkCustomers: ConditionCheck = ({ customers }, situation) =>
  customers === null
    ? null
    : forCustomer(situation, ({ id }) => missUnlessListed("CUSTOMER_NOT_ELIGIBLE", customers, [id]));
