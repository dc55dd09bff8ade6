/**
 * Owns how far people have taken a basket's prices down, in the figures that rights have limits in: basis points below
 * what it would cost. A percentage and an amount of money count alike, and discounts on the same goods add up. Rounded
 * up, so that nobody gets under a limit by a fraction.
 */
import { mulDivRound } from "../money/ratio.ts";
import type { ManualDiscount } from "../pricing/pricing-input.ts";
import { liveLines, type Basket, type BasketLine } from "./basket.ts";

const WHOLE_BP = 10_000;

/** What the line's own discount takes off the line. */
export const lineReductionBp = (line: BasketLine): number =>
  line.voidReason === null ? reductionBp(line.discount, grossOf(line)) : 0;

/** What the whole basket's discount takes off the goods that bear it. */
export const basketReductionBp = (basket: Basket): number => {
  const baseMinor = liveLines(basket)
    .filter((line) => line.product.discountable)
    .reduce((sum, line) => sum + grossOf(line) - takenOff(line), 0);
  return reductionBp(basket.manualDiscount, baseMinor);
};

/** The most that any goods in the basket are taken down by its discounts together. */
export const deepestReductionBp = (basket: Basket): number =>
  capped(Math.max(0, ...liveLines(basket).map(lineReductionBp)) + basketReductionBp(basket));

/** How far a price set by a person is below the list price; 0 for one that is not. */
export const belowListBp = (unitPriceMinor: number, listUnitPriceMinor: number): number =>
  shareBp(Math.max(0, listUnitPriceMinor - unitPriceMinor), listUnitPriceMinor);

/** What a unit of the line comes to after its own discount and the basket's. */
export const reducedUnitMinor = (basket: Basket, line: BasketLine): number => {
  const shared = line.product.discountable ? basketReductionBp(basket) : 0;
  const leftBp = WHOLE_BP - capped(lineReductionBp(line) + shared);
  return mulDivRound(line.unitPriceMinor, leftBp, WHOLE_BP);
};

const grossOf = (line: BasketLine): number => mulDivRound(line.unitPriceMinor, line.quantityMilli, 1000);

const takenOff = (line: BasketLine): number => mulDivRound(grossOf(line), lineReductionBp(line), WHOLE_BP);

/** An amount on goods that cost nothing yet is a whole discount on whatever it will meet. */
const reductionBp = (discount: ManualDiscount | null, baseMinor: number): number => {
  if (discount === null) {
    return 0;
  }
  return "percentBp" in discount ? discount.percentBp : shareBp(discount.amountMinor, baseMinor);
};

const shareBp = (partMinor: number, wholeMinor: number): number => {
  if (partMinor === 0) {
    return 0;
  }
  if (partMinor >= wholeMinor) {
    return WHOLE_BP;
  }
  const wide = partMinor * WHOLE_BP;
  const remainder = wide % wholeMinor;
  return (wide - remainder) / wholeMinor + (remainder > 0 ? 1 : 0);
};

const capped = (basisPoints: number): number => Math.min(WHOLE_BP, basisPoints);
