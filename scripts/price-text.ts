/** Owns pricing the text of one case: the answer as one line of JSON, or every problem with its path. Never throws for bad input. */
import { readPricingCaseText, writePricingAnswer, type CaseProblem } from "../contracts/pricing-case.ts";
import { priceBasket } from "../domain/pricing/price-basket.ts";
import { err, ok, type Result } from "../domain/result.ts";

export const priceText = (text: string): Result<string, readonly CaseProblem[]> => {
  const read = readPricingCaseText(text);
  if (!read.ok) {
    return err(read.error);
  }
  return ok(JSON.stringify(writePricingAnswer(priceBasket(read.value), read.value.currencyDecimals)));
};
