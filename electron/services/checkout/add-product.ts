/**
 * Owns adding goods to the basket: by a scanned or typed code, or by a product picked from search or the quick grid.
 * A code is looked up in the order that domain/scanning gives (exact barcode, its equivalents, then SKU).
 */
import type { NeedsAgeCheck, OverQuantityLimit } from "../../../contracts/ipc/sale-rules.ts";
import { coversAge } from "../../../domain/basket/age-check.ts";
import {
  addLine,
  approvedBy,
  type Basket,
  type BasketError,
  type NewLine,
} from "../../../domain/basket/basket.ts";
import { exceededLimit, quantityInBasket } from "../../../domain/basket/sale-limit.ts";
import type { Product } from "../../../domain/catalogue/product.ts";
import { isPlanSku } from "../../../domain/membership/membership.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { mulDivRound } from "../../../domain/money/ratio.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Actor, AuditDep, IdsDep, ProductsDep, SessionDep } from "../deps.ts";
import { isWithin, openPriceRange, type OpenPriceDep } from "./open-price.ts";
import { ageProblem, type SaleRulesDeps } from "./sale-rules.ts";

export type AddProductDeps = SessionDep & ProductsDep & IdsDep & AuditDep & SaleRulesDeps & OpenPriceDep;

export type AddProductError =
  | { readonly type: "UnknownBarcode"; readonly code: string }
  | { readonly type: "UnknownProduct" }
  | { readonly type: "NotForSale"; readonly name: string }
  | { readonly type: "NeedsPrice"; readonly productId: number; readonly name: string }
  | { readonly type: "NeedsWeight"; readonly productId: number; readonly name: string }
  | { readonly type: "PriceOutOfRange"; readonly minMinor: number; readonly maxMinor: number }
  | { readonly type: "DepositHasNoPrice"; readonly name: string }
  | NeedsAgeCheck
  | OverQuantityLimit
  | BasketError;

export interface FoundProduct {
  readonly product: Product;
  /** The barcode it was found by, or its own first one. */
  readonly barcode: string | null;
}

/** Adds what a code meant: `factorMilli` is what a person typed before the scan, thousandths of what the code says. */
export const addUnderstood = (
  deps: AddProductDeps,
  actor: Actor,
  understood: FoundProduct & {
    readonly quantityMilli: number | null;
    readonly unitPriceMinor: number | null;
    readonly note: string | null;
    readonly factorMilli: number | null;
  },
): Result<Basket, AddProductError> => {
  const { quantityMilli, factorMilli } = understood;
  return addFound(deps, actor, {
    ...understood,
    quantityMilli:
      quantityMilli === null || factorMilli === null
        ? (quantityMilli ?? factorMilli)
        : mulDivRound(quantityMilli, factorMilli, 1000),
    setByPerson: false,
    isTypedWeight: false,
  });
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
    /** Why the price is another than the list's. */
    readonly reason?: string;
    readonly named?: AskedProduct["named"];
    /** A person typed what a scale could have told. */
    readonly isTypedWeight?: boolean;
  },
): Result<Basket, AddProductError> => {
  const product = deps.products.findById(input.productId);
  return product
    ? addFound(deps, actor, {
        ...input,
        product,
        barcode: product.barcode,
        note: null,
        setByPerson: true,
        isTypedWeight: input.isTypedWeight ?? false,
      })
    : err({ type: "UnknownProduct" });
};

interface AskedProduct extends FoundProduct {
  readonly quantityMilli: number | null;
  readonly unitPriceMinor: number | null;
  readonly note: string | null;
  /** false: the price stands on a label, and nobody overrode anything. */
  readonly setByPerson: boolean;
  readonly reason?: string;
  /** Says more of the line that was added, and what is stored with it. */
  readonly named?:
    | ((basket: Basket) => { readonly basket: Basket; readonly alsoStore: () => void })
    | undefined;
  readonly isTypedWeight: boolean;
}

const addFound = (
  deps: AddProductDeps,
  actor: Actor,
  asked: AskedProduct,
): Result<Basket, AddProductError> => {
  const { product } = asked;
  const before = deps.basketSession.currentOrNew(actor);
  const line = newLine(deps, before, asked);
  if (!line.ok) {
    return line;
  }
  const added = addLine(before, line.value);
  if (!added.ok) {
    return added;
  }
  const exceeded = exceededLimit(added.value);
  if (exceeded) {
    const inBasketMilli = quantityInBasket(before, exceeded.productId);
    return err({ ...exceeded, type: "OverQuantityLimit", inBasketMilli });
  }
  const { unitPriceMinor, listUnitPriceMinor } = line.value;
  const named = asked.named?.(added.value) ?? { basket: added.value, alsoStore: null };
  return deps.basketSession.store<AddProductError>(approvedBy(named.basket, actor.approver), () => {
    named.alsoStore?.();
    if (listUnitPriceMinor !== null && asked.setByPerson) {
      deps.audit.append({
        ...auditActor(actor),
        action: "price.override",
        subject: `basket ${added.value.id}, ${product.sku}`,
        before: { unitPriceMinor: listUnitPriceMinor },
        after: { unitPriceMinor },
        reason: asked.reason ?? null,
      });
    }
    if (asked.isTypedWeight && product.unit === "weight") {
      deps.audit.append({
        ...auditActor(actor),
        action: "weight.typed",
        subject: `basket ${added.value.id}, ${product.sku}`,
        before: null,
        after: { quantityMilli: line.value.quantityMilli },
        reason: null,
      });
    }
    return ok(null);
  });
};

/** The line that a product makes, or what must be asked first: the age before the price before the weight. */
const newLine = (
  deps: AddProductDeps,
  basket: Basket,
  asked: AskedProduct,
): Result<NewLine, AddProductError> => {
  const { product } = asked;
  const { id: productId, name, minAge } = product;
  // A membership is somebody's: see memberships/sell-membership.ts.
  if (!product.forSale || isPlanSku(product.sku)) {
    return err({ type: "NotForSale", name });
  }
  if (minAge !== null && !coversAge(basket, minAge)) {
    return err(ageProblem(deps, basket, product));
  }
  const unitPriceMinor = asked.unitPriceMinor ?? product.unitPriceMinor;
  if (unitPriceMinor === null) {
    return err({ type: "NeedsPrice", productId, name });
  }
  const range = product.unitPriceMinor === null ? openPriceRange(deps) : null;
  if (range !== null && !isWithin(unitPriceMinor, range)) {
    return err({ type: "PriceOutOfRange", ...range });
  }
  const quantityMilli = asked.quantityMilli ?? (product.unit === "each" ? 1000 : null);
  if (quantityMilli === null) {
    return err({ type: "NeedsWeight", productId, name });
  }
  const deposit = depositFor(deps, product);
  if (!deposit.ok) {
    return deposit;
  }
  const listPriceMinor = product.unitPriceMinor ?? unitPriceMinor;
  return ok({
    lineId: deps.ids.next(),
    product,
    barcode: asked.barcode,
    quantityMilli,
    unitPriceMinor,
    listUnitPriceMinor: listPriceMinor === unitPriceMinor ? null : listPriceMinor,
    deposit: deposit.value,
    note: asked.note,
  });
};

/** A deposit is charged also where it is not for sale by itself. */
const depositFor = (
  deps: ProductsDep,
  { depositProductId }: Product,
): Result<NewLine["deposit"], AddProductError> => {
  const product = depositProductId === null ? null : deps.products.findById(depositProductId);
  if (!product) {
    return ok(null);
  }
  return product.unitPriceMinor === null
    ? err({ type: "DepositHasNoPrice", name: product.name })
    : ok({ product, unitPriceMinor: product.unitPriceMinor });
};
