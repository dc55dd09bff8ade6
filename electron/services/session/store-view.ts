/** Owns what screens know of the store: its names, its money, its language and clock. */
import type { StoreView } from "../../../contracts/ipc/session.ts";
import { currencyDecimals } from "../../../domain/money/decimal.ts";
import type { ProfileDep } from "../deps.ts";

export const storeView = ({ profile }: ProfileDep): StoreView => ({
  storeCode: profile.storeCode,
  storeName: profile.storeName,
  tillCode: profile.tillCode,
  currency: profile.currency,
  currencyDecimals: currencyDecimals(profile.currency),
  locale: profile.locale,
  timezone: profile.timezone,
  pricesIncludeTax: profile.pricesIncludeTax,
});
