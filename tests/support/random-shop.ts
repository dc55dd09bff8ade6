/**
 * Owns random shops and baskets for property tests: products with several tax rates, by the piece and weighed, prices
 * of any size, deposits, manual discounts on lines and on the whole, tax inside, on top or exempt, every way of rounding
 * cash.
 */
import fc from "fast-check";
import type { CashRounding, StoreProfile } from "../../domain/sale/store-profile.ts";
import type { TestTill } from "./test-till.ts";

interface RandomDiscountPercent {
  readonly percentBp: number;
}
interface RandomDiscountAmount {
  readonly amountMinor: number;
}
export type RandomDiscount = RandomDiscountPercent | RandomDiscountAmount | null;

export interface RandomLine {
  readonly weighed: boolean;
  readonly unitPriceMinor: number;
  readonly taxRateBp: number;
  /** Units, or thousandths of a weighed one. */
  readonly amount: number;
  readonly discount: RandomDiscount;
  readonly deposit: boolean;
}

export interface RandomBasket {
  readonly taxExempt: boolean;
  readonly lines: readonly RandomLine[];
  readonly discount: RandomDiscount;
}

export interface RandomShop {
  readonly pricesIncludeTax: boolean;
  readonly cashRounding: CashRounding;
}

const discount: fc.Arbitrary<RandomDiscount> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  fc.record({ percentBp: fc.integer({ min: 0, max: 10_000 }) }),
  fc.record({ amountMinor: fc.integer({ min: 1, max: 5000 }) }),
);

const line: fc.Arbitrary<RandomLine> = fc
  .record({
    weighed: fc.boolean(),
    unitPriceMinor: fc.oneof(
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 51, max: 9999 }),
      fc.integer({ min: 10_000, max: 5_000_000 }),
    ),
    taxRateBp: fc.constantFrom(0, 100, 700, 1000, 1900, 2000),
    units: fc.integer({ min: 1, max: 12 }),
    grams: fc.integer({ min: 1, max: 9999 }),
    discount,
    deposit: fc.boolean(),
  })
  .map(({ units, grams, ...rest }) => ({ ...rest, amount: rest.weighed ? grams : units }));

export const randomBasket: fc.Arbitrary<RandomBasket> = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 6 }),
  discount,
  taxExempt: fc.boolean(),
});

export const randomShop: fc.Arbitrary<RandomShop> = fc.record({
  pricesIncludeTax: fc.boolean(),
  cashRounding: fc.record({
    stepMinor: fc.constantFrom(1, 5, 10, 100),
    mode: fc.constantFrom("nearest" as const, "up" as const, "down" as const),
  }),
});

export const profileOf = (shop: RandomShop): Partial<StoreProfile> => shop;

/** Makes the products and rings the basket up, as the manager who may give every discount. */
export const ringUp = async (test: TestTill, basket: RandomBasket): Promise<void> => {
  for (const [index, wanted] of basket.lines.entries()) {
    const productId = makeProduct(test, wanted, index);
    const added = await test.must("basket.addProduct", {
      productId,
      quantityMilli: wanted.weighed ? wanted.amount : wanted.amount * 1000,
    });
    if (wanted.discount) {
      const lineId = added.lastLineId ?? "";
      await test.must("basket.discountLine", { lineId, discount: wanted.discount, reason: "random" });
    }
  }
  if (basket.taxExempt) {
    await test.must("basket.exemptTax", { reason: "random", certificate: null });
  }
  if (basket.discount) {
    await test.must("basket.discountBasket", { discount: basket.discount, reason: "random" });
  }
};

const DEPOSIT = "R-DEPOSIT";

/** One product for each combination: a till that runs a thousand sales keeps a small catalogue. */
const makeProduct = (test: TestTill, wanted: RandomLine, index: number): number => {
  const sku = `R-${String(index)}`;
  test.till.products.upsertMany(
    [
      { sku: DEPOSIT, kind: "deposit", taxRateBp: 700, unitPriceMinor: 25 },
      {
        sku,
        name: `Random ${String(index)}`,
        unit: wanted.weighed ? "weight" : "each",
        taxRateBp: wanted.taxRateBp,
        unitPriceMinor: wanted.unitPriceMinor,
        depositSku: wanted.deposit ? DEPOSIT : null,
      },
    ],
    null,
  );
  const product = test.till.products.findBySku(sku);
  if (!product) {
    throw new Error(`${sku} was not made`);
  }
  return product.id;
};
