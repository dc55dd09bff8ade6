/**
 * Owns the price at which goods without a receipt are taken back: the lowest of a period, because nobody can show what
 * was paid. Counts what the price list asked and what goods were really sold for.
 */
import { mulDivRound } from "../money/ratio.ts";

/** A price of the list; in force until the next one begins. */
export interface ListedPrice {
  readonly validFromMs: number;
  readonly unitPriceMinor: number;
}

/** A line that was sold. Its discounts are in the net. */
export interface SoldPrice {
  readonly netMinor: number;
  readonly quantityMilli: number;
}

export interface PriceHistory {
  readonly listed: readonly ListedPrice[];
  readonly sold: readonly SoldPrice[];
}

/**
 * Lowest price of one unit (or kilogram) between `fromMs` and `untilMs`; null when nothing says one. A line that was
 * given away whole counts not: free is no price, and its customer paid for something else.
 */
export const lowestUnitPrice = (
  history: PriceHistory,
  period: { readonly fromMs: number; readonly untilMs: number },
): number | null => {
  const prices = [
    ...listedIn(history.listed, period).map((price) => price.unitPriceMinor),
    ...history.sold
      .filter((line) => line.netMinor > 0)
      .map((line) => mulDivRound(line.netMinor, 1000, line.quantityMilli)),
  ];
  return prices.length === 0 ? null : Math.min(...prices);
};

const listedIn = (
  listed: readonly ListedPrice[],
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): readonly ListedPrice[] => {
  const inOrder = listed.toSorted((a, b) => a.validFromMs - b.validFromMs);
  return inOrder.filter(
    (price, index) =>
      price.validFromMs <= untilMs && (inOrder[index + 1]?.validFromMs ?? Number.POSITIVE_INFINITY) > fromMs,
  );
};
