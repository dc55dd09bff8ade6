/** Owns reading and changing the store's figures for typed prices and for goods without a receipt; a change is audited. */
import type { SaleRulesView } from "../../../contracts/ipc/sale-rules.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, ProfileDep, SettingsDep } from "../deps.ts";
import { LOWEST_PRICE_DAYS_KEY, lowestPriceDays } from "../refund/lowest-price.ts";
import { changeSettings, type ChangeSettingsDeps } from "../session/change-settings.ts";
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
  deps: ChangeSettingsDeps & ProfileDep,
  actor: Actor,
  rules: SaleRulesView,
): Result<SaleRulesView, { readonly type: "NoPriceLeft" }> => {
  if (rules.smallestOpenPriceMinor > rules.largestOpenPriceMinor) {
    return err({ type: "NoPriceLeft" });
  }
  changeSettings(deps, actor, {
    values: {
      [SMALLEST_OPEN_PRICE_KEY]: rules.smallestOpenPriceMinor,
      [LARGEST_OPEN_PRICE_KEY]: rules.largestOpenPriceMinor,
      [LOWEST_PRICE_DAYS_KEY]: rules.lowestPriceDays,
    },
    action: "setting.saleRules",
    before: readStoreSaleRules(deps),
    after: rules,
  });
  return ok(rules);
};
