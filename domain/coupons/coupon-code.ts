/**
 * Owns the codes of generated coupons: 75 random bits in Crockford's base 32 (no I, L, O or U), and a check character
 * that finds every single wrong character. Nobody can guess one or count on from another; people may read out and type
 * it in groups, in any case, with O for 0 and I or L for 1.
 */
import { checkCharacter, hasRightCheck, isBase32, randomBase32, tidyBase32 } from "./base32.ts";

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
  const body = randomBase32(randomBytes);
  return body + checkCharacter(body);
};

/** The whole code of its characters before the check; null where they are none. */
export const couponCodeOfBody = (body: string): string | null =>
  body.length === RANDOM_CHARACTERS && isBase32(body) ? body + checkCharacter(body) : null;

export type GeneratedCode =
  /** It has another form: a code that a person made up. */
  | { readonly kind: "other" }
  /** A character is wrong. */
  | { readonly kind: "mistyped" }
  | { readonly kind: "code"; readonly code: string };

/** Reads what was scanned or typed as a generated code. */
export const readGeneratedCode = (text: string): GeneratedCode => {
  const code = tidyBase32(text);
  if (code.length !== LENGTH || !isBase32(code)) {
    return { kind: "other" };
  }
  return hasRightCheck(code) ? { kind: "code", code } : { kind: "mistyped" };
};

/** In groups of four, for people. */
export const groupedCode = (code: string): string =>
  readGeneratedCode(code).kind === "code"
    ? (code.match(new RegExp(`.{${String(GROUP)}}`, "g")) ?? [code]).join("-")
    : code;
