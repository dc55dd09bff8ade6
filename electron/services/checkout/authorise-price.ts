/** Owns asking for the right to set a price: so far below the list price, and below the product's lowest price. */
import { belowListBp } from "../../../domain/basket/reduction.ts";
import type { Product } from "../../../domain/catalogue/product.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { authorise, type Refusal } from "../../../domain/staff/authorise.ts";
import type { Actor } from "../deps.ts";

export const authorisePrice = (
  actor: Actor,
  price: {
    readonly product: Product;
    readonly unitPriceMinor: number;
    /** null: the product has no price of its own, so that any is the first. */
    readonly listUnitPriceMinor: number | null;
  },
): Result<null, Refusal> => {
  const { product, unitPriceMinor, listUnitPriceMinor } = price;
  if (listUnitPriceMinor !== null && listUnitPriceMinor !== unitPriceMinor) {
    const set = authorise(actor, "price:override", belowListBp(unitPriceMinor, listUnitPriceMinor));
    if (!set.ok) {
      return set;
    }
  }
  if (unitPriceMinor < product.minUnitPriceMinor) {
    const below = authorise(actor, "price:belowFloor");
    return below.ok ? ok(null) : below;
  }
  return ok(null);
};
