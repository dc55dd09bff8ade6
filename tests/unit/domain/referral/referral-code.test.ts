import fc from "fast-check";
import { expect, it } from "vitest";
import { ALPHABET } from "../../../../domain/coupons/base32.ts";
import {
  readReferralCode,
  REFERRAL_RANDOM_BYTES,
  referralCodeOf,
  spacedReferralCode,
} from "../../../../domain/referral/referral-code.ts";

const random = fc.uint8Array({ minLength: REFERRAL_RANDOM_BYTES, maxLength: REFERRAL_RANDOM_BYTES });

it("is read as it was made, in groups, in small letters, with O for 0 and I or L for 1", () => {
  fc.assert(
    fc.property(random, (bytes) => {
      const code = referralCodeOf(bytes);
      expect(code).toHaveLength(12);
      const typed = spacedReferralCode(code).toLowerCase().replaceAll("0", "o").replaceAll("1", "l");
      expect(readReferralCode(typed)).toEqual({ kind: "code", code });
      expect(readReferralCode(code)).toEqual({ kind: "code", code });
    }),
  );
});

it("notices every single wrong character", () => {
  fc.assert(
    fc.property(random, fc.nat({ max: REFERRAL_RANDOM_BYTES }), fc.nat({ max: 30 }), (bytes, at, other) => {
      const code = referralCodeOf(bytes);
      const index = at + 2;
      const others = ALPHABET.replace(code.charAt(index), "");
      const wrong = code.slice(0, index) + others.charAt(other) + code.slice(index + 1);
      expect(readReferralCode(wrong)).toEqual({ kind: "mistyped" });
    }),
  );
});

it.each(["", "RF", "RF123", "GC0000000000000000", "2900000000018", "RF00000000000000", "RF?????????0"])(
  "%s is another code",
  (text) => {
    expect(readReferralCode(text)).toEqual({ kind: "other" });
  },
);
