/**
 * Owns which prices a person may type for an item without one. Zero is none: what is given away is a discount, which
 * has a reason. The largest is a setting of the store; a bar code that landed in the field is far above it.
 */
import type { SettingRepository } from "../../../db/repositories/settings.ts";
import { currencyDecimals } from "../../../domain/money/decimal.ts";
import type { ProfileDep } from "../deps.ts";

export type OpenPriceDep = ProfileDep & { readonly settings: Pick<SettingRepository, "get"> };

export interface PriceRange {
  readonly minMinor: number;
  readonly maxMinor: number;
}

const LARGEST_OPEN_PRICE_KEY = "sale.largestOpenPriceMinor";
const LARGEST_MAJOR = 10_000;

export const openPriceRange = ({ settings, profile }: OpenPriceDep): PriceRange => {
  const stored = settings.get(LARGEST_OPEN_PRICE_KEY, (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : null,
  );
  const standardMinor = LARGEST_MAJOR * 10 ** currencyDecimals(profile.currency);
  return { minMinor: 1, maxMinor: (stored.ok ? stored.value : null) ?? standardMinor };
};

export const isWithin = (priceMinor: number, { minMinor, maxMinor }: PriceRange): boolean =>
  priceMinor >= minMinor && priceMinor <= maxMinor;
