/** Owns mix and match at a price: the dearest units that fit, only if it saves something. */
import type { BundlePriceBenefit } from "../../campaigns/benefit.ts";
import type { MoneyWork } from "../offers/offer.ts";
import { isSoundTarget } from "../target/sound-target.ts";

/** More units than anybody sells as one bundle: filling one is work for each of them. */
const MOST_UNITS = 1000;

export const isSoundBundlePrice = (benefit: BundlePriceBenefit): boolean =>
  benefit.priceMinor >= 0 &&
  benefit.items.length > 0 &&
  benefit.items.reduce((sum, { quantity }) => sum + quantity, 0) <= MOST_UNITS &&
  benefit.items.every(({ quantity, target }) => quantity >= 1 && isSoundTarget(target));

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
