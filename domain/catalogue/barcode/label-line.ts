/**
 * Owns the quantity and unit price of a line that a label or a GS1 code makes. What a label asks is what the line comes
 * to, to the minor unit; a weight that is found from a price is the nearest that comes to it.
 */
import { mulDivRound } from "../../money/ratio.ts";
import type { Product } from "../product.ts";
import type { CodeMeasure } from "./code-meaning.ts";

export interface LabelLine {
  /** null: as for any scan of the product. */
  readonly quantityMilli: number | null;
  /** null: the product's own. */
  readonly unitPriceMinor: number | null;
}

const ONE_MILLI = 1000;
/** Thousandths around the exact quotient among which one comes to the label's price. */
const NEIGHBOURS = [0, -1, 1, -2, 2];

export const labelLine = (
  product: Pick<Product, "unit" | "unitPriceMinor">,
  measure: CodeMeasure | null,
): LabelLine => {
  switch (measure?.kind) {
    case undefined:
      return { quantityMilli: null, unitPriceMinor: null };
    case "weight":
      return { quantityMilli: measure.weightMilli, unitPriceMinor: null };
    case "count":
      return { quantityMilli: measure.units * ONE_MILLI, unitPriceMinor: null };
    case "price":
      return (
        (measure.means === "quantity" || product.unit === "weight"
          ? boughtFor(product, measure.priceMinor)
          : null) ?? { quantityMilli: ONE_MILLI, unitPriceMinor: measure.priceMinor }
      );
  }
};

/** As much as the price pays for; null where no quantity comes to it. */
const boughtFor = (
  { unit, unitPriceMinor }: Pick<Product, "unit" | "unitPriceMinor">,
  priceMinor: number,
): LabelLine | null => {
  if (unitPriceMinor === null || unitPriceMinor === 0) {
    return null;
  }
  const comesTo = (priceOfUnit: number, quantity: number): boolean =>
    mulDivRound(priceOfUnit, quantity, ONE_MILLI) === priceMinor;
  const nearest = mulDivRound(priceMinor, ONE_MILLI, unitPriceMinor);
  if (unit === "each") {
    return nearest > 0 && nearest % ONE_MILLI === 0 && comesTo(unitPriceMinor, nearest)
      ? { quantityMilli: nearest, unitPriceMinor: null }
      : null;
  }
  const near = NEIGHBOURS.map((step) => nearest + step).filter((quantity) => quantity > 0);
  const exact = near.find((quantity) => comesTo(unitPriceMinor, quantity));
  if (exact !== undefined) {
    return { quantityMilli: exact, unitPriceMinor: null };
  }
  // Dear goods: a thousandth is worth more than a minor unit, so the unit price takes the rest.
  for (const quantityMilli of near) {
    const adjusted = mulDivRound(priceMinor, ONE_MILLI, quantityMilli);
    if (comesTo(adjusted, quantityMilli)) {
      return { quantityMilli, unitPriceMinor: adjusted };
    }
  }
  return null;
};
