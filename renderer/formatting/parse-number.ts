/**
 * Owns reading what a person types as an amount or a quantity, in the store's locale, into scaled integers.
 * Accepts the locale's own decimal sign and also the other one of comma and point; never guesses past that:
 * a figure that could mean two things reads as the locale means it. No floating point.
 */
import { parseDecimal } from "../../domain/money/decimal.ts";
import { err, ok, type Result } from "../../domain/result.ts";

export interface NumberStyle {
  /** "." or ",". */
  readonly decimalSign: string;
  readonly decimals: number;
}

export type NumberProblem = "empty" | "notANumber" | "tooManyDecimals" | "tooLarge";

const DIGITS_AND_SIGNS = /^[\d.,]+$/;

/** Spaces of every width and the Swiss apostrophe only group digits. */
const withoutSpacing = (text: string): string => text.replace(/[\s'’]/gu, "");

const isGrouped = (parts: readonly string[]): boolean => {
  const [head = "", ...rest] = parts;
  return /^\d{1,3}$/.test(head) && rest.length > 0 && rest.every((part) => /^\d{3}$/.test(part));
};

/** One sign, once: the locale's decimal sign is decimal; the other one groups when it can, else it is decimal. */
const readSingleSign = (text: string, sign: string, style: NumberStyle): string | null => {
  const parts = text.split(sign);
  if (parts.length > 2) {
    return isGrouped(parts) ? parts.join("") : null;
  }
  if (sign !== style.decimalSign && style.decimals < 3 && isGrouped(parts)) {
    return parts.join("");
  }
  return parts.join(".");
};

const toPlain = (text: string, style: NumberStyle): string | null => {
  const hasPoint = text.includes(".");
  const hasComma = text.includes(",");
  if (!hasPoint && !hasComma) {
    return text;
  }
  if (hasPoint !== hasComma) {
    return readSingleSign(text, hasPoint ? "." : ",", style);
  }
  const decimalSign = text.lastIndexOf(".") > text.lastIndexOf(",") ? "." : ",";
  const at = text.lastIndexOf(decimalSign);
  const whole = text.slice(0, at);
  const groups = whole.split(decimalSign === "." ? "," : ".");
  return isGrouped(groups) ? `${groups.join("")}.${text.slice(at + 1)}` : null;
};

export const parseNumber = (text: string, style: NumberStyle): Result<number, NumberProblem> => {
  const bare = withoutSpacing(text);
  if (bare === "") {
    return err("empty");
  }
  const plain = DIGITS_AND_SIGNS.test(bare) ? toPlain(bare, style) : null;
  if (plain === null || plain === ".") {
    return err("notANumber");
  }
  const whole = plain.startsWith(".") ? `0${plain}` : plain;
  const parsed = parseDecimal(whole.endsWith(".") ? whole.slice(0, -1) : whole, style.decimals);
  if (parsed.ok) {
    return ok(parsed.value);
  }
  switch (parsed.error.type) {
    case "TooManyDecimals":
      return err("tooManyDecimals");
    case "TooLarge":
      return err("tooLarge");
    case "NotADecimal":
      return err("notANumber");
  }
};
