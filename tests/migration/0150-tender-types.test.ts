import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

const SALE = `
  INSERT INTO sale (seq, id, kind, receipt_number, store_code, till_code, staff_id, staff_name, currency,
    prices_include_tax, at_ms, gross_minor, discount_minor, net_minor, tax_minor, total_minor, rounding_minor,
    payable_minor, taxes_json, trace_json, journal_epoch, journal_seq)
  VALUES (1, 's1', 'sale', 'S1-T1-000001', 'S1', 'T1', 1, 'A', 'TRY', 1, 1, 500, 0, 500, 0, 500, 0, 500, '[]', '{}', 1, 1)`;

test("keeps tenders, and lets points, gift cards and store credit pay", () => {
  const sqlite = databaseAt(140);
  sqlite.exec(SALE);
  sqlite.exec(`INSERT INTO tender VALUES ('t1', 1, 1, 'CARD', 500, 500, 0, '4242', '{}')`);
  sqlite.exec(
    `INSERT INTO basket (id, state, revision, staff_id, created_at_ms, updated_at_ms) VALUES ('b1', 'open', 0, 1, 1, 1)`,
  );
  sqlite.exec(`INSERT INTO basket_tender VALUES ('t2', 'b1', 1, 'CASH', 100, 'r', NULL, 'taken')`);
  migrateTo(sqlite, 150);
  expect(sqlite.prepare("SELECT id, type, card_last4 FROM tender").all()).toEqual([
    { id: "t1", type: "CARD", card_last4: "4242" },
  ]);
  expect(sqlite.prepare("SELECT id, amount_minor FROM basket_tender").all()).toEqual([
    { id: "t2", amount_minor: 100 },
  ]);
  sqlite.exec(`INSERT INTO tender VALUES ('t3', 1, 2, 'POINTS', 50, 50, 0, NULL, NULL)`);
  sqlite.exec(`INSERT INTO basket_tender VALUES ('t4', 'b1', 2, 'GIFT_CARD', 50, 'r', NULL, 'taken')`);
  expect(() => sqlite.exec(`INSERT INTO tender VALUES ('t5', 1, 3, 'BEADS', 50, 50, 0, NULL, NULL)`)).toThrow(
    "CHECK",
  );
  expect(() => sqlite.exec("UPDATE tender SET amount_minor = 1")).toThrow("immutable");
  expect(() => sqlite.exec("DELETE FROM tender")).toThrow("immutable");
  sqlite.exec("DELETE FROM basket");
  expect(sqlite.prepare("SELECT count(*) FROM basket_tender").pluck().get()).toBe(0);
});
