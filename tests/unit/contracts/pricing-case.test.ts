import { describe, expect, test } from "vitest";
import { problemLine, readPricingCase, readPricingCaseText } from "../../../contracts/pricing-case.ts";

const CASE = {
  schemaVersion: 1,
  currency: "EUR",
  at: "2026-11-20T12:00:00Z",
  basket: [{ sku: "A", unitPrice: "1.00", quantity: "1" }],
};

const linesOf = (json: unknown): readonly string[] => {
  const read = readPricingCase(json);
  return read.ok ? [] : read.error.map(problemLine);
};

describe("a pricing case", () => {
  test("needs only four fields, and a line three", () => {
    const read = readPricingCase(CASE);
    expect(read.ok && read.value.basket[0]).toMatchObject({
      id: "1",
      unitPriceMinor: 100,
      quantityMilli: 1000,
      kind: "goods",
    });
  });

  test.each([
    [{ ...CASE, schemaVersion: 2 }, "$.schemaVersion: expected 1, got 2"],
    [{ ...CASE, extra: true }, "$.extra: expected no such field, got true"],
    [
      { ...CASE, at: "2026-11-20" },
      '$.at: expected an instant such as "2026-11-20T15:30:00+03:00", got "2026-11-20"',
    ],
    [
      { ...CASE, basket: [{ sku: "A", unitPrice: "-1", quantity: "1" }] },
      '$.basket[0].unitPrice: expected an amount as a decimal string with at most 2 decimals, not negative, got "-1"',
    ],
    [
      { ...CASE, basket: [{ sku: "A", unitPrice: "1", quantity: "0" }] },
      '$.basket[0].quantity: expected a quantity as a decimal string with at most 3 decimals, above zero, got "0"',
    ],
    [
      { ...CASE, basket: [{ sku: "A", unitPrice: "1", quantity: "1.5" }] },
      '$.basket[0].quantity: expected a whole quantity for a line sold by the piece, got "1.5"',
    ],
    [
      { ...CASE, basket: [...CASE.basket, { id: "1", sku: "B", unitPrice: "1", quantity: "1" }] },
      '$.basket[1].id: expected an id that no other line has, got "1"',
    ],
    [
      { ...CASE, campaigns: [{ code: "X", rules: ["GONE"] }] },
      '$.campaigns[0].rules[0]: expected the code of a rule in $.rules, got "GONE"',
    ],
    [
      { ...CASE, campaigns: [{ code: "X" }, { code: " x " }] },
      '$.campaigns[1].code: expected a code that is not used twice, got "x"',
    ],
    [
      { ...CASE, couponDefinitions: [{ code: "C", campaign: "GONE" }] },
      '$.couponDefinitions[0].campaign: expected the code of a campaign in $.campaigns, got "GONE"',
    ],
    [
      { ...CASE, rules: [{ code: "R", benefit: { type: "percentage", percent: "1.234" } }] },
      '$.rules[0].benefit.percent: expected a percent as a decimal string with at most 2 decimals, got "1.234"',
    ],
    [[], "$: expected an object, got []"],
  ])("is refused with path, expected and got (%#)", (json, line) => {
    expect(linesOf(json)).toEqual([line]);
  });

  const ofRule = (rule: object) => ({
    ...CASE,
    rules: [{ code: "R", benefit: { type: "percentage", percent: "5" }, ...rule }],
  });
  const ofMatch = (match: unknown) => ofRule({ target: { include: [match] } });
  const MATCH = "$.rules[0].target.include[0]";
  const FIELDS = '"sku", "product", "department", "category", "brand", "tag", "barcode", "price"';
  const AMOUNT = "an amount as a decimal string with at most 2 decimals";

  test.each([
    [
      "an unknown field",
      { field: "colour", values: ["red"] },
      [`.field: expected one of ${FIELDS}, got "colour"`],
    ],
    ["no field", {}, [`.field: expected one of ${FIELDS}, got nothing`]],
    ["no object", 5, [": expected an object, got 5"]],
    ["a bad price", { field: "price", from: "x" }, [`.from: expected ${AMOUNT}, got "x"`]],
    [
      "two bad prices",
      { field: "price", from: 1, to: "1.001" },
      [`.from: expected ${AMOUNT}, got 1`, `.to: expected ${AMOUNT}, got "1.001"`],
    ],
    ["no pattern", { field: "barcode" }, [".pattern: expected a text that is not empty, got nothing"]],
    [
      "values of a barcode",
      { field: "barcode", pattern: "1*", values: [] },
      [".values: expected no such field, got []"],
    ],
    ["no values", { field: "brand" }, [".values: expected an array, got nothing"]],
  ])("a match with %s is refused for that alone", (_, match, lines) => {
    expect(linesOf(ofMatch(match))).toEqual(lines.map((line) => MATCH + line));
  });

  test("reports text that is no JSON without a stack", () => {
    const read = readPricingCaseText("{");
    expect(read.ok ? [] : read.error.map(problemLine)[0]).toMatch(/^\$: expected JSON, got "\{"/);
  });

  test("lets a rule that makes no sense pass: the engine answers for it", () => {
    const rules = [{ code: "R", benefit: { type: "percentage", percent: "150" } }];
    expect(linesOf({ ...CASE, rules })).toEqual([]);
  });

  test("takes a bare end date as the whole day", () => {
    const read = readPricingCase({ ...CASE, campaigns: [{ code: "X", validUntil: "2026-12-31" }] });
    expect(read.ok && read.value.campaigns[0]?.validUntil).toEqual({
      kind: "local",
      date: "2027-01-01",
      secondOfDay: 0,
    });
  });
});
