import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

const STAFF = `
  INSERT INTO staff (id, name, pin_hash, role, created_at_ms, updated_at_ms)
  VALUES (1, 'Ayşe K.', 'a hash that is long enough', 'cashier', 1, 1)`;

const saleOf = (seq: number, id: string, receiptNumber: string): string => `
  INSERT INTO sale (seq, id, kind, receipt_number, store_code, till_code, staff_id, staff_name, currency,
    prices_include_tax, at_ms, gross_minor, discount_minor, net_minor, tax_minor, total_minor, rounding_minor,
    payable_minor, taxes_json, trace_json, journal_epoch, journal_seq)
  VALUES (${String(seq)}, '${id}', 'sale', '${receiptNumber}', 'S1', 'T1', 1, 'Ayşe K.', 'TRY', 1, 1, 1500, 0, 1500,
    15, 1500, 0, 1500, '[{"rateBp":100,"baseMinor":1485,"taxMinor":15}]', '{}', 1, 1)`;

test("keeps the people of the version before, who can now open a basket", () => {
  const sqlite = databaseAt(30);
  sqlite.exec(STAFF);
  migrateTo(sqlite, 40);
  expect(sqlite.prepare("SELECT id, name, role FROM staff").all()).toEqual([
    { id: 1, name: "Ayşe K.", role: "cashier" },
  ]);
  sqlite.exec(basketOf("a", "open"));
  expect(sqlite.prepare("SELECT id FROM basket").pluck().all()).toEqual(["a"]);
});

const basketOf = (id: string, state: "open" | "parked"): string => `
  INSERT INTO basket (id, state, revision, staff_id, created_at_ms, updated_at_ms) VALUES ('${id}', '${state}', 0, 1, 1, 1)`;

test("one basket is open at a time, beside any number that are parked", () => {
  const sqlite = databaseAt(40);
  for (const id of ["a", "b"]) {
    sqlite.exec(basketOf(id, "parked"));
  }
  sqlite.exec("UPDATE basket SET state = 'open' WHERE id = 'a'");
  sqlite.exec("UPDATE basket SET state = 'open', revision = 1 WHERE id = 'a'");
  expect(() => sqlite.exec("UPDATE basket SET state = 'open' WHERE id = 'b'")).toThrow(/open already/);
  expect(() => sqlite.exec(basketOf("c", "open"))).toThrow(/open already/);
  sqlite.exec("DELETE FROM basket WHERE id = 'a'");
  sqlite.exec(basketOf("c", "open"));
});

test("a completed sale can be neither changed nor deleted", () => {
  const sqlite = databaseAt(40);
  sqlite.exec(STAFF);
  sqlite.exec(saleOf(1, "s1", "S1-T1-000001"));
  expect(() => sqlite.exec("UPDATE sale SET reason = 'x'")).toThrow(/immutable/);
  expect(() => sqlite.exec("DELETE FROM sale")).toThrow(/immutable/);
});

test("a sale's number is the one in its receipt number, and its id is never used twice", () => {
  const sqlite = databaseAt(40);
  const sell = (seq: number, id: string, receiptNumber: string) => () =>
    sqlite.exec(saleOf(seq, id, receiptNumber));
  sell(1, "b1", "S1-T1-000001")();
  expect(sell(2, "b2", "S1-T1-000001")).toThrow(/CHECK/);
  expect(sell(2, "b2", "S1-T2-000002")).toThrow(/CHECK/);
  expect(sell(2, "b1", "S1-T1-000002")).toThrow(/UNIQUE/);
  sell(1_234_567, "b2", "S1-T1-1234567")();
});

test("taxes and discounts can be summed like tables", () => {
  const sqlite = databaseAt(40);
  sqlite.exec(saleOf(1, "b1", "S1-T1-000001"));
  sqlite.exec(`
    INSERT INTO sale_line (sale_seq, line_number, sku, name, kind, unit, quantity_milli, unit_price_minor, gross_minor,
      discount_minor, net_minor, tax_rate_bp, tax_minor, total_minor, unit_nets_json, discounts_json)
    VALUES (1, 1, 'A', 'Simit', 'goods', 'each', 1000, 1700, 1700, 200, 1500, 100, 15, 1500, '[[1,1500]]',
      '[{"campaign":"C1","coupon":null,"tier":null,"manual":false,"label":"Five","amountMinor":150},
        {"campaign":null,"coupon":null,"tier":null,"manual":true,"label":"torn","amountMinor":50}]')`);
  expect(sqlite.prepare("SELECT * FROM sale_tax").all()).toEqual([
    { sale_seq: 1, rate_bp: 100, base_minor: 1485, tax_minor: 15 },
  ]);
  expect(sqlite.prepare("SELECT * FROM sale_line_discount").all()).toEqual([
    { ...gaveAt(1), campaign: "C1", manual: 0, label: "Five", amount_minor: 150 },
    { ...gaveAt(2), campaign: null, manual: 1, label: "torn", amount_minor: 50 },
  ]);
});

const gaveAt = (position: number) => ({ sale_seq: 1, line_number: 1, position, coupon: null, tier: null });
