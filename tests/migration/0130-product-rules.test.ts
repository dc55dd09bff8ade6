import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("goods and baskets of the version before have no rules; what is stored afterwards is sound", () => {
  const sqlite = databaseAt(120);
  sqlite.exec(`
    INSERT INTO tax_rate (id, code, name, rate_bp, created_at_ms, updated_at_ms) VALUES (1, 'V', 'V', 0, 1, 1);
    INSERT INTO product (id, sku, name, unit, kind, tax_rate_id, open_price, on_sale, discountable,
      min_unit_price_minor, for_sale, created_at_ms, updated_at_ms)
      VALUES (1, 'A', 'A', 'each', 'goods', 1, 0, 0, 1, 0, 1, 1, 1);
    INSERT INTO basket (id, state, revision, staff_id, created_at_ms, updated_at_ms) VALUES ('b', 'open', 1, 1, 1, 1);
    INSERT INTO basket_line (basket_id, line_id, position, product_id, quantity_milli, unit_price_minor)
      VALUES ('b', 'l', 1, 1, 1000, 100)`);
  migrateTo(sqlite, 130);
  expect(sqlite.prepare("SELECT min_age, max_per_sale_milli, deposit_product_id FROM product").all()).toEqual(
    [{ min_age: null, max_per_sale_milli: null, deposit_product_id: null }],
  );
  expect(
    sqlite.prepare("SELECT age_check_json, tax_exemption_json, limit_approvals_json FROM basket").all(),
  ).toEqual([{ age_check_json: null, tax_exemption_json: null, limit_approvals_json: null }]);
  expect(sqlite.prepare("SELECT deposit_of_line_id FROM basket_line").pluck().all()).toEqual([null]);
  sqlite.exec("UPDATE product SET min_age = 18, max_per_sale_milli = 2000");
  for (const wrong of ["min_age = 0", "min_age = 121", "max_per_sale_milli = 0", "deposit_product_id = 1"]) {
    expect(() => sqlite.exec(`UPDATE product SET ${wrong}`)).toThrow(/CHECK/);
  }
  expect(() => sqlite.exec("UPDATE product SET deposit_product_id = 9")).toThrow(/FOREIGN KEY/);
  expect(() => sqlite.exec("UPDATE basket SET age_check_json = '{'")).toThrow(/CHECK/);
});
