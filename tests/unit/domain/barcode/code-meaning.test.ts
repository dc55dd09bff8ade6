import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_BARCODE_RULES,
  type BarcodeRules,
  type LabelRule,
} from "../../../../domain/catalogue/barcode/barcode-rules.ts";
import { readMeaning, type CodeMeaning } from "../../../../domain/catalogue/barcode/code-meaning.ts";
import { gtinCheckDigit } from "../../../../domain/scanning/check-digit.ts";
import { normaliseCode } from "../../../../domain/scanning/normalise-code.ts";

const GS = "\u001D";
const OWN: BarcodeRules["ownPrefixes"] = [
  { kind: "loyaltyCard", prefix: "042", length: 13, checksDigit: true },
  { kind: "coupon", prefix: "043", length: 13, checksDigit: true },
  { kind: "giftCard", prefix: "044", length: 13, checksDigit: true },
];
const context = { currency: "TRY", currencyDecimals: 2, today: { year: 2026, month: 11, day: 20 } };
const label = (layout: string, more: Partial<LabelRule> = {}): LabelRule => ({
  layout,
  decimals: 3,
  checksDigit: true,
  priceMeans: "quantity",
  ...more,
});
const read = (raw: string, rules: Partial<BarcodeRules> = {}): CodeMeaning =>
  readMeaning(normaliseCode(raw), { ...DEFAULT_BARCODE_RULES, ownPrefixes: OWN, ...rules }, context);

const product = (more: object): object => ({ kind: "product", ...more });
const weight = (weightMilli: number): object => ({ kind: "weight", weightMilli });

describe("labels of a scale", () => {
  it.each([
    ["a weight", "2100001027506", "2100001000004", weight(2750)],
    ["a price", "2342345106664", "2342345000009", { kind: "price", priceMinor: 10_666, means: "price" }],
    [
      "a price to be divided",
      "0212345015001",
      "0212345000007",
      { kind: "price", priceMinor: 1500, means: "quantity" },
    ],
    [
      "a UPC-A without its zero",
      "212345015001",
      "0212345000007",
      { kind: "price", priceMinor: 1500, means: "quantity" },
    ],
  ])("reads %s", (...[, code, stored, measure]) => {
    const meaning = read(code);
    expect(meaning).toMatchObject(product({ measure }));
    expect(meaning).toHaveProperty("candidates.0", stored);
  });

  it("looks for the item's number as it stands and without zeros", () => {
    expect(read("2100001027506")).toHaveProperty("candidates", ["2100001000004", "00001", "1"]);
  });

  it("leaves an ordinary EAN alone", () => {
    expect(read("4006381333931")).toMatchObject(product({ measure: null }));
  });

  it.each([
    ["6220010000508", true, product({ measure: weight(50) })],
    ["6220010001008", true, { kind: "unreadable", problem: "checkDigit" }],
    ["6220010001008", false, product({ measure: weight(100) })],
  ])("%s with its check digit checked: %s", (code, checksDigit, expected) => {
    const labels = [label("622{item:4}{weight:5}", { checksDigit })];
    expect(read(code, { labels })).toMatchObject(expected);
  });

  it("proves a price by its own digit", () => {
    const labels = [label("20{item:4}{verifier}{price:5}", { decimals: 2 })];
    const code = (verifier: number): string => {
      const body = `201234${String(verifier)}14685`;
      return `${body}${String(gtinCheckDigit(body))}`;
    };
    expect(read(code(6), { labels })).toMatchObject(product({ measure: { priceMinor: 14_685 } }));
    expect(read(code(5), { labels })).toEqual({ kind: "unreadable", problem: "priceDigit" });
  });

  it("takes the first layout that is right, also behind one that is not", () => {
    const labels = [label("20{item:4}{verifier}{price:5}", { decimals: 2 }), label("20{item:5}{weight:5}")];
    expect(read("2000001027509", { labels })).toMatchObject(product({ measure: weight(2750) }));
  });

  it("does not sell a label without weight", () => {
    expect(read("2100001000004")).toEqual({ kind: "unreadable", problem: "noValue" });
  });

  it("reads back every weight that a scale prints", () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999 }), fc.integer({ min: 1, max: 99_999 }), (item, weightMilli) => {
        const body = `21${String(item).padStart(5, "0")}${String(weightMilli).padStart(5, "0")}`;
        expect(read(`${body}${String(gtinCheckDigit(body))}`)).toMatchObject(
          product({ measure: weight(weightMilli) }),
        );
      }),
    );
  });
});

describe("the shop's own codes", () => {
  const own = (prefix: string): string => `${prefix}123456789${String(gtinCheckDigit(`${prefix}123456789`))}`;

  it.each([
    ["042", { kind: "loyaltyCard", number: own("042") }],
    ["043", { kind: "coupon", code: own("043"), spellings: [own("043")], states: null }],
    ["044", { kind: "giftCard", number: own("044") }],
  ])("know themselves by %s", (prefix, expected) => {
    expect(read(own(prefix))).toEqual(expected);
  });

  it("a card with a wrong digit is no product", () => {
    expect(read("0421234567890")).toEqual({ kind: "unreadable", problem: "checkDigit" });
  });

  it("come before GS1 and labels", () => {
    const ownPrefixes = [{ kind: "loyaltyCard", prefix: "21", length: null, checksDigit: false }] as const;
    expect(read("2100001027506", { ownPrefixes })).toMatchObject({ kind: "loyaltyCard" });
  });

  it("a receipt's number is a receipt", () => {
    expect(read("S1-T2-000042")).toEqual({ kind: "receipt", receiptNumber: "S1-T2-000042" });
  });
});

describe("GS1 element strings", () => {
  const gtin = "04006381333931";

  it.each([
    ["weight", `]C101${gtin}3103001250`, { measure: weight(1250) }],
    ["weight in hundredths of a kilogram", `]C101${gtin}3102000125`, { measure: weight(1250) }],
    [
      "date, batch and serial",
      `]d201${gtin}1727013110AB-1${GS}21S9`,
      {
        expiry: { year: 2027, month: 1, day: 31 },
        batch: "AB-1",
        serial: "S9",
      },
    ],
    ["the last day of a month", `]d201${gtin}17270200`, { expiry: { year: 2027, month: 2, day: 28 } }],
    ["a count", `]e001${gtin}3012`, { measure: { kind: "count", units: 12 } }],
    ["a price", `]e001${gtin}39221234`, { measure: { kind: "price", priceMinor: 1234 } }],
    ["a price in the store's money", `]Q301${gtin}39329491234`, { measure: { priceMinor: 1234 } }],
    ["a price in whole lira", `]Q301${gtin}393094912`, { measure: { priceMinor: 1200 } }],
    ["elements of no use here", `]C101${gtin}152612310012345678901234567510A`, { batch: "A" }],
  ])("give %s", (_, raw, expected) => {
    const meaning = read(raw);
    expect(meaning).toMatchObject(product(expected));
    expect(meaning).toHaveProperty("candidates", ["4006381333931", gtin]);
  });

  it.each([
    ["a separator first", `${GS}01${gtin}10A`],
    ["a separator inside", `10A${GS}01${gtin}`],
  ])("are known by %s", (_, raw) => {
    expect(read(raw)).toMatchObject(product({ batch: "A" }));
  });

  it("are known by the substitute of a separator that the wedge swallowed", () => {
    const raw = `01${gtin}10A^21B`;
    expect(read(raw, { gs1Separator: "^" })).toMatchObject(product({ batch: "A", serial: "B" }));
    expect(read(raw)).toMatchObject(product({ candidates: [raw, raw.toUpperCase()].slice(0, 1) }));
  });

  it.each([["8018123456789012345675", { kind: "loyaltyCard", number: "123456789012345675" }]])(
    "%s",
    (text, expected) => {
      expect(read(`]C1${text}`)).toEqual(expected);
    },
  );

  const NOTHING_SAID = {
    serial: null,
    value: null,
    units: null,
    startsOn: null,
    expiresOn: null,
    needsService: false,
  };
  const coupon = (code: string, spellings: readonly string[], states: object): object => ({
    kind: "coupon",
    code,
    spellings,
    states: { ...NOTHING_SAID, ...states },
  });
  const GCN = "9501101023451";
  const PAPER = "106141416543213500110000310123196000";

  it("a North American coupon is named, with what it gives and asks", () => {
    const states = { name: "0614141-654321", units: 1, expiresOn: "2010-12-31" };
    expect(read(`]C18110${PAPER}`)).toEqual(
      coupon(PAPER, [PAPER, "0614141-654321"], { ...states, value: { kind: "dollars", cents: 500 } }),
    );
    const inDollars = { ...context, currency: "USD" };
    expect(readMeaning(normaliseCode(`]C18110${PAPER}`), DEFAULT_BARCODE_RULES, inDollars)).toMatchObject({
      states: { value: { kind: "amount", amountMinor: 500 } },
    });
  });

  it.each([
    ["alone", `255${GCN}`, [GCN], {}],
    ["with a serial number", `255${GCN}123456789`, [`${GCN}123456789`, GCN], { serial: "123456789" }],
    ["worth an amount", `255${GCN}${GS}3902500`, [GCN], { value: { kind: "amount", amountMinor: 500 } }],
    ["worth whole lira", `255${GCN}${GS}39005`, [GCN], { value: { kind: "amount", amountMinor: 500 } }],
    ["off by percent", `255${GCN}${GS}39410125`, [GCN], { value: { kind: "percent", percentBp: 1250 } }],
  ])("a global coupon number %s", (...[, text, spellings, states]) => {
    expect(read(`]C1${text}`)).toEqual(coupon(spellings[0] ?? "", spellings, { name: GCN, ...states }));
  });

  it("a coupon that a service must confirm is named and says so", () => {
    const text = "00123456654321099887766".slice(0, 21);
    expect(read(`]C18112${text}`)).toEqual(
      coupon(text, [text], { name: "123456-654321", serial: "998877", needsService: true }),
    );
  });

  it.each([
    ["a coupon that goes on behind its end", "8110106141416543213500110000310123196000123", "gs1"],
    ["a coupon whose save value is cut off", "8110106141416543213500", "gs1"],
    ["a coupon with a date that is none", "811010614141654321350011000031013319", "gs1"],
    ["a coupon of the thirteenth month", "81101061414165432135001100003101301", "date"],
    ["a coupon number with a wrong digit", "2559501101023450123456789", "gs1"],
    ["a coupon of more than all", `255${GCN}${GS}39401001`, "gs1"],
    ["a service's coupon that does not split", "8112106141416543213500110000310123196000", "gs1"],
    ["an amount to pay without goods", "3902500", "noProduct"],
  ])("%s is unreadable, not something else", (_, text, problem) => {
    expect(read(`]C1${text}`)).toEqual({ kind: "unreadable", problem });
  });

  it.each([
    ["half a GTIN", "]C1010400638133", "gs1"],
    ["a GTIN with a wrong digit", "]C10104006381333930", "gs1"],
    ["no goods", "]C110ABC", "noProduct"],
    ["a month that is none", `]C101${gtin}17261301`, "date"],
    ["another currency", `]C101${gtin}39329781234`, "otherCurrency"],
    ["letters for digits", `]C101${gtin}3103ABCDEF`, "gs1"],
    ["text that is no element string", "]d2hello", "gs1"],
  ])("%s is unreadable, not something else", (_, raw, problem) => {
    expect(read(raw)).toEqual({ kind: "unreadable", problem });
  });

  it("an ordinary EAN is never read as elements", () => {
    expect(read("0104006381333")).toMatchObject(product({ measure: null }));
    expect(read("]E04006381333931")).toMatchObject(product({ measure: null }));
  });

  it("never fails, whatever comes", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 200 }),
        fc.constantFrom("", "]C1", "]d2", GS),
        (text, first) => {
          expect(read(`${first}${text}`)).toHaveProperty("kind");
        },
      ),
    );
  });
});
