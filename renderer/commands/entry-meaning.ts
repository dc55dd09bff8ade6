/**
 * Owns what the text in the search and scan box can mean, so that the screen can say it and Enter can do it.
 * One or two digits, or a decimal figure, are a quantity for the selected line; anything longer is a code or a name.
 */
import type { Formats } from "../formatting/formats.ts";

export type EntryMeaning =
  | { readonly kind: "empty" }
  | { readonly kind: "quantity"; readonly quantityMilli: number }
  | { readonly kind: "text"; readonly text: string };

const SHORT_NUMBER = /^\d{1,2}$/;
const DECIMAL_NUMBER = /^\d{1,4}[.,]\d{1,3}$/;

export const readEntry = (entry: string, formats: Formats): EntryMeaning => {
  const text = entry.trim();
  if (text === "") {
    return { kind: "empty" };
  }
  if (SHORT_NUMBER.test(text) || DECIMAL_NUMBER.test(text)) {
    const parsed = formats.parseQuantity(text);
    if (parsed.ok && parsed.value > 0) {
      return { kind: "quantity", quantityMilli: parsed.value };
    }
  }
  return { kind: "text", text };
};

/** Any number can be money handed over or a count of the next item. */
export const isNumeric = (entry: string): boolean => /^\d+([.,]\d*)?$/.test(entry.trim());
