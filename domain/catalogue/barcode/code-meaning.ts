/**
 * Owns what a code means by its form, once no product has it as its bar code: one of the shop's own cards and slips, a
 * GS1 element string, a scale's label, or goods by their number. Always one answer, in that order; whether such a product,
 * card or coupon exists is looked up by whoever asked. It never guesses: a code that looks like a label and is wrong is
 * unreadable, not something else.
 */
import { isValidGtin } from "../../scanning/check-digit.ts";
import { GS1_SEPARATOR, type NormalisedCode } from "../../scanning/normalise-code.ts";
import type { CivilDate } from "../../time/civil-date.ts";
import type { BarcodeRules, LabelRule, OwnPrefixRule } from "./barcode-rules.ts";
import type { CouponStatement } from "./gs1-coupon.ts";
import { readGs1 } from "./gs1-elements.ts";
import { gs1Meaning } from "./gs1-meaning.ts";
import { readLabel, readLayout, type LabelReading } from "./label-layout.ts";
import { scaled, type MoneyContext } from "./money-context.ts";

export type CodeMeasure =
  | { readonly kind: "weight"; readonly weightMilli: number }
  | { readonly kind: "count"; readonly units: number }
  | { readonly kind: "price"; readonly priceMinor: number; readonly means: "quantity" | "price" };

export type CodeMeaning =
  | {
      readonly kind: "product";
      /** Bar codes and numbers to look up, best first. */
      readonly candidates: readonly string[];
      readonly measure: CodeMeasure | null;
      readonly expiry: CivilDate | null;
      readonly batch: string | null;
      readonly serial: string | null;
    }
  | { readonly kind: "loyaltyCard"; readonly number: string }
  | {
      readonly kind: "coupon";
      readonly code: string;
      /** To look up, best first. */
      readonly spellings: readonly string[];
      /** What the code itself says of the coupon; null: it is only a code. */
      readonly states: CouponStatement | null;
    }
  | { readonly kind: "giftCard"; readonly number: string }
  | { readonly kind: "referral"; readonly code: string }
  | { readonly kind: "receipt"; readonly receiptNumber: string }
  | { readonly kind: "staffBadge" }
  | { readonly kind: "unreadable"; readonly problem: UnreadableProblem };

export type UnreadableProblem =
  | "checkDigit"
  | "priceDigit"
  | "noValue"
  /** A GS1 element string that is broken, or names no goods. */
  | "gs1"
  | "noProduct"
  | "date"
  | "otherCurrency";

export const readMeaning = (
  code: NormalisedCode,
  rules: BarcodeRules,
  context: MoneyContext,
): CodeMeaning => {
  const own = rules.ownPrefixes.find((rule) => isOwn(rule, code.text));
  if (own !== undefined) {
    return ownMeaning(own, code.text);
  }
  const gs1 = gs1Text(code, rules);
  if (gs1 !== null) {
    const elements = readGs1(gs1);
    return elements === null ? { kind: "unreadable", problem: "gs1" } : gs1Meaning(elements, context);
  }
  if (code.receiptNumber !== null) {
    return { kind: "receipt", receiptNumber: code.receiptNumber };
  }
  return labelMeaning(code.text, rules.labels, context) ?? productMeaning(code.candidates, null);
};

const productMeaning = (candidates: readonly string[], measure: CodeMeasure | null): CodeMeaning => ({
  kind: "product",
  candidates,
  measure,
  expiry: null,
  batch: null,
  serial: null,
});

const isOwn = ({ prefix, length }: OwnPrefixRule, text: string): boolean =>
  text.startsWith(prefix) && (length === null ? text.length > prefix.length : text.length === length);

const ownMeaning = ({ kind, checksDigit }: OwnPrefixRule, text: string): CodeMeaning => {
  if (checksDigit && !isValidGtin(text)) {
    return { kind: "unreadable", problem: "checkDigit" };
  }
  switch (kind) {
    case "loyaltyCard":
    case "giftCard":
      return { kind, number: text };
    case "coupon":
      return { kind, code: text, spellings: [text], states: null };
    case "referral":
      return { kind, code: text };
    case "receipt":
      return { kind, receiptNumber: text };
    case "staffBadge":
      return { kind };
  }
};

// GS1-128, DataMatrix, QR, DataBar and composite, Dot Code.
const GS1_AIM_IDS = ["]C1", "]d2", "]Q3", "]e0", "]e1", "]e2", "]J1"];

/** The element string where there is one: by the symbol's own sign, else by a separator in it. */
const gs1Text = (code: NormalisedCode, { gs1Separator }: BarcodeRules): string | null => {
  const substituted = gs1Separator === null ? code.text : code.text.replaceAll(gs1Separator, GS1_SEPARATOR);
  const isGs1 =
    (code.aimId !== null && GS1_AIM_IDS.includes(code.aimId)) ||
    code.beginsWithSeparator ||
    substituted.includes(GS1_SEPARATOR);
  return isGs1 ? substituted : null;
};

/** A UPC-A label comes with or without the leading zero of its EAN-13. */
const formsOf = (text: string): readonly string[] => {
  if (/^\d{12}$/.test(text)) {
    return [text, `0${text}`];
  }
  return /^0\d{12}$/.test(text) ? [text, text.slice(1)] : [text];
};

/** The first label that is right decides; if none is, the first that only has a wrong digit says so. */
const labelMeaning = (
  text: string,
  labels: readonly LabelRule[],
  context: MoneyContext,
): CodeMeaning | null => {
  const forms = formsOf(text);
  let wrong: CodeMeaning | null = null;
  for (const rule of labels) {
    const layout = readLayout(rule.layout);
    if (!layout.ok) {
      continue;
    }
    for (const form of forms) {
      const meaning = meaningOf(readLabel(layout.value, form, rule.checksDigit), rule, context);
      if (meaning !== null && meaning.kind !== "unreadable") {
        return meaning;
      }
      wrong ??= meaning;
    }
  }
  return wrong;
};

const meaningOf = (reading: LabelReading, rule: LabelRule, context: MoneyContext): CodeMeaning | null => {
  if (reading.kind === "noMatch") {
    return null;
  }
  if (reading.kind === "wrongDigit") {
    return { kind: "unreadable", problem: reading.which };
  }
  if (reading.value === 0) {
    return { kind: "unreadable", problem: "noValue" };
  }
  return productMeaning(reading.candidates, measureOf(reading, rule, context));
};

const measureOf = (
  { measure, value }: Extract<LabelReading, { readonly kind: "label" }>,
  { decimals, priceMeans }: LabelRule,
  { currencyDecimals }: MoneyContext,
): CodeMeasure => {
  switch (measure) {
    case "weight":
      return { kind: "weight", weightMilli: scaled(value, decimals, 3) };
    case "count":
      return { kind: "count", units: value };
    case "price":
      return { kind: "price", priceMinor: scaled(value, decimals, currencyDecimals), means: priceMeans };
  }
};
