import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("begins with nobody taking part; movements are append-only and come once, lots are only used up", () => {
  const sqlite = databaseAt(151);
  migrateTo(sqlite, 152);
  expect(sqlite.prepare("SELECT count(*) FROM customer_loyalty").pluck().get()).toBe(0);
  sqlite.exec("INSERT INTO customer_loyalty VALUES ('ref-1', 5, 5, NULL, '2026', 0, 0, 1, 1)");
  const entry = `INSERT INTO loyalty_point_transaction
    (customer_ref, type, reason, points, spent_minor, balance_after, period, at_ms)
    VALUES ('ref-1', 'WELCOME', 'welcome', 5, 0, 5, '2026', 1)`;
  sqlite.exec(entry);
  expect(() => sqlite.exec(entry)).toThrow("UNIQUE");
  expect(() => sqlite.exec("UPDATE loyalty_point_transaction SET points = 6")).toThrow("append-only");
  expect(() => sqlite.exec("DELETE FROM loyalty_point_transaction")).toThrow("append-only");
  sqlite.exec("INSERT INTO loyalty_point_lot VALUES (1, 'ref-1', 5, 5, NULL)");
  sqlite.exec("UPDATE loyalty_point_lot SET left_points = 2");
  expect(() => sqlite.exec("UPDATE loyalty_point_lot SET left_points = 3")).toThrow("used up");
  expect(() => sqlite.exec("DELETE FROM loyalty_point_lot")).toThrow("used up");
});
