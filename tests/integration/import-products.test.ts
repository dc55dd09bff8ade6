import { expect, test } from "vitest";
import { createAuditLogRepository } from "../../db/repositories/audit-log.ts";
import { createProductRepository } from "../../db/repositories/products.ts";
import {
  importProducts,
  type BadRow,
  type ImportProductsInput,
  type ImportProgress,
} from "../../electron/services/catalogue/import-products.ts";
import { openTestDatabase } from "../support/test-database.ts";

async function* inPieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 1000) {
    yield text.slice(at, at + 1000);
  }
}

const openShop = () => {
  const db = openTestDatabase();
  const products = createProductRepository(db);
  const audit = createAuditLogRepository(db);
  const progress: ImportProgress[] = [];
  const importText = async (text: string, input: Partial<ImportProductsInput> = {}) => {
    const badRows: BadRow[] = [];
    const result = await importProducts(
      {
        db,
        audit,
        products,
        onProgress: (step) => progress.push(step),
        onBadRow: (row) => badRows.push(row),
      },
      {
        fileName: "goods.csv",
        text: inPieces(text),
        map: new Map(),
        taxRateBp: null,
        currencyDecimals: 2,
        decimalMark: ".",
        ...input,
      },
    );
    return { result, badRows };
  };
  return { products, audit, progress, importText };
};

const FILE = `StockCode,Description,UnitPrice,Barcode
85123A,WHITE HANGING HEART,2.55,5000000000012
85123a,white hanging heart,2.95,
85123A,,0.00,
85123A,damaged,0.0,
85123A,WHITE HANGING HEART T-LIGHT HOLDER,2.60,5000000000029
21134,,0.0,
BROKEN,Too few
POST,POSTAGE,18,5000000000012
"C2","CARRIAGE, WITH A ""QUOTE""",abc,
`;

test("a real file becomes products, and its bad rows a list with their lines", async () => {
  const { products, importText } = openShop();
  const { result, badRows } = await importText(FILE);
  expect(result).toEqual({
    ok: true,
    value: {
      rows: 9,
      products: 4,
      written: 4,
      created: 3,
      updated: 0,
      unchanged: 0,
      skipped: 3,
      stopped: false,
    },
  });
  expect(badRows).toEqual([
    { line: 8, reason: "2 fields where the header has 4" },
    { line: 10, reason: 'price "abc" is not a number with "."' },
    { line: 9, reason: "barcode 5000000000012 of POST already belongs to 85123A" },
  ]);
  expect(products.findBySku("85123A")).toMatchObject({
    name: "WHITE HANGING HEART T-LIGHT HOLDER",
    unitPriceMinor: 260,
    barcode: "5000000000012",
  });
  expect(products.findBySku("85123a")).toMatchObject({ name: "white hanging heart", unitPriceMinor: 295 });
  expect(products.findBySku("21134")).toMatchObject({ name: "21134", unitPriceMinor: null });
});

test("a second time changes nothing", async () => {
  const { importText } = openShop();
  await importText(FILE);
  const { result } = await importText(FILE);
  expect(result).toMatchObject({ ok: true, value: { created: 0, updated: 0, unchanged: 3, skipped: 3 } });
});

test("a changed price is one update, and what the file does not speak of stays", async () => {
  const { products, importText } = openShop();
  await importText("sku,name,price,department,tax\nA,Simit,15.00,BAKERY,1\nB,Ekmek,12.50,BAKERY,1\n");
  const { result } = await importText("sku,price\nA,17.50\nB,12.50\n");
  expect(result).toMatchObject({ ok: true, value: { created: 0, updated: 1, unchanged: 1 } });
  expect(products.findBySku("A")).toMatchObject({
    name: "Simit",
    unitPriceMinor: 1750,
    department: "BAKERY",
    taxRateBp: 100,
  });
});

test("the tax rate of the command is for rows that name none", async () => {
  const { products, importText } = openShop();
  await importText("sku,tax\nA,1\nB,\n", { taxRateBp: 2000 });
  expect(products.findBySku("A")?.taxRateBp).toBe(100);
  expect(products.findBySku("B")?.taxRateBp).toBe(2000);
});

test("a file without a SKU column, or without anything, writes nothing", async () => {
  const { products, importText } = openShop();
  expect((await importText("colour,size\nred,1\n")).result).toMatchObject({
    ok: false,
    error: { type: "NoSkuColumn" },
  });
  expect((await importText("")).result).toEqual({ ok: false, error: { type: "EmptyFile" } });
  expect(products.count()).toBe(0);
});

const bigFile = `sku,name\n${Array.from({ length: 1800 }, (_, index) => `S${index},Product ${index}\n`).join("")}`;

test("progress counts rows while reading and products while writing", async () => {
  const { products, progress, importText } = openShop();
  await importText(bigFile);
  expect(progress.at(-1)).toEqual({ phase: "writing", rows: 1800, products: 1800, written: 1800 });
  expect(progress.filter(({ phase }) => phase === "writing").map(({ written }) => written)).toEqual([
    500, 1000, 1500, 1800,
  ]);
  expect(products.count()).toBe(1800);
});

test("stopped between two batches it leaves whole ones, and the next run does the rest", async () => {
  const db = openTestDatabase();
  const products = createProductRepository(db);
  const stop = new AbortController();
  const run = (signal: AbortSignal) =>
    importProducts(
      {
        db,
        audit: createAuditLogRepository(db),
        products,
        onProgress: ({ written }) => {
          if (written === 500) {
            stop.abort();
          }
        },
        onBadRow: () => undefined,
      },
      {
        fileName: "goods.csv",
        text: inPieces(bigFile),
        map: new Map(),
        taxRateBp: null,
        currencyDecimals: 2,
        decimalMark: ".",
        signal,
      },
    );
  expect(await run(stop.signal)).toMatchObject({
    ok: true,
    value: { created: 500, written: 500, stopped: true },
  });
  expect(products.count()).toBe(500);
  expect(await run(new AbortController().signal)).toMatchObject({
    ok: true,
    value: { created: 1300, unchanged: 500, stopped: false },
  });
});

test("what an import changed stands in the audit log, old price beside new, and nothing where nothing changed", async () => {
  const { audit, importText } = openShop();
  await importText("sku,name,price\nA1,Mug,4.00\nB2,Cup,2.50\n");
  await importText("sku,name,price\nA1,Mug,4.20\nB2,Cup,2.50\n");
  await importText("sku,name,price\nA1,Mug,4.20\nB2,Cup,2.50\n");
  expect(
    audit.list({ limit: 9 }).map(({ action, subject, before, after }) => [action, subject, before, after]),
  ).toEqual([
    [
      "catalogue.import",
      "goods.csv",
      { unitPriceMinor: { A1: 400 } },
      { created: 0, updated: 1, unitPriceMinor: { A1: 420 } },
    ],
    [
      "catalogue.import",
      "goods.csv",
      { unitPriceMinor: { A1: null, B2: null } },
      { created: 2, updated: 0, unitPriceMinor: { A1: 400, B2: 250 } },
    ],
  ]);
});

test("every field that decides what is charged, or who may buy, is kept as it was and as it is, and who did it", async () => {
  const { audit, importText } = openShop();
  const head = "sku,name,price,tax,kind,min_age,max_per_sale,for_sale,discountable,deposit\n";
  await importText(
    `${head}DEP,Deposit,0.25,0,deposit,,,yes,,\nBEER,Beer,2.00,10,,16,6,yes,yes,\nOLD,Old,1,10,,,,yes,,\n`,
  );
  await importText(`${head}BEER,Lager,2.20,20,,18,4,no,no,DEP\nOLD,Old,1,10,,,,yes,,\n`);
  const [entry] = audit.list({ limit: 1 });
  expect(entry).toMatchObject({ action: "catalogue.import", staffId: null, staffName: "command line" });
  expect(entry?.before).toEqual({
    unitPriceMinor: { BEER: 200 },
    taxRateBp: { BEER: 1000 },
    name: { BEER: "Beer" },
    minAge: { BEER: 16 },
    maxPerSaleMilli: { BEER: 6000 },
    forSale: { BEER: true },
    discountable: { BEER: true },
    deposit: { BEER: null },
  });
  expect(entry?.after).toEqual({
    created: 0,
    updated: 1,
    unitPriceMinor: { BEER: 220 },
    taxRateBp: { BEER: 2000 },
    name: { BEER: "Lager" },
    minAge: { BEER: 18 },
    maxPerSaleMilli: { BEER: 4000 },
    forSale: { BEER: false },
    discountable: { BEER: false },
    deposit: { BEER: "DEP" },
  });
});

test("a deposit is found wherever it stands in the file, and one that is none is a bad row with its line", async () => {
  const { products, importText } = openShop();
  const { result, badRows } = await importText(
    [
      "sku,price,kind,deposit",
      "COLA,2.50,,DEP",
      "DEP,0.25,deposit,",
      "WATER,1.00,,COLA",
      "BEER,1.00,,none",
    ].join("\n"),
  );
  expect(result).toMatchObject({ ok: true, value: { created: 2, skipped: 2 } });
  expect(products.findBySku("COLA")?.depositProductId).toBe(products.findBySku("DEP")?.id);
  expect(badRows).toEqual([
    { line: 4, reason: 'deposit "COLA" of WATER is no product of kind "deposit"' },
    { line: 5, reason: 'deposit "none" of BEER is no product of kind "deposit"' },
  ]);
  await importText("sku,deposit\nCOLA,-\n");
  expect(products.findBySku("COLA")?.depositProductId).toBeNull();
});
