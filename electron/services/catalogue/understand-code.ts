/**
 * Owns what a code means with the shop's own goods and rules: the exact bar code of a product always wins, then the form
 * of the code decides. Looks nothing up but products: cards, coupons and receipts are found by whoever stores them.
 */
import { currencyDecimals } from "../../../domain/money/decimal.ts";
import type { BarcodeRules } from "../../../domain/catalogue/barcode/barcode-rules.ts";
import {
  readMeaning,
  type CodeMeaning,
  type UnreadableProblem,
} from "../../../domain/catalogue/barcode/code-meaning.ts";
import { labelLine, type LabelLine } from "../../../domain/catalogue/barcode/label-line.ts";
import type { NormalisedCode } from "../../../domain/scanning/normalise-code.ts";
import { daysFromCivil, formatCivilDate } from "../../../domain/time/civil-date.ts";
import { findByCode, type FoundProduct } from "../checkout/add-product.ts";
import type { SaleRulesDeps } from "../checkout/sale-rules.ts";
import { todayIn } from "../checkout/store-today.ts";
import type { ProductsDep, SettingsDep } from "../deps.ts";
import { readBarcodeRules } from "./barcode-rules.ts";

export type UnderstandDeps = ProductsDep & SettingsDep & SaleRulesDeps;

export interface UnderstoodProduct extends FoundProduct, LabelLine {
  /** The product has the code itself as its bar code or number. */
  readonly isExact: boolean;
  /** Batch and serial number, kept with the line. */
  readonly note: string | null;
  /** ISO date; null: no date, or not past. */
  readonly expiredOn: string | null;
}

export type Understood =
  | ({ readonly kind: "product" } & UnderstoodProduct)
  | { readonly kind: "own"; readonly meaning: OwnMeaning }
  | { readonly kind: "unknownProduct"; readonly lookedFor: readonly string[] }
  | { readonly kind: "unreadable"; readonly problem: UnreadableProblem };

export type OwnMeaning = Exclude<CodeMeaning, { readonly kind: "product" | "unreadable" }>;

const PLAIN = {
  isExact: true,
  quantityMilli: null,
  unitPriceMinor: null,
  note: null,
  expiredOn: null,
} as const;

/** `rules`: others than the stored ones, to try them. */
export const understandCode = (
  deps: UnderstandDeps,
  code: NormalisedCode,
  rules: BarcodeRules | null = null,
): Understood => {
  const exact = findByCode(deps, code.candidates, code.text);
  if (exact) {
    return { kind: "product", ...exact, ...PLAIN };
  }
  const { currency } = deps.profile;
  const meaning = readMeaning(code, rules ?? readBarcodeRules(deps), {
    currency,
    currencyDecimals: currencyDecimals(currency),
    today: todayIn(deps),
  });
  if (meaning.kind === "unreadable") {
    return meaning;
  }
  return meaning.kind === "product" ? withProduct(deps, meaning) : { kind: "own", meaning };
};

const withProduct = (
  deps: UnderstandDeps,
  meaning: Extract<CodeMeaning, { readonly kind: "product" }>,
): Understood => {
  const { candidates, expiry } = meaning;
  const found =
    deps.products.findByBarcode(candidates) ??
    candidates
      .map(deps.products.findBySku)
      .flatMap((product) => (product ? [{ product, barcode: product.barcode }] : []))[0];
  if (!found) {
    return { kind: "unknownProduct", lookedFor: candidates };
  }
  const isPast = expiry !== null && daysFromCivil(expiry) < daysFromCivil(todayIn(deps));
  return {
    kind: "product",
    isExact: false,
    ...found,
    ...labelLine(found.product, meaning.measure),
    note: noteOf(meaning),
    expiredOn: expiry !== null && isPast ? formatCivilDate(expiry) : null,
  };
};

/** By the short names that GS1 gives these elements, which stand on packages everywhere. */
const noteOf = ({ batch, serial }: { readonly batch: string | null; readonly serial: string | null }) =>
  [batch === null ? [] : [`LOT ${batch}`], serial === null ? [] : [`SN ${serial}`]].flat().join(" · ") ||
  null;
