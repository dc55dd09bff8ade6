import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

const saleOf = (seq: number): string => `
  INSERT INTO sale (seq, id, kind, receipt_number, store_code, till_code, staff_id, staff_name, currency,
    prices_include_tax, at_ms, gross_minor, discount_minor, net_minor, tax_minor, total_minor, rounding_minor,
    payable_minor, taxes_json, trace_json, journal_epoch, journal_seq)
  VALUES (${String(seq)}, 's${String(seq)}', 'sale', 'S1-T1-00000${String(seq)}', 'S1', 'T1', 1, 'A', 'TRY', 1, 1, 500, 0,
    500, 0, 500, 0, 500, '[]', '{}', 1, 1)`;

const LINE = `INSERT INTO sale_line (sale_seq, line_number, sku, name, kind, unit, quantity_milli, unit_price_minor,
  gross_minor, discount_minor, net_minor, tax_rate_bp, tax_minor, total_minor, unit_nets_json, discounts_json,
  refunds_sale_seq, refunds_line_number, note)`;

const lineOf = (seq: number, number: number, back = "NULL, NULL"): string =>
  `${LINE} VALUES (${String(seq)}, ${String(number)}, 'A', 'A', 'goods', 'each', 1000, 500, 500, 100, 400, 0, 0, 400,
    '[[1,400]]', '[{"campaign":"WEEK","label":"Week","amountMinor":100}]', ${back}, 'n${String(number)}')`;

test("keeps every line, its discounts and what it takes back, and finds a sale's lines by their range", () => {
  const sqlite = databaseAt(230);
  for (const statement of [saleOf(1), saleOf(2), lineOf(1, 2), lineOf(1, 1), lineOf(2, 1, "1, 2")]) {
    sqlite.exec(statement);
  }
  const read = (): unknown[] =>
    sqlite
      .prepare(
        "SELECT sale_seq, line_number, total_minor, note, refunds_sale_seq, refunds_line_number FROM sale_line ORDER BY 1, 2",
      )
      .all();
  const before = read();
  migrateTo(sqlite, 240);
  expect(before).toHaveLength(3);
  expect(read()).toEqual(before);
  expect(sqlite.prepare("SELECT position FROM sale_line ORDER BY position").pluck().all()).toEqual([
    100_001, 100_002, 200_001,
  ]);
  expect(
    sqlite
      .prepare(
        "SELECT campaign, amount_minor FROM sale_line_discount WHERE line_position BETWEEN 200000 AND 299999",
      )
      .all(),
  ).toEqual([{ campaign: "WEEK", amount_minor: 100 }]);
  expect(() => sqlite.exec("UPDATE sale_line SET note = 'x'")).toThrow("immutable");
  expect(() => sqlite.exec("DELETE FROM sale_line")).toThrow("immutable");
  expect(() => sqlite.exec("INSERT INTO sale_line (position) VALUES (1)")).toThrow(/constraint/i);
});
