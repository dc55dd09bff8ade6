/**
 * Owns how much of something that belongs to a whole sale (points earned, points paid with, the money that points paid) goes
 * back with some of its goods: in proportion to their value, as the difference of two running sums, so that all
 * partial refunds together give exactly the whole, whatever their order and sizes.
 */
import { mulDivRound } from "../money/ratio.ts";
import { refundAmounts } from "../refund/refund-amount.ts";
import type { Sale, SaleLine } from "../sale/sale.ts";
import { soldLines } from "../sale/returned-goods.ts";

/** Value of a sale's goods: all of it, what was back before, and what is back after this record. */
export interface BackValue {
  readonly soldMinor: number;
  readonly beforeMinor: number;
  readonly afterMinor: number;
}

type BackMilli = ReadonlyMap<number, number>;

/** `earning`: only the goods that points are earned on. Quantities by line number, in thousandths. */
export const backValueOf = (
  sale: Pick<Sale, "lines" | "pricesIncludeTax">,
  {
    before,
    now,
    earning,
  }: { readonly before: BackMilli; readonly now: BackMilli; readonly earning: boolean },
): BackValue => {
  const lines = soldLines(sale).filter(
    (line) => !earning || line.kind === "goods" || line.kind === "service",
  );
  const value = (milliOf: (line: SaleLine) => number): number =>
    lines.reduce((sum, line) => {
      const { totalMinor } = refundAmounts(line, {
        refundedMilli: 0,
        quantityMilli: milliOf(line),
        pricesIncludeTax: sale.pricesIncludeTax,
      });
      return sum + totalMinor;
    }, 0);
  const beforeOf = (line: SaleLine): number => before.get(line.lineNumber) ?? 0;
  return {
    soldMinor: lines.reduce((sum, line) => sum + line.totalMinor, 0),
    beforeMinor: value(beforeOf),
    afterMinor: value((line) => beforeOf(line) + (now.get(line.lineNumber) ?? 0)),
  };
};

/** The part of `whole` that goes back now. */
export const returnedShare = (whole: number, { soldMinor, beforeMinor, afterMinor }: BackValue): number => {
  if (soldMinor <= 0) {
    return 0;
  }
  const upTo = (valueMinor: number): number =>
    mulDivRound(whole, Math.min(Math.max(valueMinor, 0), soldMinor), soldMinor);
  return upTo(afterMinor) - upTo(beforeMinor);
};
