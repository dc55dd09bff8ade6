/** Owns finding products: search as you type, the quick grid, and the price check. */
import { z } from "zod";
import { scannedCode } from "./barcodes.ts";
import { procedure } from "./procedure.ts";

export interface ProductView {
  readonly id: number;
  readonly sku: string;
  readonly barcode: string | null;
  readonly name: string;
  readonly unit: "each" | "weight";
  /** null: the price is entered at the till. */
  readonly unitPriceMinor: number | null;
  readonly onSale: boolean;
  readonly department: string | null;
}

export interface PriceCheckView {
  readonly product: ProductView;
  /** What one unit costs alone, after the offers that need nothing else. */
  readonly netMinor: number;
  readonly offers: readonly { readonly code: string; readonly label: string; readonly amountMinor: number }[];
  readonly taxRateBp: number;
}

export const catalogueProcedures = {
  "catalogue.search": procedure<readonly ProductView[]>()(
    z.strictObject({ text: z.string().max(100), limit: z.int().min(1).max(50) }),
  ),
  "catalogue.quickItems": procedure<readonly ProductView[]>()(z.strictObject({})),
  "catalogue.priceCheck": procedure<
    PriceCheckView,
    { readonly type: "UnknownBarcode"; readonly code: string }
  >()(z.strictObject({ code: scannedCode })),
} as const;
