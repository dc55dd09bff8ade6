/** Owns products and baskets for tests of the basket's own rules, without a till. */
import {
  addLine,
  emptyBasket,
  type Basket,
  type BasketError,
  type NewLine,
} from "../../domain/basket/basket.ts";
import type { Product } from "../../domain/catalogue/product.ts";
import type { Result } from "../../domain/result.ts";

export const testProduct = (change: Partial<Product> = {}): Product => ({
  id: 1,
  sku: "A",
  name: "Apple",
  unit: "each",
  kind: "goods",
  productGroup: null,
  department: null,
  categories: [],
  brand: null,
  tags: [],
  taxRateBp: 1000,
  unitPriceMinor: 100,
  onSale: false,
  discountable: true,
  minUnitPriceMinor: 0,
  forSale: true,
  minAge: null,
  maxPerSaleMilli: null,
  depositProductId: null,
  barcode: null,
  ...change,
});

export const testBasket = (): Basket => emptyBasket({ id: "b", staffId: 1, createdAtMs: 0 });

export const newLine = (lineId: string, change: Partial<NewLine> = {}): NewLine => ({
  lineId,
  product: testProduct(),
  barcode: null,
  quantityMilli: 1000,
  unitPriceMinor: 100,
  listUnitPriceMinor: null,
  deposit: null,
  note: null,
  ...change,
});

export const mustBe = <T>(result: Result<T, BasketError>): T => {
  if (!result.ok) {
    throw new Error(`refused: ${result.error.type}`);
  }
  return result.value;
};

/** Adds lines one after the other; each must be taken. */
export const basketOf = (...lines: readonly NewLine[]): Basket => {
  let basket = testBasket();
  for (const line of lines) {
    basket = mustBe(addLine(basket, line));
  }
  return basket;
};
