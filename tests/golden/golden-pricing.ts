/**
 * The golden pricing cases: one file per case, by folder of the benefit or rule they show. `byHand` is the part of the
 * answer that a person derived from the rules, with the reasoning in `why`; nothing writes it but a person. `answer` is
 * the whole answer, kept so that no change of it goes unseen.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readPricingCase, writePricingAnswer } from "../../contracts/pricing-case.ts";
import { priceBasket } from "../../domain/pricing/price-basket.ts";

const FOLDER = join(import.meta.dirname, "pricing");

interface GoldenFile {
  readonly why: string;
  readonly byHand: Readonly<Record<string, unknown>>;
  readonly case: Readonly<Record<string, unknown>>;
  readonly answer: unknown;
}

export interface GoldenCase extends GoldenFile {
  readonly file: string;
  readonly name: string;
}

export const goldenCases = (): readonly GoldenCase[] =>
  readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .map((name) => {
      const file = join(FOLDER, name);
      return { ...(JSON.parse(readFileSync(file, "utf8")) as GoldenFile), file, name };
    });

/** The answer as `npm run price` would print it. */
export const answerOfGolden = ({ name, case: json }: GoldenCase): unknown => {
  const read = readPricingCase(json);
  if (!read.ok) {
    throw new Error(`${name}: ${JSON.stringify(read.error)}`);
  }
  return JSON.parse(JSON.stringify(writePricingAnswer(priceBasket(read.value), read.value.currencyDecimals)));
};
