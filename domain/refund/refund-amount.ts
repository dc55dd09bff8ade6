/**
 * Owns what giving back units of a sold line pays out. Works with running sums over the units in their order, so
 * that all partial refunds of a line add up to exactly what was paid, whatever the order and sizes.
 * All figures are positive here; the refund's record negates them.
 */
import { mulDivRound } from "../money/ratio.ts";
import type { SaleLine } from "../sale/sale.ts";

export interface RefundAmounts {
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

export interface RefundSlice {
  /** What earlier refunds took of the line. */
  readonly refundedMilli: number;
  readonly quantityMilli: number;
  readonly pricesIncludeTax: boolean;
}

/** Figures for the next `quantityMilli` of a line of which `refundedMilli` went back before. */
export const refundAmounts = (line: SaleLine, slice: RefundSlice): RefundAmounts => {
  const before = runningSum(line, slice.refundedMilli, slice.pricesIncludeTax);
  const after = runningSum(line, slice.refundedMilli + slice.quantityMilli, slice.pricesIncludeTax);
  return {
    grossMinor: after.grossMinor - before.grossMinor,
    discountMinor: after.discountMinor - before.discountMinor,
    netMinor: after.netMinor - before.netMinor,
    taxMinor: after.taxMinor - before.taxMinor,
    totalMinor: after.totalMinor - before.totalMinor,
  };
};

const runningSum = (line: SaleLine, upToMilli: number, pricesIncludeTax: boolean): RefundAmounts => {
  const share = (figureMinor: number): number => mulDivRound(figureMinor, upToMilli, line.quantityMilli);
  const netMinor = line.unit === "each" ? netOfFirstUnits(line, upToMilli / 1000) : share(line.netMinor);
  const grossMinor = share(line.grossMinor);
  const taxMinor = share(line.taxMinor);
  return {
    grossMinor,
    discountMinor: grossMinor - netMinor,
    netMinor,
    taxMinor,
    totalMinor: pricesIncludeTax ? netMinor : netMinor + taxMinor,
  };
};

const netOfFirstUnits = (line: SaleLine, units: number): number => {
  let left = units;
  let sumMinor = 0;
  for (const run of line.unitNets) {
    const taken = Math.min(left, run.count);
    sumMinor += taken * run.netMinor;
    left -= taken;
  }
  return sumMinor;
};
