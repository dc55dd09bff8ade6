/**
 * Owns what can be said about a product when it is written. A field that is left out keeps what is stored, or takes
 * the default of a new product. Money in minor units, rates in basis points.
 */
import type { LineKind, LineUnit } from "../../domain/pricing/pricing-input.ts";

export interface ProductPatch {
  readonly sku: string;
  readonly name?: string;
  readonly unit?: LineUnit;
  readonly kind?: LineKind;
  readonly productGroup?: string | null;
  /** Codes; a group that does not exist yet is made, named like its code. */
  readonly department?: string | null;
  readonly brand?: string | null;
  readonly categories?: readonly string[];
  readonly tags?: readonly string[];
  readonly taxRateBp?: number;
  /** null: the price is entered at the till. */
  readonly unitPriceMinor?: number | null;
  readonly minUnitPriceMinor?: number;
  readonly onSale?: boolean;
  readonly discountable?: boolean;
  readonly forSale?: boolean;
  readonly quickPosition?: number | null;
  readonly minAge?: number | null;
  readonly maxPerSaleMilli?: number | null;
  /** SKU of a product of kind "deposit" that is there already. */
  readonly depositSku?: string | null;
  /** All of them, the one that is shown first. */
  readonly barcodes?: readonly string[];
}

export type PatchOutcome =
  | { readonly type: "Created"; readonly sku: string; readonly productId: number }
  | { readonly type: "Updated"; readonly sku: string; readonly productId: number }
  | { readonly type: "Unchanged"; readonly sku: string; readonly productId: number }
  /** Nothing of this patch is stored. */
  | {
      readonly type: "BarcodeTaken";
      readonly sku: string;
      readonly barcode: string;
      readonly takenBySku: string;
    }
  /** No living product of kind "deposit" has that SKU. Nothing of this patch is stored. */
  | { readonly type: "UnknownDeposit"; readonly sku: string; readonly depositSku: string };
