/** Baskets of thousands of different lines: they must neither run out of stack or memory nor keep a till waiting. */
import { expect, it } from "vitest";
import { readPricingCase } from "../../../contracts/pricing-case.ts";
import { priceBasket } from "../../../domain/pricing/price-basket.ts";
import type { PricingResult } from "../../../domain/pricing/pricing-result.ts";

const LINES = 4000;

/** Line n has three units at n + 1 euros. */
const priced = (benefit: unknown, selection: "best" | "priority"): PricingResult => {
  const read = readPricingCase({
    schemaVersion: 1,
    currency: "EUR",
    at: "2026-11-20T12:00:00Z",
    selection,
    basket: Array.from({ length: LINES }, (_, at) => ({
      sku: `S${String(at)}`,
      unitPrice: String(at + 1),
      quantity: "3",
    })),
    campaigns: [{ code: "K", rules: [{ benefit }] }],
  });
  if (!read.ok) {
    throw new Error(JSON.stringify(read.error));
  }
  return priceBasket(read.value);
};

const ONE_OF_EACH_MINOR = (100 * LINES * (LINES + 1)) / 2;

it.each(["best", "priority"] as const)("frees one unit of each of 4,000 lines, %s", (selection) => {
  const { totals, applied } = priced({ type: "cheapestFree", of: 3, free: 1 }, selection);
  expect(totals).toMatchObject({ discountMinor: ONE_OF_EACH_MINOR, totalMinor: 2 * ONE_OF_EACH_MINOR });
  expect(applied).toMatchObject([{ campaign: "K", times: LINES, amountMinor: ONE_OF_EACH_MINOR }]);
});

it("keeps the limit of applications over thousands of lines: the dearest 150", () => {
  const { applied } = priced({ type: "cheapestFree", of: 3, free: 1, maxTimes: 150 }, "best");
  const dearestMinor = Array.from({ length: 150 }, (_, at) => 100 * (LINES - at)).reduce((a, b) => a + b, 0);
  expect(applied).toMatchObject([{ times: 150, amountMinor: dearestMinor }]);
});

it.each(["best", "priority"] as const)("sells each of 4,000 lines as a bundle, %s", (selection) => {
  const items = [{ quantity: 3, target: {} }];
  const { totals, applied } = priced({ type: "bundlePrice", items, price: "1.00" }, selection);
  expect(totals).toMatchObject({ totalMinor: 100 * LINES });
  expect(applied).toMatchObject([{ campaign: "K", times: LINES }]);
});
