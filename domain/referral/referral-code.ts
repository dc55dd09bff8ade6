/**
 * Owns the code by which a customer brings others: "RF", nine random characters of Crockford's base 32 and one that finds
 * every single wrong character. 45 random bits: with a million customers a blind guess hits once in 35 million. People
 * may type it in groups, in any case, with O for 0 and I or L for 1. Randomness comes in.
 */
import { ALPHABET } from "../coupons/base32.ts";
import { checkCharacter, hasRightCheck } from "../coupons/coupon-code.ts";

export const REFERRAL_RANDOM_BYTES = 9;

const PREFIX = "RF";
const LENGTH = PREFIX.length + REFERRAL_RANDOM_BYTES + 1;

/** `randomBytes`: REFERRAL_RANDOM_BYTES of them; the last five bits of each are used. */
export const referralCodeOf = (randomBytes: Uint8Array): string => {
  if (randomBytes.length !== REFERRAL_RANDOM_BYTES) {
    throw new RangeError(`A referral code needs ${String(REFERRAL_RANDOM_BYTES)} random bytes`);
  }
  const body = Array.from(randomBytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");
  return `${PREFIX}${body}${checkCharacter(body)}`;
};

export type ReadReferralCode =
  | { readonly kind: "code"; readonly code: string }
  /** It has the form of one, and a character is wrong. */
  | { readonly kind: "mistyped" }
  | { readonly kind: "other" };

export const readReferralCode = (text: string): ReadReferralCode => {
  const bare = text
    .replaceAll(/[\s-]/g, "")
    .replaceAll(/[a-z]/g, (letter) => letter.toUpperCase())
    .replaceAll(/[\u0131\u0130]/g, "1");
  if (!bare.startsWith(PREFIX) || bare.length !== LENGTH) {
    return { kind: "other" };
  }
  const body = bare.slice(PREFIX.length).replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  if ([...body].some((character) => !ALPHABET.includes(character))) {
    return { kind: "other" };
  }
  return hasRightCheck(body) ? { kind: "code", code: `${PREFIX}${body}` } : { kind: "mistyped" };
};

/** "RF 7K2M9 QX4BD": for people. */
export const spacedReferralCode = (code: string): string =>
  `${code.slice(0, 2)} ${code.slice(2, 7)} ${code.slice(7)}`;
