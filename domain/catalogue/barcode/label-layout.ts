/**
 * Owns the layouts of codes that a scale prints: which digits name the item, which are its weight, count or price, and
 * which prove the price. A layout is a text like `20{item:4}{verifier}{price:5}`; the check digit follows it.
 */
import { err, ok, type Result } from "../../result.ts";
import { gtinCheckDigit, isValidGtin } from "../../scanning/check-digit.ts";
import { priceCheckDigit } from "./price-check-digit.ts";

export type LabelMeasure = "weight" | "price" | "count";
type FieldName = "item" | "verifier" | LabelMeasure;

interface LayoutField {
  readonly name: FieldName;
  readonly start: number;
  readonly length: number;
}

export interface LabelLayout {
  readonly length: number;
  readonly fields: readonly LayoutField[];
  readonly literals: readonly { readonly start: number; readonly digits: string }[];
  readonly measure: LabelMeasure;
}

export type LayoutProblem = "syntax" | "noPrefix" | "noItem" | "noMeasure" | "length" | "verifier";

const PART = /(\d+)|\{(item|weight|price|count):([1-9])\}|\{(verifier)\}/y;
/** With the check digit: EAN-8, UPC-A, EAN-13. */
const LENGTHS = [8, 12, 13];

export const readLayout = (text: string): Result<LabelLayout, LayoutProblem> => {
  const fields: LayoutField[] = [];
  const literals: { start: number; digits: string }[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const match = PART.exec(text);
    if (match === null) {
      return err("syntax");
    }
    const [, digits, name, length, verifier] = match;
    if (digits === undefined) {
      const field = { name: (name ?? verifier) as FieldName, start, length: Number(length ?? 1) };
      fields.push(field);
      start += field.length;
    } else {
      literals.push({ start, digits });
      start += digits.length;
    }
  }
  const measure = fields.map(({ name }) => name).find(isMeasure);
  const problem = problemOf(fields, { hasPrefix: literals[0]?.start === 0, length: start + 1 });
  return problem === null && measure !== undefined
    ? ok({ length: start + 1, fields, literals, measure })
    : err(problem ?? "noMeasure");
};

const isMeasure = (name: FieldName): name is LabelMeasure =>
  name === "weight" || name === "price" || name === "count";

const problemOf = (
  fields: readonly LayoutField[],
  { hasPrefix, length }: { readonly hasPrefix: boolean; readonly length: number },
): LayoutProblem | null => {
  const count = (name: FieldName): number => fields.filter((field) => field.name === name).length;
  const measures = fields.filter(({ name }) => isMeasure(name));
  if (!hasPrefix) {
    return "noPrefix";
  }
  if (count("item") !== 1) {
    return "noItem";
  }
  if (measures.length !== 1) {
    return "noMeasure";
  }
  const canProve = measures[0]?.length === 4 || measures[0]?.length === 5;
  if (count("verifier") > 1 || (count("verifier") === 1 && !canProve)) {
    return "verifier";
  }
  return LENGTHS.includes(length) ? null : "length";
};

export type LabelReading =
  | { readonly kind: "noMatch" }
  | { readonly kind: "wrongDigit"; readonly which: "checkDigit" | "priceDigit" }
  | {
      readonly kind: "label";
      readonly measure: LabelMeasure;
      readonly value: number;
      /** The label's own bar code with a value of zero, then the item's number. */
      readonly candidates: readonly string[];
    };

/** Reads 8, 12 or 13 digits by a layout. */
export const readLabel = (layout: LabelLayout, digits: string, checksDigit: boolean): LabelReading => {
  const fits =
    digits.length === layout.length &&
    /^\d+$/.test(digits) &&
    layout.literals.every((literal) => digits.startsWith(literal.digits, literal.start));
  if (!fits) {
    return { kind: "noMatch" };
  }
  if (checksDigit && !isValidGtin(digits)) {
    return { kind: "wrongDigit", which: "checkDigit" };
  }
  const part = (name: FieldName): string => {
    const field = layout.fields.find((candidate) => candidate.name === name);
    return field === undefined ? "" : digits.slice(field.start, field.start + field.length);
  };
  const value = part(layout.measure);
  const verifier = part("verifier");
  if (verifier !== "" && Number(verifier) !== priceCheckDigit(value)) {
    return { kind: "wrongDigit", which: "priceDigit" };
  }
  const item = part("item");
  const short = item.replace(/^0+(?=\d)/, "");
  const candidates = [zeroed(layout, digits), item, ...(short === item ? [] : [short])];
  return { kind: "label", measure: layout.measure, value: Number(value), candidates };
};

/** The code under which such goods are often stored: value and price digit zero, the check digit right again. */
const zeroed = (layout: LabelLayout, digits: string): string => {
  const cleared = layout.fields
    .filter(({ name }) => name !== "item")
    .reduce(
      (text, { start, length }) => text.slice(0, start) + "0".repeat(length) + text.slice(start + length),
      digits.slice(0, -1),
    );
  return `${cleared}${String(gtinCheckDigit(cleared))}`;
};
