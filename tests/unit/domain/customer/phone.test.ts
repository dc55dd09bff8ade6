import { expect, it } from "vitest";
import { maskEmail, maskPhone, normalisePhone, phonePrefix } from "../../../../domain/customer/phone.ts";

it.each([
  ["0532 123 45 67", "tr-TR", "+905321234567"],
  ["532 123 45 67", "tr-TR", "+905321234567"],
  ["+90 (532) 123-45-67", "tr-TR", "+905321234567"],
  ["0090 532 123 4567", "tr-TR", "+905321234567"],
  ["90 532 123 45 67", "tr-TR", "+905321234567"],
  ["020 7946 0000", "en-GB", "+442079460000"],
  ["612 34 56 78", "es-ES", "+34612345678"],
  ["+44 20 7946 0000", "tr-TR", "+442079460000"],
  ["0532 123 45 6", "tr-TR", null],
  ["0532 123 45 678", "tr-TR", null],
  ["+12", "tr-TR", null],
  ["call me", "tr-TR", null],
  ["", "tr-TR", null],
  ["+0123456789", "tr-TR", null],
  ["12345678901234567890", "fr-CA", null],
])("%s in %s is %s", (typed, locale, stored) => {
  expect(normalisePhone(typed, locale)).toBe(stored);
});

it("is looked for while it is typed, from the fifth digit on", () => {
  expect(phonePrefix("0532 1", "tr-TR")).toBe("+905321");
  expect(phonePrefix("053", "tr-TR")).toBeNull();
  expect(phonePrefix("Elif 0532", "tr-TR")).toBeNull();
});

it("is shown by its end only", () => {
  expect(maskPhone("+905321234567")).toBe("+90 ··· 45 67");
  expect(maskEmail("elif@ornek.example")).toBe("el···@ornek.example");
});
