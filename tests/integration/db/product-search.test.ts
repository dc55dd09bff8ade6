import fc from "fast-check";
import { expect, test } from "vitest";
import { CANDIDATES_SQL } from "../../../db/repositories/product-search.ts";
import { createProductRepository, READ_SQL } from "../../../db/repositories/products.ts";
import { openTestDatabase } from "../../support/test-database.ts";

const openShop = (names: readonly string[]) => {
  const db = openTestDatabase();
  const products = createProductRepository(db);
  products.upsertMany(
    names.map((name, index) => ({
      sku: `SKU-${index}`,
      name,
      barcodes: [`869000000${String(index).padStart(4, "0")}`],
    })),
    null,
  );
  return {
    db,
    products,
    find: (text: string, limit = 20) => products.search(text, limit).map(({ name }) => name),
  };
};

test("case, accents and the Turkish i do not count", () => {
  const { find } = openShop(["Simit", "Işık Ampul", "Çilekli Süt", "Crème Brûlée"]);
  expect(find("simit")).toEqual(["Simit"]);
  expect(find("SİMİT")).toEqual(["Simit"]);
  expect(find("ISIK")).toEqual(["Işık Ampul"]);
  expect(find("ışık")).toEqual(["Işık Ampul"]);
  expect(find("cilek")).toEqual(["Çilekli Süt"]);
  expect(find("creme bru")).toEqual(["Crème Brûlée"]);
});

test("every word must begin a word; their order does not count", () => {
  const { find } = openShop(["Kırmızı Mercimek 1 kg", "Yeşil Mercimek 1 kg", "Kırmızı Biber"]);
  expect(find("merc kır")).toEqual(["Kırmızı Mercimek 1 kg"]);
  expect(find("mercimek")).toHaveLength(2);
  expect(find("ercimek")).toEqual([]);
});

test("the best match comes first", () => {
  const { find } = openShop(["Sucuk Kangal", "Maden Suyu", "Su 0,5 L", "Soda Su", "Su"]);
  expect(find("su")).toEqual(["Su", "Su 0,5 L", "Sucuk Kangal", "Soda Su", "Maden Suyu"]);
});

test("an exact SKU or barcode comes before everything, and a beginning of either is found", () => {
  const { find } = openShop(["Zeytin", "SKU-0 açacağı", "Ekmek"]);
  expect(find("sku-0")[0]).toBe("Zeytin");
  expect(find("8690000000002")).toEqual(["Ekmek"]);
  expect(find("86900000000")).toHaveLength(3);
});

test("a whole word is found behind more products than are ever ranked", () => {
  const { find } = openShop([...Array.from({ length: 400 }, (_, index) => `Sucuk ${index}`), "Su"]);
  expect(find("su", 5)[0]).toBe("Su");
  expect(find("s", 5)).toHaveLength(5);
});

test("the index follows every change", () => {
  const { products, find } = openShop(["Simit"]);
  products.upsertMany([{ sku: "SKU-0", name: "Açma" }], null);
  expect(find("simit")).toEqual([]);
  expect(find("acma")).toEqual(["Açma"]);
  products.upsertMany([{ sku: "SKU-0", barcodes: ["5000159484695"] }], null);
  expect(find("50001594")).toEqual(["Açma"]);
  expect(find("8690")).toEqual([]);
  products.upsertMany([{ sku: "SKU-0", forSale: false }], null);
  expect(find("acma")).toEqual([]);
  expect(find("5000159484695")).toEqual([]);
  products.upsertMany([{ sku: "SKU-0", forSale: true }], null);
  expect(find("acma")).toEqual(["Açma"]);
});

test("odd input finds nothing and breaks nothing", () => {
  const { find } = openShop(["Simit"]);
  for (const text of [
    "",
    " ",
    '"',
    '""',
    "*",
    "-",
    "a*b",
    "NEAR(",
    "AND",
    "simit OR",
    "{name}:",
    "^",
    "\0",
    "'; --",
    "😀",
  ]) {
    expect(() => find(text), JSON.stringify(text)).not.toThrow();
  }
  expect(find("simit", 0)).toEqual([]);
  expect(find("simit", -1)).toEqual([]);
  expect(find("simit ".repeat(1000))).toEqual(["Simit"]);
});

test("no text makes it throw", () => {
  const { find } = openShop(["Simit", "Ay-Çekirdeği 180 g", 'Quote "x"']);
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })), (text) => {
      find(text);
    }),
    { numRuns: 500, verbose: true },
  );
});

test("any word of any name finds it", () => {
  const names = [
    "Zeytinyağlı Sabun 4'lü",
    "Su 0,5 L",
    "Ton Balığı 2 x 150 g",
    "Kâğıt Havlu 6'lı",
    "50's Christmas Bag",
  ];
  const { find } = openShop(names);
  for (const name of names) {
    for (const word of name.split(/[^\p{L}\p{N}]+/u).filter(Boolean)) {
      expect(find(word), word).toContain(name);
    }
  }
});

const plansOf = (sql: string): readonly string[] => {
  const { sqlite } = openTestDatabase();
  const parameters = Array.from(sql.matchAll(/\?/g), () => 1);
  const rows = sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as readonly {
    readonly detail: string;
  }[];
  return rows.map(({ detail }) => detail);
};

test.each(Object.entries({ ...READ_SQL, candidates: CANDIDATES_SQL }))(
  "%s reads through indexes only",
  (_name, sql) => {
    const plan = plansOf(sql);
    expect(plan.length).toBeGreaterThan(0);
    // Scanning the candidates that the limited search gave is the one scan that is meant.
    const scans = plan.filter(
      (step) => step.startsWith("SCAN") && !/^SCAN (found|product_search VIRTUAL TABLE)/.test(step),
    );
    expect(scans).toEqual([]);
  },
);
