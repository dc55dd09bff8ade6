/** Owns mix and match at a price: the dearest units that fit, only if it saves something. */
import type { BundlePriceBenefit } from "../../campaigns/benefit.ts";
import type { MoneyWork } from "../offers/offer.ts";

export const isSoundBundlePrice = (benefit: BundlePriceBenefit): boolean =>
  benefit.priceMinor >= 0 && benefit.items.length > 0 && benefit.items.every(({ quantity }) => quantity >= 1);

export const bundlePriceWork = (
  benefit: BundlePriceBenefit,
  itemLines: readonly (readonly number[])[],
): MoneyWork => ({
  kind: "unit",
  form: {
    type: "bundle",
    items: benefit.items.map(({ quantity }, at) => ({ quantity, lines: new Set(itemLines[at]) })),
    priceMinor: benefit.priceMinor,
  },
  maxTimes: benefit.maxTimes,
  maxUnits: benefit.maxUnits,
});
