/** Owns the fixed price: each target unit costs this, if that is less. A weighed line: the price times its quantity. */
import type { FixedPriceBenefit } from "../../campaigns/benefit.ts";
import { mulDivRound } from "../../money/ratio.ts";
import type { MoneyWork } from "../offers/offer.ts";

export const isSoundFixedPrice = (benefit: FixedPriceBenefit): boolean => benefit.priceMinor >= 0;

export const fixedPriceWork = (benefit: FixedPriceBenefit): MoneyWork => ({
  kind: "line",
  selection: benefit,
  wantedOfSum: null,
  wanted: (line, runs) => {
    const { unit, quantityMilli, unitPriceMinor } = line.sample;
    const priceMinor =
      unit === "weight"
        ? mulDivRound(Math.min(benefit.priceMinor, unitPriceMinor), quantityMilli, 1000)
        : benefit.priceMinor;
    const weights = runs.map((run) => Math.max(0, run.remainingMinor - priceMinor));
    return { amountMinor: runs.reduce((sum, run, at) => sum + run.count * (weights[at] ?? 0), 0), weights };
  },
});
