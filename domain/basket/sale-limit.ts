/**
 * Owns how much of one product may be sold at once, counted over all its lines whatever their price or note.
 * A quantity that somebody with the right allowed stays allowed for that basket, up to that quantity.
 */
import { liveLines, type Basket } from "./basket.ts";

export interface LimitApproval {
  readonly productId: number;
  /** Up to and including, in thousandths. */
  readonly quantityMilli: number;
}

export interface ExceededLimit {
  readonly productId: number;
  readonly name: string;
  readonly maxPerSaleMilli: number;
  readonly inBasketMilli: number;
}

/** Thousandths of a product over the basket's live lines. */
export const quantityInBasket = (basket: Basket, productId: number): number =>
  liveLines(basket).reduce(
    (sum, line) => (line.product.id === productId ? sum + line.quantityMilli : sum),
    0,
  );

/** The first limit that the basket exceeds; deposits follow their item and have none of their own. */
export const exceededLimit = (basket: Basket): ExceededLimit | null => {
  for (const { product, depositOfLineId } of liveLines(basket)) {
    const { id, name, maxPerSaleMilli } = product;
    if (maxPerSaleMilli === null || depositOfLineId !== null) {
      continue;
    }
    const inBasketMilli = quantityInBasket(basket, id);
    const allowed = basket.limitApprovals.find((approval) => approval.productId === id)?.quantityMilli ?? 0;
    if (inBasketMilli > Math.max(maxPerSaleMilli, allowed)) {
      return { productId: id, name, maxPerSaleMilli, inBasketMilli };
    }
  }
  return null;
};

/** The basket with its quantity of that product allowed. */
export const approveQuantity = (basket: Basket, productId: number): Basket => ({
  ...basket,
  limitApprovals: [
    ...basket.limitApprovals.filter((approval) => approval.productId !== productId),
    { productId, quantityMilli: quantityInBasket(basket, productId) },
  ],
});
