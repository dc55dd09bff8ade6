/** Prices a JSON case the way `npm run price` does, for tests that state cases as a shop would write them. */
import { readPricingCase, writePricingAnswer, type PricingAnswer } from "../../contracts/pricing-case.ts";
import { priceBasket } from "../../domain/pricing/price-basket.ts";
import type { PricingInput } from "../../domain/pricing/pricing-input.ts";

export const inputOf = (json: Readonly<Record<string, unknown>>): PricingInput => {
  const read = readPricingCase({
    schemaVersion: 1,
    currency: "EUR",
    at: "2026-11-20T12:00:00Z",
    basket: [],
    ...json,
  });
  if (!read.ok) {
    throw new Error(JSON.stringify(read.error));
  }
  return read.value;
};

export const answerOf = (json: Readonly<Record<string, unknown>>): PricingAnswer => {
  const input = inputOf(json);
  return writePricingAnswer(priceBasket(input), input.currencyDecimals);
};
