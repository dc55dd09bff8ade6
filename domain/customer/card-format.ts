/**
 * Owns which numbers are loyalty cards: formats as data (prefix, length, check digit), the shop's own and those of
 * other programs that customers show by mistake. Says what a number looks like; which customer has it is stored.
 */
import { gtinCheckDigit } from "../scanning/check-digit.ts";

export type CheckDigitRule = "gtin" | "luhn" | "none";

export interface CardFormat {
  /** What the program is called: shown when its card is scanned here. */
  readonly program: string;
  /** false: another program's card, which is recognised so that the answer is clear. */
  readonly own: boolean;
  readonly prefix: string;
  /** Of the whole number, check digit included. */
  readonly length: number;
  readonly checkDigit: CheckDigitRule;
}

export const DEFAULT_CARD_FORMATS: readonly CardFormat[] = [
  { program: "", own: true, prefix: "29", length: 13, checkDigit: "gtin" },
];

const MAX_CARD_LENGTH = 24;

/** A format that can be told from others and leaves digits to choose. */
export const isSoundFormat = (format: CardFormat): boolean =>
  /^\d{1,12}$/.test(format.prefix) &&
  Number.isSafeInteger(format.length) &&
  format.length <= MAX_CARD_LENGTH &&
  format.length >= format.prefix.length + 4;

export type CardReading =
  | { readonly kind: "own"; readonly number: string; readonly format: CardFormat }
  | { readonly kind: "otherProgram"; readonly program: string }
  /** Begins like one of ours and has its length, but the check digit is wrong: misread or mistyped. */
  | { readonly kind: "wrongCheckDigit" }
  | { readonly kind: "noCard" };

/** What a code is by its form. The longest prefix that fits speaks; own formats win over others of the same prefix. */
export const readCard = (code: string, formats: readonly CardFormat[]): CardReading => {
  const number = code.replaceAll(/[\s-]/g, "");
  const fitting = formats
    .filter((format) => isSoundFormat(format) && hasForm(number, format))
    .toSorted((a, b) => b.prefix.length - a.prefix.length || Number(b.own) - Number(a.own));
  const right = fitting.find((format) => hasRightCheckDigit(number, format.checkDigit));
  if (right) {
    return right.own
      ? { kind: "own", number, format: right }
      : { kind: "otherProgram", program: right.program };
  }
  return fitting.some((format) => format.own) ? { kind: "wrongCheckDigit" } : { kind: "noCard" };
};

const hasForm = (number: string, format: CardFormat): boolean =>
  /^\d+$/.test(number) && number.length === format.length && number.startsWith(format.prefix);

const hasRightCheckDigit = (number: string, rule: CheckDigitRule): boolean =>
  rule === "none" || checkDigitOf(number.slice(0, -1), rule) === Number(number.at(-1));

/** The check digit after `digits`. Luhn: ISO/IEC 7812-1 annex B. */
const checkDigitOf = (digits: string, rule: Exclude<CheckDigitRule, "none">): number =>
  rule === "gtin" ? gtinCheckDigit(digits) : luhnCheckDigit(digits);

const luhnCheckDigit = (digits: string): number => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = digit * 2;
    sum += index % 2 === 0 ? (doubled > 9 ? doubled - 9 : doubled) : digit;
  }
  return (10 - (sum % 10)) % 10;
};

/** A number of this format with these digits in its free places; as many of the last ones as there is room for. */
export const cardNumber = (format: CardFormat, digits: string): string => {
  const room = format.length - format.prefix.length - (format.checkDigit === "none" ? 0 : 1);
  const body = format.prefix + digits.slice(-room).padStart(room, "0");
  return format.checkDigit === "none" ? body : `${body}${String(checkDigitOf(body, format.checkDigit))}`;
};
