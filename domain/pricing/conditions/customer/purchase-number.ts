/** Owns `firstPurchase` and `purchaseNumber`: which of the customer's purchases this is, counted from 1. */
import { forCustomer, type ConditionCheck } from "../condition.ts";

export const checkPurchaseNumber: ConditionCheck = ({ purchaseNumber }, situation) =>
  purchaseNumber === null
    ? null
    : forCustomer(situation, ({ purchases }) =>
        purchases + 1 === purchaseNumber
          ? null
          : { reason: "CUSTOMER_NOT_ELIGIBLE", wanted: String(purchaseNumber), got: String(purchases + 1) },
      );

export const checkFirstPurchase: ConditionCheck = ({ firstPurchase }, situation) =>
  firstPurchase
    ? forCustomer(situation, ({ purchases }) =>
        purchases === 0 ? null : { reason: "CUSTOMER_NOT_ELIGIBLE", wanted: "1", got: String(purchases + 1) },
      )
    : null;
