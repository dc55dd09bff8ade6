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

const textLinesOf = (text: string): readonly string[] => {
  const read = readPricingCaseText(text);
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

  const ofLine = (more: object) => ({ ...CASE, basket: [{ ...CASE.basket[0], ...more }] });

  const ofGift = (per: unknown) => ofRule({ benefit: { type: "freeProduct", sku: "M", per } });
  const PER = "$.rules[0].benefit.per";

  test.each([
    [{ minSpend: "1.00", minQuantity: "1" }, `${PER}: expected either minSpend or minQuantity, got`],
    [{}, `${PER}: expected either minSpend or minQuantity, got {}`],
    [{ minSpend: 1, minQuantity: "1" }, `${PER}.minSpend: expected ${AMOUNT}, got 1`],
    [{ minSpend: "1.00", every: 1 }, `${PER}.every: expected no such field, got 1`],
  ])("a gift is per amount or per quantity (%j)", (per, line) => {
    expect(linesOf(ofGift(per))).toEqual([expect.stringContaining(line)]);
  });

  test.each([
    [
      ofLine({ unitPrice: "10000000000.01" }),
      "$.basket[0].unitPrice: expected an amount up to 10000000000, got",
    ],
    [
      ofLine({ unitPrice: "9".repeat(30) }),
      "$.basket[0].unitPrice: expected an amount up to 10000000000, got",
    ],
    [
      ofLine({ unitPrice: `-${"9".repeat(30)}` }),
      `$.basket[0].unitPrice: expected ${AMOUNT}, not negative, got`,
    ],
    [
      { ...ofLine({ unitPrice: "1000000000001" }), currency: "JPY" },
      "expected an amount up to 1000000000000, got",
    ],
    [ofLine({ quantity: "1000000001" }), "$.basket[0].quantity: expected a quantity up to 1000000000, got"],
    [ofLine({ taxRate: "1000.01" }), "$.basket[0].taxRate: expected a percent up to 1000, got"],
    [ofLine({ taxRate: "99999999999" }), "$.basket[0].taxRate: expected a percent up to 1000, got"],
    [
      ofRule({ benefit: { type: "fixedAmount", amount: "-10000000000.01" } }),
      "$.rules[0].benefit.amount: expected an amount from -10000000000, got",
    ],
    [
      { ...CASE, campaigns: [{ code: "K", priority: 1_000_000_001 }] },
      "$.campaigns[0].priority: expected a whole number up to 1000000000, got 1000000001",
    ],
    [
      { ...CASE, campaigns: [{ code: "K", priority: -1e21 }] },
      "$.campaigns[0].priority: expected a whole number from -1000000000, got -1e+21",
    ],
    [
      { ...CASE, redeem: { points: Number.POSITIVE_INFINITY } },
      "$.redeem.points: expected a whole number up to 1000000000, got Infinity",
    ],
  ])("a figure beyond its limit is told the limit (%#)", (json, line) => {
    expect(linesOf(json)).toEqual([expect.stringContaining(line)]);
  });

  test.each([
    [
      {},
      [
        "schemaVersion: expected 1",
        "currency: expected a currency",
        "at: expected an instant",
        "basket: expected an array",
      ],
    ],
    [{ schemaVersion: 1, currency: "EUR" }, ["at: expected an instant", "basket: expected an array"]],
    [
      { schemaVersion: 1, currency: "EUR", at: "now", basket: [{ sku: "A" }] },
      ["at: expected an instant", "basket[0].unitPrice: expected an", "basket[0].quantity: expected a"],
    ],
    [{ ...CASE, currency: "euro", at: "now" }, ["currency: expected a currency", "at: expected an instant"]],
  ])("all of its required fields are asked for at once (%j)", (json, lines) => {
    expect(linesOf(json)).toEqual(lines.map((line) => expect.stringContaining(`$.${line}`)));
  });

  const LOYALTY = { redeem: { points: 1, value: "0.01" } };
  const OFFSET = 'an instant with an offset from -14:00 to +14:00, such as "2026-11-20T15:30:00+03:00"';

  test.each([
    [
      { ...CASE, at: "2026-11-20T12:00:00+14:01" },
      `$.at: expected ${OFFSET}, got "2026-11-20T12:00:00+14:01"`,
    ],
    [{ ...CASE, at: "2026-11-20T12:00:00-9959" }, `$.at: expected ${OFFSET}, got "2026-11-20T12:00:00-9959"`],
    [
      { ...CASE, at: "2026-11-20T12:00:00+03:60" },
      `$.at: expected ${OFFSET}, got "2026-11-20T12:00:00+03:60"`,
    ],
    [
      { ...CASE, loyalty: { redeem: { ...LOYALTY.redeem, maxShare: "100.01" } } },
      '$.loyalty.redeem.maxShare: expected a percent up to 100, got "100.01"',
    ],
    [
      { ...CASE, loyalty: { tiers: [{ code: "GOLD" }, { code: "SILVER" }, { code: " gold" }] } },
      '$.loyalty.tiers[2].code: expected a code that is not used twice, got "gold"',
    ],
    [
      { ...CASE, usage: { campaigns: { K: { uses: 1 }, k: { uses: 2 } } } },
      '$.usage.campaigns.k: expected a code that is not used twice, got "k"',
    ],
    [
      { ...CASE, usage: { coupons: { "A 1": {}, "a 1 ": {} } } },
      '$.usage.coupons["a 1 "]: expected a code that is not used twice, got "a 1 "',
    ],
  ])("what could be read in two ways is refused with its path (%#)", (json, line) => {
    expect(linesOf(json)).toEqual([line]);
  });

  test("takes the offsets that there are", () => {
    for (const at of ["2026-11-20T12:00:00+14:00", "2026-11-20T12:00:00-14:00", "2026-11-20T12:00:00z"]) {
      expect(linesOf({ ...CASE, at })).toEqual([]);
    }
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

  test("shows large values cut to a readable length", () => {
    const long = "x".repeat(100_000);
    const emoji = "🍎".repeat(1000);
    const given = {
      ...CASE,
      at: long,
      coupons: [{ deep: [long] }],
      payments: [emoji],
      [long]: { [long]: long },
      store: { code: "S", [emoji]: 1 },
    };
    const lines = linesOf(given);
    expect(lines).toHaveLength(5);
    expect(lines).toContainEqual(expect.stringMatching(/^\$\.at: .*, got "x{79}\.\.\.$/));
    for (const line of [...lines, ...textLinesOf(`${emoji}{`), ...textLinesOf(`{"${long}":1,}`)]) {
      expect(line.length).toBeLessThan(400);
      expect(line.isWellFormed()).toBe(true);
    }
    expect(textLinesOf('{"a":\n nope}')).toEqual([expect.stringMatching(/^[^\n]+$/)]);
  });
});
