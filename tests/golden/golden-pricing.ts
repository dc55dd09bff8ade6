/** The golden pricing cases: one file per case, `{case, answer}`, by folder of the benefit or rule they show. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readPricingCase, writePricingAnswer } from "../../contracts/pricing-case.ts";
import { priceBasket } from "../../domain/pricing/price-basket.ts";

const FOLDER = join(import.meta.dirname, "pricing");

export interface GoldenCase {
  readonly file: string;
  readonly name: string;
  readonly json: unknown;
  readonly answer: unknown;
}

export const goldenCases = (): readonly GoldenCase[] =>
  readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .map((name) => {
      const file = join(FOLDER, name);
      const content = JSON.parse(readFileSync(file, "utf8")) as { readonly case: unknown; readonly answer: unknown };
      return { file, name, json: content.case, answer: content.answer };
    });

/** The answer as `npm run price` would print it. */
export const answerOfGolden = ({ name, json }: GoldenCase): unknown => {
  const read = readPricingCase(json);
  if (!read.ok) {
    throw new Error(`${name}: ${JSON.stringify(read.error)}`);
  }
  return JSON.parse(JSON.stringify(writePricingAnswer(priceBasket(read.value), read.value.currencyDecimals)));
};
