/**
 * Owns what a scanned or fully typed code means: goods first (an exact bar code always wins), then one of this shop's
 * receipts, then a customer's loyalty card, then a coupon. Anything else is an unknown code or a card that is not taken,
 * and nothing is added.
 */
import type { Basket } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { normaliseCode } from "../../../domain/scanning/normalise-code.ts";
import type { CardRefusal } from "../../../contracts/ipc/customers.ts";
import { customerOfCard, strangeCard } from "../customers/scan-card.ts";
import type { Actor, CustomersDep, PricingDep, SalesDep, SettingsDep } from "../deps.ts";
import { attachCustomerToBasket } from "./attach-customer.ts";
import { addCouponToBasket } from "./coupons.ts";
import { addByCode, type AddProductDeps, type AddProductError } from "./add-product.ts";

export type Scanned =
  | { readonly kind: "lineAdded"; readonly basket: Basket }
  | { readonly kind: "couponAdded"; readonly code: string; readonly basket: Basket }
  | { readonly kind: "customerAttached"; readonly basket: Basket }
  | { readonly kind: "receipt"; readonly receiptNumber: string };

type ScanDeps = AddProductDeps & SalesDep & PricingDep & CustomersDep & SettingsDep;

type ScanError = AddProductError | CardRefusal;

export const scanCode = (
  deps: ScanDeps,
  actor: Actor,
  scan: { readonly code: string; readonly quantityMilli: number | null },
): Result<Scanned, ScanError> => {
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
  const holder = customerOfCard(deps, code.candidates);
  if (!holder.ok) {
    return holder;
  }
  if (holder.value) {
    return attached(deps, actor, holder.value.customerRef);
  }
  const coupon = addCouponToBasket(deps, actor, code.candidates);
  if (coupon.ok) {
    return ok({ kind: "couponAdded", ...coupon.value });
  }
  if (coupon.error.type !== "UnknownCoupon") {
    return err(coupon.error);
  }
  const card = strangeCard(deps, code.text);
  return card ? err(card) : added;
};

const attached = (deps: ScanDeps, actor: Actor, customerRef: string): Result<Scanned, ScanError> => {
  const answer = attachCustomerToBasket(deps, actor, customerRef);
  if (answer.ok) {
    return ok({ kind: "customerAttached", basket: answer.value });
  }
  if (answer.error.type === "UnknownCustomer") {
    throw new Error("A card's customer was not there");
  }
  return err(answer.error);
};
