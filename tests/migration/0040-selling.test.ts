import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

const STAFF = `
  INSERT INTO staff (id, name, pin_hash, role, created_at_ms, updated_at_ms)
  VALUES (1, 'Ayşe K.', 'a hash that is long enough', 'cashier', 1, 1)`;

test("keeps the people of the version before, who can now open a basket", () => {
  const sqlite = databaseAt(30);
  sqlite.exec(STAFF);
  migrateTo(sqlite, 40);
  expect(sqlite.prepare("SELECT id, name, role FROM staff").all()).toEqual([
    { id: 1, name: "Ayşe K.", role: "cashier" },
  ]);
  const basket = (id: string): string => `
    INSERT INTO basket (id, state, revision, staff_id, created_at_ms, updated_at_ms) VALUES ('${id}', 'open', 0, 1, 1, 1)`;
  sqlite.exec(basket("a"));
  expect(() => sqlite.exec(basket("b"))).toThrow(/UNIQUE/);
});

test("a completed sale can be neither changed nor deleted", () => {
  const sqlite = databaseAt(40);
  sqlite.exec(STAFF);
  sqlite.exec(`
    INSERT INTO sale (id, kind, seq, receipt_number, basket_id, store_code, till_code, staff_id, staff_name, currency,
      prices_include_tax, at_ms, gross_minor, discount_minor, net_minor, tax_minor, total_minor, rounding_minor,
      payable_minor, trace_json, journal_epoch, journal_seq)
    VALUES ('s1', 'sale', 1, 'S1-T1-000001', 'b1', 'S1', 'T1', 1, 'Ayşe K.', 'TRY', 1, 1, 1500, 0, 1500, 15, 1500, 0,
      1500, '{}', 1, 1)`);
  expect(() => sqlite.exec("UPDATE sale SET reason = 'x'")).toThrow(/immutable/);
  expect(() => sqlite.exec("DELETE FROM sale")).toThrow(/immutable/);
});
