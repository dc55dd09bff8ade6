/**
 * Owns what a scanned or fully typed code means: goods first (an exact bar code always wins), then one of this shop's
 * receipts, then a coupon. Anything else is an unknown code, and nothing is added.
 */
import type { Basket } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { normaliseCode } from "../../../domain/scanning/normalise-code.ts";
import type { Actor, PricingDep, SalesDep } from "../deps.ts";
import { addCouponToBasket } from "./coupons.ts";
import { addByCode, type AddProductDeps, type AddProductError } from "./add-product.ts";

export type Scanned =
  | { readonly kind: "lineAdded"; readonly basket: Basket }
  | { readonly kind: "couponAdded"; readonly code: string; readonly basket: Basket }
  | { readonly kind: "receipt"; readonly receiptNumber: string };

export const scanCode = (
  deps: AddProductDeps & SalesDep & PricingDep,
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
  if (added.error.type !== "UnknownBarcode") {
    return added;
  }
  const sale = code.receiptNumber === null ? null : deps.sales.findByReceiptNumber(code.receiptNumber);
  if (sale) {
    return ok({ kind: "receipt", receiptNumber: sale.receiptNumber });
  }
  const coupon = addCouponToBasket(deps, actor, code.candidates);
  if (coupon.ok) {
    return ok({ kind: "couponAdded", ...coupon.value });
  }
  return coupon.error.type === "UnknownCoupon" ? added : err(coupon.error);
};
