/** Owns tiers: the highest one reached decides, computed on what is left of the target. */
import type { TieredBenefit } from "../../campaigns/benefit.ts";
import { mulDivRound } from "../../money/ratio.ts";
import { EVERY_UNIT, type MoneyWork } from "../offers/offer.ts";

export const isSoundTiered = (benefit: TieredBenefit): boolean =>
  benefit.tiers.length > 0 &&
  new Set(benefit.tiers.map(({ from }) => from)).size === benefit.tiers.length &&
  benefit.tiers.every(
    ({ from, off }) =>
      from >= 0 && ("percentBp" in off ? off.percentBp > 0 && off.percentBp <= 10_000 : off.amountMinor > 0),
  );

/** `measured` is in minor units by spend and in thousandths by quantity, as are the tiers. */
export const tieredWork = (benefit: TieredBenefit): MoneyWork => {
  const tiers = benefit.tiers.toSorted((a, b) => b.from - a.from);
  const offAt = (measured: number) => tiers.find(({ from }) => measured >= from)?.off;
  return {
    kind: "basket",
    selection: EVERY_UNIT,
    wanted: (baseMinor, measured) => {
      const off = offAt(measured);
      if (off === undefined) {
        return 0;
      }
      return "percentBp" in off
        ? mulDivRound(baseMinor, off.percentBp, 10_000)
        : Math.min(off.amountMinor, baseMinor);
    },
    percentBpAt: (measured) => {
      const off = offAt(measured);
      return off !== undefined && "percentBp" in off ? off.percentBp : 0;
    },
  };
};

/** The lowest step: what must be reached for anything to be given. */
export const lowestTier = (benefit: TieredBenefit): number =>
  Math.min(...benefit.tiers.map(({ from }) => from));
