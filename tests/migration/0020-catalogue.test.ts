import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

const PRODUCT = `
  INSERT INTO tax_rate (id, code, name, rate_bp, created_at_ms, updated_at_ms) VALUES (1, 'VAT-100', '1 %', 100, 0, 0);
  INSERT INTO product (id, sku, name, unit, kind, tax_rate_id, open_price, on_sale, discountable, min_unit_price_minor,
    for_sale, created_at_ms, updated_at_ms)
  VALUES (1, '85123a', 'Simit', 'each', 'goods', 1, 0, 0, 1, 0, 1, 0, 0);
  INSERT INTO product_barcode (barcode, product_id, position) VALUES ('8690526000013', 1, 0);`;

test("keeps what the version before had, and brings the base price list", () => {
  const sqlite = databaseAt(10);
  sqlite.exec("INSERT INTO setting (key, value, updated_at_ms) VALUES ('store.profile', '{}', 7)");
  sqlite.exec("INSERT INTO counter (name, value) VALUES ('receipt', 41)");
  migrateTo(sqlite, 20);
  expect(sqlite.prepare("SELECT * FROM setting").all()).toEqual([
    { key: "store.profile", value: "{}", updated_at_ms: 7, updated_by: null },
  ]);
  expect(sqlite.prepare("SELECT value FROM counter").pluck().get()).toBe(41);
  expect(sqlite.prepare("SELECT id, code FROM price_list").all()).toEqual([{ id: 1, code: "BASE" }]);
});

test("one barcode is one product, one SKU in one spelling is one product", () => {
  const sqlite = databaseAt(20);
  sqlite.exec(PRODUCT);
  expect(() => sqlite.exec("INSERT INTO product_barcode VALUES ('8690526000013', 1, 1)")).toThrow(/UNIQUE/);
  const copy = (sku: string): string => `
    INSERT INTO product (sku, name, unit, kind, tax_rate_id, open_price, on_sale, discountable, min_unit_price_minor,
      for_sale, created_at_ms, updated_at_ms)
    SELECT '${sku}', name, unit, kind, tax_rate_id, open_price, on_sale, discountable, min_unit_price_minor,
      for_sale, created_at_ms, updated_at_ms FROM product WHERE id = 1`;
  expect(() => sqlite.exec(copy("85123a"))).toThrow(/UNIQUE/);
  sqlite.exec(copy("85123A"));
});

test("a product cannot point at a tax rate that is not there", () => {
  const sqlite = databaseAt(20);
  sqlite.exec(PRODUCT);
  expect(() => sqlite.exec("UPDATE product SET tax_rate_id = 9")).toThrow(/FOREIGN KEY/);
  expect(() => sqlite.exec("DELETE FROM product")).toThrow(/FOREIGN KEY/);
});

test("prices and flags outside their range are refused", () => {
  const sqlite = databaseAt(20);
  sqlite.exec(PRODUCT);
  expect(() => sqlite.exec("INSERT INTO price VALUES (1, 1, 0, -1, 0, NULL)")).toThrow(/CHECK/);
  expect(() => sqlite.exec("INSERT INTO price VALUES (1, 1, 0, 1.5, 0, NULL)")).toThrow(/cannot store REAL/);
  expect(() => sqlite.exec("UPDATE product SET for_sale = 2")).toThrow(/CHECK/);
});
