import { expect, test } from "vitest";
import { mergeRow, type MergedProduct } from "../../../electron/services/catalogue/merge-rows.ts";
import { findColumns, type ProductField } from "../../../electron/services/catalogue/product-columns.ts";
import { readProductRow, type RowRules } from "../../../electron/services/catalogue/product-row.ts";

const rules: RowRules = { currencyDecimals: 2, decimalMark: "." };

const columnsOf = (header: string, map: readonly (readonly [ProductField, string])[] = []) => {
  const columns = findColumns(header.split(","), new Map(map));
  if (!columns.ok) {
    throw new Error(columns.error.type);
  }
  return columns.value;
};

const readRow = (header: string, row: string, changed: Partial<RowRules> = {}) =>
  readProductRow(row.split(","), columnsOf(header), { ...rules, ...changed });

test("columns are known by many names", () => {
  const retail = columnsOf(
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
  );
  expect(Object.fromEntries(retail)).toEqual({ sku: [1], name: [2], price: [5] });
  const turkish = columnsOf("Ürün Adı,Stok Kodu,Satış Fiyatı,BARKOD,KDV Oranı,Birim");
  expect(Object.fromEntries(turkish)).toEqual({
    name: [0],
    sku: [1],
    price: [2],
    barcodes: [3],
    taxRate: [4],
    unit: [5],
  });
  expect(columnsOf("SKU,Barcode 1,Barcode 2").get("barcodes")).toEqual([1, 2]);
});

test("a person's map wins, and a column that is not there is said", () => {
  expect(columnsOf("sku,Kalem", [["sku", "kalem"]]).get("sku")).toEqual([1]);
  expect(findColumns(["a", "b"], new Map())).toEqual({
    ok: false,
    error: { type: "NoSkuColumn", headers: ["a", "b"] },
  });
  expect(findColumns(["sku"], new Map([["name", "Title"] as const]))).toEqual({
    ok: false,
    error: { type: "NoSuchColumn", column: "Title", headers: ["sku"] },
  });
});

test("a row is read whole", () => {
  const header =
    "sku,name,price,barcode,department,category,brand,tax,unit,tags,group,onSale,discountable,forSale,minPrice";
  const row =
    "A-1, Beyaz  Peynir ,449.90,8690526000013 5000159484695,DELI,CHEESE|WHITE,Ovacık,%1,KG,x|y,P,yes,no,1,400";
  expect(readRow(header, row)).toEqual({
    ok: true,
    value: {
      sku: "A-1",
      name: "Beyaz Peynir",
      unitPriceMinor: 44_990,
      barcodes: ["8690526000013", "5000159484695"],
      department: "DELI",
      categories: ["CHEESE", "WHITE"],
      brand: "Ovacık",
      taxRateBp: 100,
      unit: "weight",
      tags: ["x", "y"],
      productGroup: "P",
      onSale: true,
      discountable: false,
      forSale: true,
      minUnitPriceMinor: 40_000,
    },
  });
});

test("an empty field says nothing, and zero is no price", () => {
  expect(readRow("sku,name,price,barcode", "A,,,")).toEqual({ ok: true, value: { sku: "A" } });
  expect(readRow("sku,name,price", "A,x,0.00")).toEqual({ ok: true, value: { sku: "A", name: "x" } });
});

test("control characters never reach the printer", () => {
  expect(readRow("sku,name", "A,Sim\u001Bp0it\u0000\t x")).toEqual({
    ok: true,
    value: { sku: "A", name: "Sim p0it x" },
  });
});

test.each([
  ["no SKU", "sku,name", ",Simit", "no SKU"],
  ["a price that is a word", "sku,price", "A,abc", 'price "abc" is not a number with "."'],
  ["a price with thousands", "sku,price", "A,1.234.00", 'price "1.234.00" is not a number with "."'],
  ["a price below zero", "sku,price", "A,-1.00", 'price "-1.00" is below zero'],
  ["more decimals than the currency has", "sku,price", "A,2.500", 'price "2.500" has more than 2 decimals'],
  ["a tax rate above all", "sku,tax", "A,200", 'tax rate "200" is not a percentage between 0 and 100'],
  ["an unknown unit", "sku,unit", "A,furlong", 'unit "furlong" is neither a piece nor a weight'],
  ["a flag that is neither", "sku,onSale", "A,maybe", '"maybe" is neither yes nor no'],
  [
    "a rounded barcode",
    "sku,barcode",
    "A,8.69053E+12",
    'barcode "8.69053E+12" was rounded by a spreadsheet: format the column as text',
  ],
  [
    "two problems at once",
    "sku,price,unit",
    "A,x,y",
    'price "x" is not a number with "."; unit "y" is neither a piece nor a weight',
  ],
])("refuses %s", (...[, header, row, reason]) => {
  expect(readRow(header, row)).toEqual({ ok: false, error: reason });
});

test("a decimal comma is read only where it was said, and then no point is", () => {
  const comma = (price: string) =>
    readProductRow(["A", price], columnsOf("sku,price"), { ...rules, decimalMark: "," });
  expect(comma("12,50")).toEqual({ ok: true, value: { sku: "A", unitPriceMinor: 1250 } });
  expect(comma("1.250")).toMatchObject({ ok: false });
  expect(comma("1.250,00")).toMatchObject({ ok: false });
});

test("decimals follow the currency", () => {
  expect(readRow("sku,price", "A,1250", { currencyDecimals: 0 })).toMatchObject({
    value: { unitPriceMinor: 1250 },
  });
  expect(readRow("sku,price", "A,1.250", { currencyDecimals: 3 })).toMatchObject({
    value: { unitPriceMinor: 1250 },
  });
});

const mergeAll = (
  rows: readonly (readonly [name: string | null, price: number | null, barcode?: string])[],
) => {
  let merged: MergedProduct | undefined;
  for (const [index, [name, price, barcode]] of rows.entries()) {
    merged = mergeRow(
      merged,
      {
        sku: "A",
        ...(name === null ? {} : { name }),
        ...(price === null ? {} : { unitPriceMinor: price }),
        ...(barcode === undefined ? {} : { barcodes: [barcode] }),
      },
      index + 2,
    );
  }
  return merged?.patch;
};

test("the last row that says something wins, field by field", () => {
  expect(
    mergeAll([
      ["Old", 100],
      ["New", 120],
      [null, null],
    ]),
  ).toEqual({ sku: "A", name: "New", unitPriceMinor: 120 });
  expect(
    mergeAll([
      ["Lantern", 339],
      ["damaged", null],
      ["?", null],
    ]),
  ).toMatchObject({ name: "Lantern" });
  expect(
    mergeAll([
      ["?", null],
      ["Lantern", 339],
    ]),
  ).toMatchObject({ name: "Lantern" });
  expect(
    mergeAll([
      ["lost", null],
      ["found", null],
    ]),
  ).toEqual({ sku: "A", name: "found" });
  expect(
    mergeAll([
      [null, 100, "1"],
      [null, null, "2"],
      [null, null, "1"],
    ]),
  ).toMatchObject({ barcodes: ["1", "2"] });
});

test("rules of a product are read, taken away with a dash, and refused in words", () => {
  const header = "sku,kind,Min Age,Max per sale,Deposit SKU";
  expect(readRow(header, "B,goods,18,2,DEP-1")).toEqual({
    ok: true,
    value: { sku: "B", kind: "goods", minAge: 18, maxPerSaleMilli: 2000, depositSku: "DEP-1" },
  });
  expect(readRow(header, "B,,-,-,-")).toEqual({
    ok: true,
    value: { sku: "B", minAge: null, maxPerSaleMilli: null, depositSku: null },
  });
  expect(readRow(header, "B,gift,18.5,0,")).toEqual({
    ok: false,
    error:
      'kind "gift" is none of goods, service, delivery, deposit, fee; minimum age "18.5" is not a number of years from 1 to 120; limit per sale "0" is not a quantity above zero',
  });
});
