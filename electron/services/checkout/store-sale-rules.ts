/** Owns reading and changing the store's figures for typed prices and for goods without a receipt; a change is audited. */
import type { SaleRulesView } from "../../../contracts/ipc/sale-rules.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, AuditDep, DbDep, ProfileDep, SettingsDep } from "../deps.ts";
import { LOWEST_PRICE_DAYS_KEY, lowestPriceDays } from "../refund/lowest-price.ts";
import { auditActor } from "../session/audit-actor.ts";
import { LARGEST_OPEN_PRICE_KEY, openPriceRange, SMALLEST_OPEN_PRICE_KEY } from "./open-price.ts";

export const readStoreSaleRules = (deps: SettingsDep & ProfileDep): SaleRulesView => {
  const { minMinor, maxMinor } = openPriceRange(deps);
  return {
    smallestOpenPriceMinor: minMinor,
    largestOpenPriceMinor: maxMinor,
    lowestPriceDays: lowestPriceDays(deps),
  };
};

export const setStoreSaleRules = (
  deps: SettingsDep & ProfileDep & AuditDep & DbDep,
  actor: Actor,
  rules: SaleRulesView,
): Result<SaleRulesView, { readonly type: "NoPriceLeft" }> => {
  if (rules.smallestOpenPriceMinor > rules.largestOpenPriceMinor) {
    return err({ type: "NoPriceLeft" });
  }
  const before = readStoreSaleRules(deps);
  allOrNothing(deps.db, () => {
    deps.settings.set(SMALLEST_OPEN_PRICE_KEY, rules.smallestOpenPriceMinor, actor.staffId);
    deps.settings.set(LARGEST_OPEN_PRICE_KEY, rules.largestOpenPriceMinor, actor.staffId);
    deps.settings.set(LOWEST_PRICE_DAYS_KEY, rules.lowestPriceDays, actor.staffId);
    deps.audit.append({
      ...auditActor(actor),
      action: "setting.saleRules",
      subject: "till",
      before,
      after: rules,
      reason: null,
    });
  });
  return ok(rules);
};
