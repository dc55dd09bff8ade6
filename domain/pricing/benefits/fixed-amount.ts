/** Owns the fixed amount off: per unit, per line, or once for the basket; never more than remains. */
import type { FixedAmountBenefit } from "../../campaigns/benefit.ts";
import { mulDivRound } from "../../money/ratio.ts";
import type { MoneyWork } from "../offers/offer.ts";

export const isSoundFixedAmount = (benefit: FixedAmountBenefit): boolean => benefit.amountMinor > 0;

export const fixedAmountWork = (benefit: FixedAmountBenefit): MoneyWork => {
  const { amountMinor } = benefit;
  const wantedOfSum = (leftMinor: number): number => Math.min(amountMinor, leftMinor);
  switch (benefit.per) {
    case "basket":
      return {
        kind: "basket",
        selection: benefit,
        wanted: wantedOfSum,
        percentBpAt: () => 0,
      };
    case "line":
      return {
        kind: "line",
        selection: benefit,
        wantedOfSum,
        wanted: (_line, runs) => {
          const baseMinor = runs.reduce((sum, run) => sum + run.count * run.remainingMinor, 0);
          return {
            amountMinor: wantedOfSum(baseMinor),
            weights: runs.map((run) => run.remainingMinor),
          };
        },
      };
    case "unit":
      return {
        kind: "line",
        selection: benefit,
        wantedOfSum: null,
        wanted: (line, runs) => {
          const { unit, quantityMilli, unitPriceMinor } = line.sample;
          // More than the list price takes no more off than the list price does.
          const perUnitMinor =
            unit === "weight"
              ? mulDivRound(Math.min(amountMinor, unitPriceMinor), quantityMilli, 1000)
              : amountMinor;
          const weights = runs.map((run) => Math.min(perUnitMinor, run.remainingMinor));
          return {
            amountMinor: runs.reduce((sum, run, at) => sum + run.count * (weights[at] ?? 0), 0),
            weights,
          };
        },
      };
  }
};
