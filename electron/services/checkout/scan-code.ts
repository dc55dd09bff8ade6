/**
 * Owns what a scanned or fully typed code means: goods first (an exact bar code always wins), then one of this shop's
 * receipts. Anything else is an unknown code, and nothing is added.
 */
import type { Basket } from "../../../domain/basket/basket.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { normaliseCode } from "../../../domain/scanning/normalise-code.ts";
import type { Actor, SalesDep } from "../deps.ts";
import { addByCode, type AddProductDeps, type AddProductError } from "./add-product.ts";

export type Scanned =
  | { readonly kind: "lineAdded"; readonly basket: Basket }
  | { readonly kind: "receipt"; readonly receiptNumber: string };

export const scanCode = (
  deps: AddProductDeps & SalesDep,
  actor: Actor,
  scan: { readonly code: string; readonly quantityMilli: number | null },
): Result<Scanned, AddProductError> => {
  const code = normaliseCode(scan.code);
  const added = addByCode(deps, actor, {
    candidates: code.candidates,
    code: code.text,
    quantityMilli: scan.quantityMilli,
  });
  if (added.ok) {
    return ok({ kind: "lineAdded", basket: added.value });
  }
  if (added.error.type === "UnknownBarcode" && code.receiptNumber !== null) {
    const sale = deps.sales.findByReceiptNumber(code.receiptNumber);
    if (sale) {
      return ok({ kind: "receipt", receiptNumber: sale.receiptNumber });
    }
  }
  return added;
};
