/** Owns the condition `requiresCustomer`: somebody is known. */
import { forCustomer, type ConditionCheck } from "../condition.ts";

export const checkRequiresCustomer: ConditionCheck = ({ requiresCustomer }, situation) =>
  requiresCustomer ? forCustomer(situation, () => null) : null;
