/**
 * Owns what the till knows of a product when it rings it up: identity, price and everything that pricing reads.
 * Money in minor units, rates in basis points. A product is read whole and never changed in place.
 */
import type { LineKind, LineUnit } from "../pricing/pricing-input.ts";

export interface Product {
  readonly id: number;
  readonly sku: string;
  readonly name: string;
  readonly unit: LineUnit;
  readonly kind: LineKind;
  /** Code of the product that this is a variant of, or null. */
  readonly productGroup: string | null;
  readonly department: string | null;
  readonly categories: readonly string[];
  readonly brand: string | null;
  readonly tags: readonly string[];
  readonly taxRateBp: number;
  /** null: the price is entered at the till. */
  readonly unitPriceMinor: number | null;
  readonly onSale: boolean;
  readonly discountable: boolean;
  readonly minUnitPriceMinor: number;
  readonly forSale: boolean;
  /** In years; null: anybody may buy it. */
  readonly minAge: number | null;
  /** Over all lines of one sale, in thousandths; null: no limit. */
  readonly maxPerSaleMilli: number | null;
  /** The product of kind "deposit" that is charged with each piece, or null. */
  readonly depositProductId: number | null;
  /** The first barcode, for display; null when it has none. */
  readonly barcode: string | null;
}
