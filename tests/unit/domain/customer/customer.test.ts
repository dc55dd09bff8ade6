import { expect, it } from "vitest";
import { NO_DETAILS, nameWords, soundDetails } from "../../../../domain/customer/customer.ts";
import { changedChannels, consentsAfter } from "../../../../domain/customer/consent.ts";

const context = { locale: "tr-TR", today: { year: 2026, month: 11, day: 20 } };
const sound = (typed: Partial<typeof NO_DETAILS>) => soundDetails({ ...NO_DETAILS, ...typed }, context);

it("stores one form of what was typed", () => {
  expect(
    sound({
      name: "  Elif   Yılmaz ",
      phone: "0555 000 10 01",
      email: " Elif@Ornek.Example",
      tags: ["a", " a", ""],
    }),
  ).toMatchObject({
    ok: true,
    value: { name: "Elif Yılmaz", phone: "+905550001001", email: "elif@ornek.example", tags: ["a"] },
  });
});

it.each([
  [{}, "NobodyNamed"],
  [{ name: "   " }, "NobodyNamed"],
  [{ phone: "0555" }, "NotAPhoneNumber"],
  [{ email: "elif@ornek" }, "NotAnEmail"],
  [{ email: "a b@c.de" }, "NotAnEmail"],
  [{ name: "E", dateOfBirth: "2026-11-21" }, "NotABirthday"],
  [{ name: "E", dateOfBirth: "1890-01-01" }, "NotABirthday"],
  [{ name: "E", dateOfBirth: "2025-02-29" }, "NotABirthday"],
])("%j is refused: %s", (typed, type) => {
  expect(sound(typed)).toEqual({ ok: false, error: { type } });
});

it("takes who was born today, and on 29 February", () => {
  expect(sound({ name: "E", dateOfBirth: "2026-11-20" }).ok).toBe(true);
  expect(sound({ name: "E", dateOfBirth: "1984-02-29" }).ok).toBe(true);
});

it("finds a name by its words, however they are spelled", () => {
  expect(nameWords("Işık, DENİZ ışık-Öz")).toEqual(["isik", "deniz", "oz"]);
  expect(nameWords(null)).toEqual([]);
});

it("the newest decision of a channel holds, and silence is a no", () => {
  const decision = (channel: "sms" | "email", granted: boolean) =>
    ({ channel, granted, atMs: 1, source: "till", wordingVersion: "w" }) as const;
  const held = consentsAfter([decision("sms", true), decision("email", true), decision("sms", false)]);
  expect(held).toEqual({ marketing: false, sms: false, email: true });
  expect(changedChannels(held, { marketing: true, sms: false, email: false })).toEqual([
    "marketing",
    "email",
  ]);
});
