/** What is stored of a sale's price: what is usual of a line is left out, and reading gives back what was priced. */
import { expect, test } from "vitest";
import { priceBasket } from "../../../domain/pricing/price-basket.ts";
import type { PricedBasket } from "../../../electron/services/pricing/basket-pricing.ts";
import { readSaleTrace, saleTrace } from "../../../electron/services/pricing/sale-trace.ts";
import { inputOf } from "../../support/pricing-case.ts";

const input = inputOf({
  basket: [
    { sku: "A", name: "Apple", unitPrice: "1.00", quantity: "1" },
    {
      sku: "B",
      unitPrice: "2.00",
      quantity: "0.500",
      unit: "weight",
      categories: ["C1"],
      tags: ["T"],
      brand: "X",
      discountable: false,
      onSale: true,
      minUnitPrice: "1.00",
    },
  ],
});

const traced = JSON.stringify(
  saleTrace({ input, offers: { hash: "none" }, result: priceBasket(input) } as unknown as PricedBasket),
);

test("reads back every line as it was priced", () => {
  expect(readSaleTrace(traced)?.basket).toEqual(input.basket);
});

test("leaves out what most lines have, and keeps what they have not", () => {
  const { basket } = JSON.parse(traced) as { readonly basket: readonly Record<string, unknown>[] };
  expect(Object.keys(basket[0] ?? {}).toSorted()).toEqual(
    ["id", "name", "quantityMilli", "sku", "taxRateBp", "unitPriceMinor"].toSorted(),
  );
  expect(basket[1]).toMatchObject({ unit: "weight", discountable: false, minUnitPriceMinor: 100 });
});

test("reads a trace that was stored whole, as older sales are", () => {
  const whole = { ...(JSON.parse(traced) as object), basket: input.basket };
  expect(readSaleTrace(JSON.stringify(whole))?.basket).toEqual(input.basket);
});

test("a sale without its basket was not priced here", () => {
  expect(readSaleTrace(null)).toBeNull();
  expect(readSaleTrace("{}")).toBeNull();
});
