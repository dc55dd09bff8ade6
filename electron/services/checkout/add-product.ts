/**
 * Owns adding goods to the basket: by a scanned or typed code, or by a product picked from search or the quick grid.
 * A code is looked up in the order that domain/scanning gives (exact barcode, its equivalents, then SKU).
 */
import { addLine, approvedBy, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import type { Product } from "../../../domain/catalogue/product.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Actor, AuditDep, IdsDep, ProductsDep, SessionDep } from "../deps.ts";

export type AddProductDeps = SessionDep & ProductsDep & IdsDep & AuditDep;

export type AddProductError =
  | { readonly type: "UnknownBarcode"; readonly code: string }
  | { readonly type: "UnknownProduct" }
  | { readonly type: "NotForSale"; readonly name: string }
  | { readonly type: "NeedsPrice"; readonly productId: number; readonly name: string }
  | { readonly type: "NeedsWeight"; readonly productId: number; readonly name: string }
  | BasketError;

export interface FoundProduct {
  readonly product: Product;
  /** The barcode it was found by, or its own first one. */
  readonly barcode: string | null;
}

/** Adds what a code names. `candidates` are spellings of the code, best first. */
export const addByCode = (
  deps: AddProductDeps,
  actor: Actor,
  input: {
    readonly candidates: readonly string[];
    readonly code: string;
    readonly quantityMilli: number | null;
  },
): Result<Basket, AddProductError> => {
  const found = findByCode(deps, input.candidates, input.code);
  return found
    ? addFound(deps, actor, { ...found, quantityMilli: input.quantityMilli, unitPriceMinor: null })
    : err({ type: "UnknownBarcode", code: input.code });
};

export const findByCode = (
  deps: ProductsDep,
  candidates: readonly string[],
  code: string,
): FoundProduct | null => {
  const byBarcode = deps.products.findByBarcode(candidates);
  if (byBarcode) {
    return byBarcode;
  }
  const product = deps.products.findBySku(code);
  return product ? { product, barcode: product.barcode } : null;
};

/** Adds a product that a person picked; the price is for open-price items (or a person with the right to set it). */
export const addProduct = (
  deps: AddProductDeps,
  actor: Actor,
  input: {
    readonly productId: number;
    readonly quantityMilli: number | null;
    readonly unitPriceMinor: number | null;
  },
): Result<Basket, AddProductError> => {
  const product = deps.products.findById(input.productId);
  return product
    ? addFound(deps, actor, { ...input, product, barcode: product.barcode })
    : err({ type: "UnknownProduct" });
};

const addFound = (
  deps: AddProductDeps,
  actor: Actor,
  found: FoundProduct & { readonly quantityMilli: number | null; readonly unitPriceMinor: number | null },
): Result<Basket, AddProductError> => {
  const { product } = found;
  if (!product.forSale) {
    return err({ type: "NotForSale", name: product.name });
  }
  const unitPriceMinor = found.unitPriceMinor ?? product.unitPriceMinor;
  if (unitPriceMinor === null) {
    return err({ type: "NeedsPrice", productId: product.id, name: product.name });
  }
  const quantityMilli = found.quantityMilli ?? (product.unit === "each" ? 1000 : null);
  if (quantityMilli === null) {
    return err({ type: "NeedsWeight", productId: product.id, name: product.name });
  }
  const listPriceMinor = product.unitPriceMinor ?? unitPriceMinor;
  const added = addLine(deps.basketSession.currentOrNew(actor), {
    lineId: deps.ids.next(),
    product,
    barcode: found.barcode,
    quantityMilli,
    unitPriceMinor,
    listUnitPriceMinor: listPriceMinor === unitPriceMinor ? null : listPriceMinor,
  });
  if (!added.ok) {
    return added;
  }
  return deps.basketSession.store<AddProductError>(approvedBy(added.value, actor.approver), () => {
    if (listPriceMinor !== unitPriceMinor) {
      deps.audit.append({
        ...auditActor(actor),
        action: "price.override",
        subject: `basket ${added.value.id}, ${product.sku}`,
        before: { unitPriceMinor: listPriceMinor },
        after: { unitPriceMinor },
        reason: null,
      });
    }
    return ok(null);
  });
};
