import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base32Of, bytesOfBase32 } from "../../../../domain/coupons/base32.ts";
import { couponCodeOf } from "../../../../domain/coupons/coupon-code.ts";
import {
  readSigned,
  SIGNATURE_BYTES,
  signedText,
  unsignedText,
  type SignedCoupon,
} from "../../../../domain/coupons/signed-coupon.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

const coupon: fc.Arbitrary<SignedCoupon> = fc.record({
  code: bytes(15).map(couponCodeOf),
  keyId: bytes(4).map((four) => Buffer.from(four).toString("hex")),
  gives: fc.oneof(
    fc.record({ percentBp: fc.integer({ min: 1, max: 10_000 }) }),
    fc.record({ amountMinor: fc.integer({ min: 1, max: 2 ** 40 }), currency: fc.constantFrom("TRY", "EUR") }),
    fc.record({ campaign: fc.string({ minLength: 1, maxLength: 64, unit: "binary" }) }),
  ),
  validUntil: fc.option(fc.constantFrom("2026-11-20", "2028-02-29", "9999-12-31")),
  store: fc.constantFrom("", "S1", "İST-42"),
});

describe("a signed coupon's text", () => {
  it("reads back as it was written, also in small letters and with spaces", () => {
    fc.assert(
      fc.property(coupon, bytes(SIGNATURE_BYTES), (wanted, signature) => {
        const unsigned = unsignedText(wanted);
        const text = signedText(unsigned, signature);
        expect(text).toMatch(/^TWC1[0-9A-HJKMNP-TV-Z]+$/);
        for (const typed of [text, ` ${text.toLowerCase()} `]) {
          expect(readSigned(typed)).toEqual({ kind: "signed", coupon: wanted, unsigned, signature });
        }
      }),
    );
  });

  it("fits a QR code that a receipt printer draws well: an amount in this store until a day", () => {
    const unsigned = unsignedText({
      code: couponCodeOf(new Uint8Array(15)),
      keyId: "0a1b2c3d",
      gives: { amountMinor: 2500, currency: "TRY" },
      validUntil: "2026-12-31",
      store: "S1",
    });
    // 154 letters and digits are what version 6 holds at level M.
    expect(signedText(unsigned, new Uint8Array(SIGNATURE_BYTES)).length).toBeLessThanOrEqual(154);
  });

  it("any other text is another code or unreadable, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: "binary" }), (text) => {
        expect(readSigned(text).kind).toBe("other");
        expect(["unreadable", "other", "signed"]).toContain(readSigned(`TWC1${text}`).kind);
      }),
    );
    expect(readSigned("TWC1").kind).toBe("other");
    expect(readSigned(`TWC1${"0".repeat(60)}`).kind).toBe("unreadable");
    expect(readSigned(`TWC1${"U".repeat(160)}`).kind).toBe("unreadable");
  });
});

it("base 32 keeps every byte", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (any) => {
      expect(bytesOfBase32(base32Of([...any]))).toEqual([...any]);
    }),
  );
});
