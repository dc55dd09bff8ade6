/**
 * Owns the codes of gift cards and store credit: two letters that say which, fifteen random digits and a check digit
 * (GTIN's weights, which notice any single wrong digit). Nobody guesses one: a billion cards leave a million blanks
 * to each. Randomness comes in.
 */
import { gtinCheckDigit } from "../scanning/check-digit.ts";
import type { StoredValueKind } from "./stored-value.ts";

export const CODE_RANDOM_DIGITS = 15;

const PREFIX: Readonly<Record<StoredValueKind, string>> = { GIFT_CARD: "GC", STORE_CREDIT: "SC" };

/** `randomDigits`: CODE_RANDOM_DIGITS of them. */
export const cardCode = (kind: StoredValueKind, randomDigits: string): string => {
  if (!/^\d{15}$/.test(randomDigits)) {
    throw new Error("A card's code is made of fifteen random digits");
  }
  return `${PREFIX[kind]}${randomDigits}${String(gtinCheckDigit(randomDigits))}`;
};

export type ReadCode =
  | { readonly type: "card"; readonly code: string }
  /** Looks like one, with a digit that is wrong, missing or too many. */
  | { readonly type: "misread" }
  | { readonly type: "other" };

/** Reads what was scanned or typed, whatever its case and the spaces in it. */
export const readCardCode = (text: string): ReadCode => {
  const code = text.replaceAll(/[\s-]/g, "").toUpperCase();
  if (!/^[GS]C\d{8,}$/.test(code)) {
    return { type: "other" };
  }
  const digits = code.slice(2);
  const isRight =
    digits.length === CODE_RANDOM_DIGITS + 1 &&
    gtinCheckDigit(digits.slice(0, -1)) === Number(digits.slice(-1));
  return isRight ? { type: "card", code } : { type: "misread" };
};

export const lastFour = (code: string): string => code.slice(-4);

/** In groups of four, to be read aloud and typed. */
export const spacedCode = (code: string): string =>
  `${code.slice(0, 2)} ${code.slice(2).replaceAll(/(\d{4})(?=\d)/g, "$1 ")}`;
