/**
 * Owns the code by which a customer brings others: "RF", nine random characters of Crockford's base 32 and one that finds
 * every single wrong character. 45 random bits: with a million customers a blind guess hits once in 35 million. People
 * may type it in groups, in any case, with O for 0 and I or L for 1. Randomness comes in.
 */
import { checkCharacter, hasRightCheck, isBase32, randomBase32, tidyBase32 } from "../coupons/base32.ts";

export const REFERRAL_RANDOM_BYTES = 9;

const PREFIX = "RF";
const LENGTH = PREFIX.length + REFERRAL_RANDOM_BYTES + 1;

/** `randomBytes`: REFERRAL_RANDOM_BYTES of them; the last five bits of each are used. */
export const referralCodeOf = (randomBytes: Uint8Array): string => {
  if (randomBytes.length !== REFERRAL_RANDOM_BYTES) {
    throw new RangeError(`A referral code needs ${String(REFERRAL_RANDOM_BYTES)} random bytes`);
  }
  const body = randomBase32(randomBytes);
  return `${PREFIX}${body}${checkCharacter(body)}`;
};

export type ReadReferralCode =
  | { readonly kind: "code"; readonly code: string }
  /** It has the form of one, and a character is wrong. */
  | { readonly kind: "mistyped" }
  | { readonly kind: "other" };

export const readReferralCode = (text: string): ReadReferralCode => {
  const code = tidyBase32(text);
  const body = code.slice(PREFIX.length);
  if (!code.startsWith(PREFIX) || code.length !== LENGTH || !isBase32(body)) {
    return { kind: "other" };
  }
  return hasRightCheck(body) ? { kind: "code", code } : { kind: "mistyped" };
};

/** "RF 7K2M9 QX4BD": for people. */
export const spacedReferralCode = (code: string): string =>
  `${code.slice(0, 2)} ${code.slice(2, 7)} ${code.slice(7)}`;
