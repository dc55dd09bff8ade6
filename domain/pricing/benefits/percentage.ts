/** Owns the percentage benefit: off what remains of the target, rounded once per line, or once for the basket. */
import type { PercentageBenefit } from "../../campaigns/benefit.ts";
import { mulDivRound } from "../../money/ratio.ts";
import type { MoneyWork } from "../offers/offer.ts";

const ALL_BP = 10_000;

export const isSoundPercentage = (benefit: PercentageBenefit): boolean =>
  benefit.percentBp > 0 && benefit.percentBp <= ALL_BP;

export const percentageWork = (benefit: PercentageBenefit): MoneyWork => {
  const wantedOfSum = (leftMinor: number): number => mulDivRound(leftMinor, benefit.percentBp, ALL_BP);
  if (benefit.per === "basket") {
    return {
      kind: "basket",
      selection: benefit,
      wanted: wantedOfSum,
      percentBpAt: () => benefit.percentBp,
    };
  }
  return {
    kind: "line",
    selection: benefit,
    wantedOfSum,
    wanted: (_line, runs) => {
      let baseMinor = 0;
      const weights: number[] = [];
      for (const { count, remainingMinor } of runs) {
        baseMinor += count * remainingMinor;
        weights.push(remainingMinor);
      }
      return { amountMinor: wantedOfSum(baseMinor), weights };
    },
  };
};
