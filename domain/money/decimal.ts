/**
 * Owns reading and writing exact decimal strings ("12.50") as scaled integers, and a currency's decimals.
 * The point is always "."; what a person types in their locale is read by the renderer.
 */
import { err, ok, type Result } from "../result.ts";
import { assertSafe } from "./ratio.ts";

export type DecimalError =
  | { readonly type: "NotADecimal"; readonly text: string }
  | { readonly type: "TooManyDecimals"; readonly text: string; readonly decimals: number }
  | { readonly type: "TooLarge"; readonly text: string };

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads "12.5" with 2 decimals as 1250. More decimals than allowed are an error, also when they are zeros. */
export const parseDecimal = (text: string, decimals: number): Result<number, DecimalError> => {
  const match = DECIMAL.exec(text);
  if (!match) {
    return err({ type: "NotADecimal", text });
  }
  const [, sign, whole = "", fraction = ""] = match;
  if (fraction.length > decimals) {
    return err({ type: "TooManyDecimals", text, decimals });
  }
  const scaled = Number(whole + fraction.padEnd(decimals, "0"));
  if (!Number.isSafeInteger(scaled)) {
    return err({ type: "TooLarge", text });
  }
  return ok(sign === "-" && scaled !== 0 ? -scaled : scaled);
};

/** Writes 1250 with 2 decimals as "12.50". */
export const formatDecimal = (value: number, decimals: number): string => {
  assertSafe(value);
  const digits = String(Math.abs(value)).padStart(decimals + 1, "0");
  const sign = value < 0 ? "-" : "";
  if (decimals === 0) {
    return sign + digits;
  }
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

/** Writes without trailing zeros: 1250 with 2 decimals is "12.5", 2000 with 3 is "2". */
export const formatDecimalShort = (value: number, decimals: number): string => {
  const text = formatDecimal(value, decimals);
  return decimals === 0 ? text : text.replace(/\.?0+$/, "");
};

/** Decimals of an ISO 4217 currency (JPY 0, TRY 2, KWD 3), as CLDR knows them. Asking CLDR each time is slow. */
export const currencyDecimals = (currency: string): number => {
  const decimals =
    known.get(currency) ??
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ??
    2;
  known.set(currency, decimals);
  return decimals;
};

const known = new Map<string, number>();
