/**
 * Owns pricing the text of one case: the answer as one line of JSON, or every problem with its path. What the
 * engine throws is a defect of ours: the command gets one line that says so.
 */
import {
  problemLine,
  readPricingCaseText,
  writePricingAnswer,
  type CaseProblem,
} from "../contracts/pricing-case.ts";
import { priceBasket } from "../domain/pricing/price-basket.ts";
import { err, ok, type Result } from "../domain/result.ts";

/** Throws what the engine throws; a bad case is no exception. */
export const priceText = (text: string): Result<string, readonly CaseProblem[]> => {
  const read = readPricingCaseText(text);
  if (!read.ok) {
    return err(read.error);
  }
  return ok(JSON.stringify(writePricingAnswer(priceBasket(read.value), read.value.currencyDecimals)));
};

export type PriceTextError =
  | { readonly type: "BadCase"; readonly lines: readonly string[] }
  | { readonly type: "Defect"; readonly lines: readonly string[] };

/** One line per problem, each without a line break. */
export const answerText = (text: string): Result<string, PriceTextError> => {
  try {
    const priced = priceText(text);
    return priced.ok ? priced : err({ type: "BadCase", lines: priced.error.map(problemLine) });
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, " ").trim();
    const line = problemLine({
      path: "$",
      expected: "a case that can be priced",
      got: `a defect of the program: ${message}`,
    });
    return err({ type: "Defect", lines: [line] });
  }
};
