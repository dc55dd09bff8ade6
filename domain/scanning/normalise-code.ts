/**
 * Owns what a scanned or typed code may mean: the texts to look up, best first, and what the code looks like.
 * Looking up decides: a product whose stored bar code equals the text wins over any reading of its form. Codes with
 * embedded weights or prices and GS1 element strings are read by catalogue/barcode; the text keeps their separators.
 */
import { isValidGtin } from "./check-digit.ts";

export interface NormalisedCode {
  /** As to be shown and looked up first: no AIM identifier, no control characters or spaces at the ends. */
  readonly text: string;
  /** "]E0" and the like when the scanner sends it, else null. */
  readonly aimId: string | null;
  /** GS1's sign of an element string (FNC1) came first: not part of the text. */
  readonly beginsWithSeparator: boolean;
  /** `receiptNumber`: looks like store-till-sequence. Only a hint: products are looked up first. */
  readonly kind: "receiptNumber" | "product";
  /** Of an EAN-8, UPC-A or EAN-13; `none` when the code has another form. Never a reason to refuse a stored code. */
  readonly checkDigit: "valid" | "invalid" | "none";
  /** Texts to look up among stored bar codes, in this order. Empty for an empty code. */
  readonly candidates: readonly string[];
  /** The receipt number as it was issued, else null. */
  readonly receiptNumber: string | null;
}

// ISO/IEC 15424: "]", a code character (a letter) and a modifier character.
const AIM_ID = /^\][A-Za-z][0-9A-Za-z]/;
// Everything at the ends that a wedge, a cable or a person adds: control characters and spaces.
const ENDS = /^[\p{Cc}\p{Z}]+|[\p{Cc}\p{Z}]+$/gu;
const GTIN = /^(?:\d{8}|\d{12,14})$/;
/** GS1's FNC1 in transmitted data: ASCII 29. */
export const GS1_SEPARATOR = "\u001D";
// A wedge types keys, not characters: the "-" of a US scanner is "*" on a Turkish keyboard and "'" on a Spanish one.
const RECEIPT_NUMBER = /^([A-Z0-9]+)[-*'/]([A-Z0-9]+)[-*'/](\d{6,})$/;

/** Reads a code as it came in. Never fails: an empty or strange code has few or no candidates. */
export const normaliseCode = (raw: string): NormalisedCode => {
  const trimmed = raw.replace(ENDS, "");
  const aimId = AIM_ID.exec(trimmed)?.[0] ?? null;
  const body = aimId === null ? raw : trimmed.slice(aimId.length);
  const text = body.replace(ENDS, "");
  const receiptNumber = readReceiptNumber(text);
  return {
    text,
    aimId,
    beginsWithSeparator: body.trimStart().startsWith(GS1_SEPARATOR),
    kind: receiptNumber === null ? "product" : "receiptNumber",
    checkDigit: GTIN.test(text) ? (isValidGtin(text) ? "valid" : "invalid") : "none",
    candidates: candidatesOf(text),
    receiptNumber,
  };
};

/**
 * The text itself first. Then the other forms of the same number: a UPC-A is an EAN-13 without its leading zero, a GTIN
 * of fourteen digits may have one or two, and scanners send any. Then capital letters, for codes that a person typed.
 */
const candidatesOf = (text: string): readonly string[] => {
  if (text === "") {
    return [];
  }
  const forms = [text, ...otherGtinForms(text)];
  const capitals = asciiCapitals(text);
  return capitals === text ? forms : [...forms, capitals];
};

const GTIN_LENGTHS = [13, 12, 14];

const otherGtinForms = (text: string): readonly string[] => {
  if (!/^\d{12,14}$/.test(text) || !isValidGtin(text)) {
    return [];
  }
  const whole = text.padStart(14, "0");
  return GTIN_LENGTHS.filter(
    (length) => length !== text.length && /^0*$/.test(whole.slice(0, 14 - length)),
  ).map((length) => whole.slice(14 - length));
};

const readReceiptNumber = (text: string): string | null => {
  const match = RECEIPT_NUMBER.exec(asciiCapitals(text));
  return match === null ? null : `${match[1]}-${match[2]}-${match[3]}`;
};

/** Only a to z, and the dotless i that a Turkish keyboard types for the scanner's i: no locale changes a code. */
const asciiCapitals = (text: string): string =>
  text.replace(/[a-z\u0131]/g, (letter) => (letter === "\u0131" ? "I" : letter.toUpperCase()));
