/** Owns the condition `stores`: the sale is rung up in one of them. */
import { missUnlessListed, type ConditionCheck } from "./condition.ts";

export const checkStores: ConditionCheck = ({ stores }, { input }) =>
  missUnlessListed("WRONG_STORE", stores, [input.store.code]);
