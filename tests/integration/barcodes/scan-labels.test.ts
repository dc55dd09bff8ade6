/** Scale labels, GS1 element strings and the shop's own prefixes on a whole till. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_BARCODE_RULES } from "../../../domain/catalogue/barcode/barcode-rules.ts";
import { labelLine } from "../../../domain/catalogue/barcode/label-line.ts";
import { mulDivRound } from "../../../domain/money/ratio.ts";
import { priceCheckDigit } from "../../../domain/catalogue/barcode/price-check-digit.ts";
import { gtinCheckDigit } from "../../../domain/scanning/check-digit.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const TOMATOES = "101"; // 49.90 a kilogram
const GS = "\u001D";

const started = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  return test;
};

const withDigit = (body: string): string => `${body}${String(gtinCheckDigit(body))}`;
const label = (prefix: string, item: string, value: number): string =>
  withDigit(`${prefix}${item.padStart(5, "0")}${String(value).padStart(5, "0")}`);

const lineOf = async (test: TestTill, code: string, quantityMilli?: number) => {
  const outcome = await test.must(
    "basket.scan",
    quantityMilli === undefined ? { code } : { code, quantityMilli },
  );
  if (outcome.kind !== "lineAdded") {
    throw new Error(`${code} is ${outcome.kind}`);
  }
  const line = outcome.basket.lines.find(({ id }) => id === outcome.lineId);
  return { ...line, basket: outcome.basket };
};

/** A bar code of a product sold by the piece, and what it costs. */
const piece = (test: TestTill) => {
  const product = test.till.products.search("simit", 1)[0];
  return { barcode: product?.barcode ?? "", priceMinor: product?.unitPriceMinor ?? 0 };
};

describe("a label of the scale", () => {
  it("adds a weighed line with its weight", async () => {
    const test = await started();
    expect(await lineOf(test, label("21", TOMATOES, 2750))).toMatchObject({
      sku: TOMATOES,
      quantityMilli: 2750,
      grossMinor: 13_723, // 49.90 x 2.75 = 137.225
    });
  });

  it("is a line of its own each time", async () => {
    const test = await started();
    await lineOf(test, label("21", TOMATOES, 500));
    expect((await lineOf(test, label("21", TOMATOES, 500))).basket.lines).toHaveLength(2);
  });

  it("with a price comes to that price", async () => {
    const test = await started();
    expect(await lineOf(test, label("02", TOMATOES, 1500))).toMatchObject({
      quantityMilli: 301,
      unitPriceMinor: 4983,
      listUnitPriceMinor: 4990,
      grossMinor: 1500,
    });
  });

  it("counts as often as a person says before it", async () => {
    const test = await started();
    expect(await lineOf(test, label("21", TOMATOES, 250), 3000)).toMatchObject({ quantityMilli: 750 });
  });

  it("with a digit that proves its price, or weight, is sold by it and refused without", async () => {
    const test = await started();
    const rule = { checksDigit: true, priceMeans: "quantity" } as const;
    await test.must("barcode.setRules", {
      ...DEFAULT_BARCODE_RULES,
      labels: [
        { ...rule, layout: "20{item:4}{verifier}{price:5}", decimals: 2 },
        { ...rule, layout: "26{item:4}{verifier}{weight:5}", decimals: 3 },
      ],
    });
    const [price, weight] = ["01500", "01250"].map(priceCheckDigit);
    expect(await lineOf(test, withDigit(`200101${String(price)}01500`))).toMatchObject({ grossMinor: 1500 });
    expect(await lineOf(test, withDigit(`260101${String(weight)}01250`))).toMatchObject({
      quantityMilli: 1250,
    });
    for (const body of [
      `200101${String(((price ?? 0) + 1) % 10)}01500`,
      `260101${String(((weight ?? 0) + 1) % 10)}01250`,
    ]) {
      expect(await test.call("basket.scan", { code: withDigit(body) })).toMatchObject({
        error: { type: "CodeUnreadable", problem: "priceDigit" },
      });
    }
    expect((await test.must("basket.get", {}))?.lines).toHaveLength(2);
  });

  it("finds goods that are stored under the code with a value of zero", async () => {
    const test = await started();
    test.till.products.upsertMany(
      [
        {
          sku: "KASAR",
          barcodes: [label("21", "77777", 0)],
          unit: "weight",
          unitPriceMinor: 52_900,
          name: "Kaşar",
        },
      ],
      null,
    );
    expect(await lineOf(test, label("21", "77777", 100))).toMatchObject({ sku: "KASAR", grossMinor: 5290 });
  });

  it("loses to a product that has the very code", async () => {
    const test = await started();
    const code = label("21", TOMATOES, 2750);
    test.till.products.upsertMany(
      [{ sku: "BOOK", barcodes: [code], unitPriceMinor: 100, name: "Kitap" }],
      null,
    );
    expect(await lineOf(test, code)).toMatchObject({ sku: "BOOK", quantityMilli: 1000 });
  });

  it("of an unknown item, or one that was misread, adds nothing and says why", async () => {
    const test = await started();
    const unknown = label("21", "99999", 100);
    expect(await test.call("basket.scan", { code: unknown })).toMatchObject({
      error: { type: "UnknownBarcode", code: unknown },
    });
    expect(
      await test.call("basket.scan", { code: `${label("21", TOMATOES, 100).slice(0, -1)}x` }),
    ).toMatchObject({
      error: { type: "UnknownBarcode" },
    });
    const misread = `${label("21", TOMATOES, 100).slice(0, -1)}${String((gtinCheckDigit(label("21", TOMATOES, 100).slice(0, -1)) + 1) % 10)}`;
    expect(await test.call("basket.scan", { code: misread })).toMatchObject({
      error: { type: "CodeUnreadable", problem: "checkDigit" },
    });
    expect(await test.must("basket.get", {})).toBeNull();
  });

  it("is known to the price check", async () => {
    const test = await started();
    expect(await test.must("catalogue.priceCheck", { code: label("21", TOMATOES, 100) })).toMatchObject({
      product: { sku: TOMATOES },
    });
  });
});

describe("a label's price", () => {
  it("is what the line comes to, whatever the goods cost", () => {
    fc.assert(
      fc.property(
        fc.record({
          unit: fc.constantFrom("weight", "each"),
          unitPriceMinor: fc.option(fc.nat({ max: 200_000 })),
        }),
        fc.integer({ min: 1, max: 99_999 }),
        fc.constantFrom("quantity", "price"),
        (product, priceMinor, means) => {
          const line = labelLine(product, {
            kind: "price",
            priceMinor,
            means,
          });
          const unitPriceMinor = line.unitPriceMinor ?? product.unitPriceMinor ?? 0;
          expect(mulDivRound(unitPriceMinor, line.quantityMilli ?? 0, 1000)).toBe(priceMinor);
          expect(product.unit === "each" ? (line.quantityMilli ?? 0) % 1000 : 0).toBe(0);
        },
      ),
    );
  });

  it("of one piece is not told as somebody's price override", async () => {
    const test = await started();
    const code = label("23", "00042", 1234);
    test.till.products.upsertMany([{ sku: "42", unitPriceMinor: 1500, name: "Pasta" }], null);
    expect(await lineOf(test, code)).toMatchObject({
      unitPriceMinor: 1234,
      listUnitPriceMinor: 1500,
      grossMinor: 1234,
    });
    expect(test.till.audit.list({ limit: 20 }).map(({ action }) => action)).not.toContain("price.override");
  });
});

describe("a GS1 element string", () => {
  it("adds goods by their GTIN, with batch and serial number kept on the line", async () => {
    const test = await started();
    const { barcode } = piece(test);
    const code = `]d201${barcode.padStart(14, "0")}1727013110AB-1${GS}21S9`;
    const line = await lineOf(test, code);
    expect(line).toMatchObject({ barcode, quantityMilli: 1000, note: "LOT AB-1 · SN S9" });
    expect((await lineOf(test, code)).basket.lines).toHaveLength(2);
  });

  it("with a weight adds weighed goods", async () => {
    const test = await started();
    const gtin = "09312345678907";
    test.till.products.upsertMany(
      [{ sku: "HAM", barcodes: [gtin.slice(1)], unit: "weight", unitPriceMinor: 30_000, name: "Jambon" }],
      null,
    );
    expect(await lineOf(test, `]C101${gtin}3103001250`)).toMatchObject({
      quantityMilli: 1250,
      grossMinor: 37_500,
    });
  });

  it("past its date is not sold, and is sold where the shop says so", async () => {
    const test = await started();
    const { barcode } = piece(test);
    const yesterday = `]d201${barcode.padStart(14, "0")}17261119`;
    const today = `]d201${barcode.padStart(14, "0")}17261120`;
    expect(await test.call("basket.scan", { code: yesterday })).toMatchObject({
      error: { type: "Expired", expiredOn: "2026-11-19" },
    });
    await lineOf(test, today);
    await test.must("barcode.setRules", { ...DEFAULT_BARCODE_RULES, refusesExpired: false });
    expect(await lineOf(test, yesterday)).toMatchObject({ quantityMilli: 2000 });
  });
});

describe("UPC-A, EAN-13 and GTIN-14", () => {
  it("are one product, and one line", async () => {
    const test = await started();
    test.till.products.upsertMany(
      [{ sku: "UPC", barcodes: ["036000291452"], unitPriceMinor: 100, name: "Mendil" }],
      null,
    );
    for (const code of ["036000291452", "0036000291452", "00036000291452", "]E00036000291452"]) {
      await lineOf(test, code);
    }
    expect((await test.must("basket.get", {}))?.lines).toMatchObject([{ sku: "UPC", quantityMilli: 4000 }]);
  });
});

describe("the rules", () => {
  it("are refused as a whole when a layout does not work", async () => {
    const test = await started();
    const labels = [
      { layout: "21{item:5}", decimals: 3, checksDigit: true, priceMeans: "quantity" },
    ] as const;
    expect(await test.call("barcode.setRules", { ...DEFAULT_BARCODE_RULES, labels })).toMatchObject({
      error: { type: "BadLayout", problem: "noMeasure" },
    });
    expect(await test.must("barcode.rules", {})).toEqual(DEFAULT_BARCODE_RULES);
  });

  it("say what a strange card is", async () => {
    const test = await started();
    const code = withDigit("044123456789");
    await test.must("barcode.setRules", {
      ...DEFAULT_BARCODE_RULES,
      ownPrefixes: [{ kind: "giftCard", prefix: "044", length: 13, checksDigit: true }],
    });
    expect(await test.call("basket.scan", { code })).toMatchObject({
      error: { type: "UnknownOwnCode", kind: "giftCard", code },
    });
  });

  it("can be tried before they are stored", async () => {
    const test = await started();
    const code = label("28", TOMATOES, 1250);
    const labels = [
      { layout: "28{item:5}{weight:5}", decimals: 3, checksDigit: true, priceMeans: "quantity" },
    ] as const;
    expect(
      await test.must("barcode.try", { code, rules: { ...DEFAULT_BARCODE_RULES, labels } }),
    ).toMatchObject({
      kind: "product",
      sku: TOMATOES,
      quantityMilli: 1250,
    });
    expect(await test.must("barcode.try", { code, rules: DEFAULT_BARCODE_RULES })).toMatchObject({
      kind: "unknownProduct",
    });
    expect(await test.must("basket.get", {})).toBeNull();
  });

  it("that somebody broke in the database count as the default", async () => {
    const test = await started();
    test.till.settings.set("barcode.rules", { labels: "none" });
    expect(await test.must("barcode.rules", {})).toEqual(DEFAULT_BARCODE_RULES);
    await lineOf(test, label("21", TOMATOES, 100));
  });
});
