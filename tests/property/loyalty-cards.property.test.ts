/** Rules of loyalty cards, over random formats and numbers. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { cardNumber, isSoundFormat, readCard, type CardFormat } from "../../domain/customer/card-format.ts";

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(""));

const format: fc.Arbitrary<CardFormat> = fc
  .record({
    program: fc.constant("Ours"),
    own: fc.constant(true),
    prefix: digits(1, 8),
    room: fc.integer({ min: 4, max: 12 }),
    checkDigit: fc.constantFrom("gtin", "luhn", "none"),
  })
  .map(({ room, ...rest }) => ({ ...rest, length: rest.prefix.length + room }))
  .filter(isSoundFormat);

it("a number made for a format is read as one of it, whatever its spaces", () => {
  fc.assert(
    fc.property(format, digits(1, 20), (made, chosen) => {
      const number = cardNumber(made, chosen);
      expect(number).toHaveLength(made.length);
      expect(readCard(number, [made])).toEqual({ kind: "own", number, format: made });
      expect(readCard(number.replaceAll(/(.{4})/g, "$1 "), [made])).toMatchObject({ kind: "own", number });
    }),
  );
});

it("one wrong digit after the prefix is noticed where there is a check digit", () => {
  fc.assert(
    fc.property(
      format.filter(({ checkDigit }) => checkDigit !== "none"),
      digits(1, 20),
      fc.tuple(fc.nat(), fc.integer({ min: 1, max: 9 })),
      (made, chosen, [place, by]) => {
        const number = cardNumber(made, chosen);
        const at = made.prefix.length + (place % (made.length - made.prefix.length));
        const wrong = String((Number(number[at]) + by) % 10);
        const misread = number.slice(0, at) + wrong + number.slice(at + 1);
        expect(readCard(misread, [made])).toEqual({ kind: "wrongCheckDigit" });
      },
    ),
  );
});

it("another program's card is told by its name, unless a longer prefix of ours fits", () => {
  const other: CardFormat = { program: "Başka", own: false, prefix: "60", length: 12, checkDigit: "luhn" };
  const ours: CardFormat = { program: "", own: true, prefix: "601", length: 12, checkDigit: "luhn" };
  const number = cardNumber(other, "1234567");
  expect(readCard(number, [other])).toEqual({ kind: "otherProgram", program: "Başka" });
  expect(readCard(cardNumber(ours, "1234567"), [other, ours])).toMatchObject({ kind: "own" });
  expect(readCard(number, [ours])).toEqual({ kind: "noCard" });
});

it("random text is no card and never throws", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(format, { maxLength: 3 }), (text, formats) => {
      expect(["own", "otherProgram", "wrongCheckDigit", "noCard"]).toContain(readCard(text, formats).kind);
    }),
  );
});

it.each([
  ["79927398713", "luhn"],
  ["4006381333931", "gtin"],
] as const)("%s has the %s check digit that its standard gives", (number, checkDigit) => {
  const known: CardFormat = {
    program: "",
    own: true,
    prefix: number.slice(0, 2),
    length: number.length,
    checkDigit,
  };
  expect(readCard(number, [known])).toMatchObject({ kind: "own" });
});
