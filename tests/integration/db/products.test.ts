import { expect, test } from "vitest";
import type { ProductPatch } from "../../../db/repositories/product-patch.ts";
import { createProductRepository } from "../../../db/repositories/products.ts";
import { createTestClock, openTestDatabase } from "../../support/test-database.ts";

const simit: ProductPatch = {
  sku: "BAKERY-001",
  name: "Simit",
  department: "BAKERY",
  brand: "Köşe Fırın",
  categories: ["BREAD", "BREAKFAST"],
  tags: ["fresh"],
  taxRateBp: 100,
  unitPriceMinor: 1500,
  barcodes: ["8690526000013", "simit"],
};

const openShop = (patches: readonly ProductPatch[] = [simit]) => {
  const clock = createTestClock();
  const db = openTestDatabase({ clock });
  const products = createProductRepository(db);
  products.upsertMany(patches, null);
  return { db, clock, products };
};

const typesOf = (outcomes: readonly { readonly type: string }[]): readonly string[] =>
  outcomes.map(({ type }) => type);

test("a product is read whole", () => {
  expect(openShop().products.findBySku("BAKERY-001")).toEqual({
    id: 1,
    sku: "BAKERY-001",
    name: "Simit",
    unit: "each",
    kind: "goods",
    productGroup: null,
    department: "BAKERY",
    categories: ["BREAD", "BREAKFAST"],
    brand: "Köşe Fırın",
    tags: ["fresh"],
    taxRateBp: 100,
    unitPriceMinor: 1500,
    onSale: false,
    discountable: true,
    minUnitPriceMinor: 0,
    forSale: true,
    minAge: null,
    maxPerSaleMilli: null,
    depositProductId: null,
    barcode: "8690526000013",
  });
});

test("a product of which only the SKU is known can be sold at a price that is typed in", () => {
  const { products } = openShop([{ sku: "M" }]);
  expect(products.findBySku("M")).toMatchObject({
    name: "M",
    unitPriceMinor: null,
    forSale: true,
    barcode: null,
  });
});

test("any of its barcodes finds it, in the order that the candidates come in", () => {
  const { products } = openShop([simit, { sku: "B", barcodes: ["8690526000020"] }]);
  expect(products.findByBarcode(["nothing", "simit", "8690526000020"])).toMatchObject({
    barcode: "simit",
    product: { sku: "BAKERY-001" },
  });
  expect(products.findByBarcode(["SIMIT"])).toBeNull();
  expect(products.findByBarcode([])).toBeNull();
});

test("a SKU is exact first; in another case only when one product answers", () => {
  const { products } = openShop([{ sku: "85123A" }, { sku: "85123a" }, { sku: "Post" }]);
  expect(products.findBySku("85123a")?.sku).toBe("85123a");
  expect(products.findBySku("POST")?.sku).toBe("Post");
  const mixed = openShop([{ sku: "gift_A" }, { sku: "GIFT_A" }]).products;
  expect(mixed.findBySku("gift_a")).toBeNull();
  expect(products.findBySku("unknown")).toBeNull();
});

test("writing the same again changes nothing, not even a time", () => {
  const { db, clock, products } = openShop();
  const dump = () =>
    [
      "product",
      "product_barcode",
      "product_category",
      "product_tag",
      "price",
      "department",
      "category",
      "tax_rate",
    ].map((table) => db.sqlite.prepare(`SELECT * FROM ${table}`).all());
  const before = dump();
  clock.advance(1000);
  expect(typesOf(products.upsertMany([simit, { sku: "BAKERY-001" }], 7))).toEqual(["Unchanged", "Unchanged"]);
  expect(dump()).toEqual(before);
});

test("what a patch leaves out stays as it is", () => {
  const { products } = openShop();
  expect(typesOf(products.upsertMany([{ sku: "BAKERY-001", onSale: true }], null))).toEqual(["Updated"]);
  expect(products.findBySku("BAKERY-001")).toMatchObject({
    onSale: true,
    name: "Simit",
    unitPriceMinor: 1500,
    department: "BAKERY",
    tags: ["fresh"],
  });
  products.upsertMany([{ sku: "BAKERY-001", department: null, brand: null, tags: [], categories: [] }], null);
  expect(products.findBySku("BAKERY-001")).toMatchObject({
    department: null,
    brand: null,
    tags: [],
    categories: [],
  });
});

test("the price in force changes by itself when its time comes, and the old one is kept", () => {
  const { db, clock, products } = openShop();
  const price = () => products.findBySku("BAKERY-001")?.unitPriceMinor;
  products.setPrice({ productId: 1, unitPriceMinor: 1750, validFromMs: clock.nowMs() + 60_000, by: null });
  expect(price()).toBe(1500);
  clock.advance(59_999);
  expect(price()).toBe(1500);
  clock.advance(1);
  expect(price()).toBe(1750);
  expect(
    db.sqlite.prepare("SELECT unit_price_minor FROM price ORDER BY valid_from_ms").pluck().all(),
  ).toEqual([1500, 1750]);
});

test("a clock that was set back forgets no first price", () => {
  const { clock, products } = openShop();
  products.upsertMany([{ sku: "BAKERY-001", unitPriceMinor: 1750 }], null);
  clock.advance(-400 * 24 * 3600 * 1000);
  expect(products.findBySku("BAKERY-001")?.unitPriceMinor).toBe(1500);
});

test("an open price asks at the till whatever the list says", () => {
  const { products } = openShop();
  products.upsertMany([{ sku: "BAKERY-001", unitPriceMinor: null }], null);
  expect(products.findBySku("BAKERY-001")?.unitPriceMinor).toBeNull();
  products.upsertMany([{ sku: "BAKERY-001", unitPriceMinor: 1500 }], null);
  expect(products.findBySku("BAKERY-001")?.unitPriceMinor).toBe(1500);
});

test("a barcode of another product is refused and the patch leaves no trace; the others are written", () => {
  const { products } = openShop();
  const outcomes = products.upsertMany(
    [{ sku: "B", name: "Other", department: "NEW", barcodes: ["x", "simit"] }, { sku: "C" }],
    null,
  );
  expect(outcomes).toMatchObject([
    { type: "BarcodeTaken", sku: "B", barcode: "simit", takenBySku: "BAKERY-001" },
    { type: "Created", sku: "C" },
  ]);
  expect(products.findBySku("B")).toBeNull();
  expect(products.findByBarcode(["x"])).toBeNull();
});

test("a deleted product is gone for the till, not for its sales; its barcode can go to another", () => {
  const { products } = openShop();
  products.remove(1, null);
  expect(products.findBySku("BAKERY-001")).toBeNull();
  expect(products.findByBarcode(["simit"])).toBeNull();
  expect(products.search("simit", 10)).toEqual([]);
  expect(products.count()).toBe(0);
  expect(products.findById(1)?.name).toBe("Simit");
  expect(typesOf(products.upsertMany([{ sku: "B", name: "Simit 2", barcodes: ["simit"] }], null))).toEqual([
    "Created",
  ]);
  expect(products.findByBarcode(["simit"])?.product.sku).toBe("B");
});

test("writing a deleted product brings it back", () => {
  const { products } = openShop();
  products.remove(1, null);
  expect(typesOf(products.upsertMany([simit], null))).toEqual(["Updated"]);
  expect(products.search("simit", 10)).toHaveLength(1);
});

test("the quick grid is in its own order, without what may not be sold", () => {
  const { products } = openShop([
    { sku: "A", quickPosition: 2 },
    { sku: "B", quickPosition: 0 },
    { sku: "C", quickPosition: 1, forSale: false },
    { sku: "D" },
  ]);
  expect(products.quickItems().map(({ sku }) => sku)).toEqual(["B", "A"]);
  products.upsertMany([{ sku: "B", quickPosition: null }], null);
  expect(products.quickItems().map(({ sku }) => sku)).toEqual(["A"]);
});

test("groups are named once and keep their name", () => {
  const { db, products } = openShop();
  const name = () => db.sqlite.prepare("SELECT name FROM department WHERE code = 'BAKERY'").pluck().get();
  expect(name()).toBe("BAKERY");
  products.putGroup({ kind: "department", code: "BAKERY", name: "Fırın" }, null);
  products.upsertMany([simit], null);
  expect(name()).toBe("Fırın");
});
