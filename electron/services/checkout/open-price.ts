/**
 * Owns which prices a person may type for an item without one. Zero is none, unless the store says so: what is given
 * away is a discount, which has a reason. The largest is a setting too; a bar code that landed in the field is far above it.
 */
import type { SettingRepository } from "../../../db/repositories/settings.ts";
import { currencyDecimals } from "../../../domain/money/decimal.ts";
import type { ProfileDep } from "../deps.ts";

export type OpenPriceDep = ProfileDep & { readonly settings: Pick<SettingRepository, "get"> };

export interface PriceRange {
  readonly minMinor: number;
  readonly maxMinor: number;
}

export const SMALLEST_OPEN_PRICE_KEY = "sale.smallestOpenPriceMinor";
export const LARGEST_OPEN_PRICE_KEY = "sale.largestOpenPriceMinor";
const LARGEST_MAJOR = 10_000;

export const openPriceRange = ({ settings, profile }: OpenPriceDep): PriceRange => {
  const stored = (key: string): number | null => {
    const found = settings.get(key, (value) =>
      typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null,
    );
    return found.ok ? found.value : null;
  };
  const standardMinor = LARGEST_MAJOR * 10 ** currencyDecimals(profile.currency);
  return {
    minMinor: stored(SMALLEST_OPEN_PRICE_KEY) ?? 1,
    maxMinor: stored(LARGEST_OPEN_PRICE_KEY) ?? standardMinor,
  };
};

export const isWithin = (priceMinor: number, { minMinor, maxMinor }: PriceRange): boolean =>
  priceMinor >= minMinor && priceMinor <= maxMinor;
