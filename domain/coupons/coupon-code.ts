/**
 * Owns the codes of generated coupons: 75 random bits in Crockford's base 32 (no I, L, O or U), and a check character
 * that finds every single wrong character. Nobody can guess one or count on from another; people may read out and type
 * it in groups, in any case, with O for 0 and I or L for 1.
 */
import { ALPHABET, tidyBase32 } from "./base32.ts";

const RANDOM_CHARACTERS = 15;
const LENGTH = RANDOM_CHARACTERS + 1;
const GROUP = 4;

/** One per character; the last five bits of each are used. */
export const COUPON_RANDOM_BYTES = RANDOM_CHARACTERS;

/** A code from `COUPON_RANDOM_BYTES` random bytes. */
export const couponCodeOf = (randomBytes: Uint8Array): string => {
  if (randomBytes.length !== COUPON_RANDOM_BYTES) {
    throw new RangeError(`A coupon code needs ${String(COUPON_RANDOM_BYTES)} random bytes`);
  }
  const body = Array.from(randomBytes, (byte) => characterAt(byte)).join("");
  return body + checkCharacter(body);
};

/** The whole code of its characters before the check; null where they are none. */
export const couponCodeOfBody = (body: string): string | null =>
  body.length === RANDOM_CHARACTERS && [...body].every((character) => ALPHABET.includes(character))
    ? body + checkCharacter(body)
    : null;

const characterAt = (value: number): string => ALPHABET.charAt(value % ALPHABET.length);

/** Luhn's sum in base 32. */
export const checkCharacter = (body: string): string =>
  characterAt(ALPHABET.length - (luhnSum(body, 2) % ALPHABET.length));

const luhnSum = (text: string, lastFactor: 1 | 2): number => {
  let sum = 0;
  for (let at = text.length - 1, factor: number = lastFactor; at >= 0; at -= 1, factor = 3 - factor) {
    const product = ALPHABET.indexOf(text.charAt(at)) * factor;
    sum += Math.floor(product / ALPHABET.length) + (product % ALPHABET.length);
  }
  return sum;
};

/** Of a text that ends with its check character. */
export const hasRightCheck = (text: string): boolean => luhnSum(text, 1) % ALPHABET.length === 0;

export type GeneratedCode =
  /** It has another form: a code that a person made up. */
  | { readonly kind: "other" }
  /** A character is wrong. */
  | { readonly kind: "mistyped" }
  | { readonly kind: "code"; readonly code: string };

/** Reads what was scanned or typed as a generated code. */
export const readGeneratedCode = (text: string): GeneratedCode => {
  const code = tidyBase32(text);
  if (code.length !== LENGTH || [...code].some((character) => !ALPHABET.includes(character))) {
    return { kind: "other" };
  }
  return hasRightCheck(code) ? { kind: "code", code } : { kind: "mistyped" };
};

/** In groups of four, for people. */
export const groupedCode = (code: string): string =>
  readGeneratedCode(code).kind === "code"
    ? (code.match(new RegExp(`.{${String(GROUP)}}`, "g")) ?? [code]).join("-")
    : code;
