import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ALPHABET } from "../../../../domain/coupons/base32.ts";
import {
  COUPON_RANDOM_BYTES,
  couponCodeOf,
  groupedCode,
  readGeneratedCode,
} from "../../../../domain/coupons/coupon-code.ts";

const fresh = (): string => couponCodeOf(randomBytes(COUPON_RANDOM_BYTES));

describe("a generated code", () => {
  it("has 75 random bits and a check character, and is read however a person writes it", () => {
    expect(couponCodeOf(new Uint8Array(COUPON_RANDOM_BYTES))).toBe("0000000000000000");
    const code = couponCodeOf(Uint8Array.from({ length: COUPON_RANDOM_BYTES }, (_, at) => at * 9));
    expect(code).toHaveLength(16);
    const grouped = groupedCode(code);
    expect(grouped).toMatch(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    for (const written of [code, grouped, grouped.toLowerCase(), ` ${grouped.replaceAll("-", " ")} `]) {
      expect(readGeneratedCode(written)).toEqual({ kind: "code", code });
    }
    expect(readGeneratedCode("OOOO-oooo-OOOO-0000")).toEqual({ kind: "code", code: "0000000000000000" });
  });

  it("finds every single wrong character", () => {
    for (let round = 0; round < 40; round += 1) {
      const code = fresh();
      for (let at = 0; at < code.length; at += 1) {
        for (const wrong of ALPHABET) {
          const read = readGeneratedCode(code.slice(0, at) + wrong + code.slice(at + 1));
          expect(read.kind).toBe(wrong === code.charAt(at) ? "code" : "mistyped");
        }
      }
    }
  });

  it("is not what a person made up", () => {
    for (const other of ["SUMMER", "", "WELCOME10", "12345678901234567", "SUMMER-OFFER-2026-TR"]) {
      expect(readGeneratedCode(other)).toEqual({ kind: "other" });
      expect(groupedCode(other)).toBe(other);
    }
  });

  it("says nothing of the next: every place takes every character about equally often", () => {
    const codes = Array.from({ length: 6400 }, fresh);
    expect(new Set(codes).size).toBe(codes.length);
    for (let at = 0; at < 16; at += 1) {
      const counts = new Map<string, number>();
      for (const code of codes) {
        counts.set(code.charAt(at), (counts.get(code.charAt(at)) ?? 0) + 1);
      }
      expect(counts.size).toBe(ALPHABET.length);
      // 200 each are expected; 100 away is more than seven standard deviations.
      expect(Math.max(...counts.values())).toBeLessThan(300);
      expect(Math.min(...counts.values())).toBeGreaterThan(100);
    }
    const sorted = codes.toSorted();
    expect(sorted).not.toEqual(codes);
  });
});
