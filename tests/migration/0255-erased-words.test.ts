import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("keeps what was typed, and lets it be taken out of its row and nothing else be changed", () => {
  const sqlite = databaseAt(240);
  sqlite.exec(`
    INSERT INTO audit_log (at_ms, staff_name, action, subject, reason) VALUES (1, 'A', 'loyalty.adjust', 's', 'typed'),
      (1, 'A', 'refund.create', 's', 'typed');
    INSERT INTO customer_loyalty (customer_ref, points, lifetime_points, period, period_points, period_spent_minor,
      joined_at_ms, last_activity_at_ms) VALUES ('c', 0, 0, '2026', 0, 0, 1, 1);
    INSERT INTO loyalty_point_transaction (customer_ref, type, reason, points, spent_minor, balance_after, period, at_ms,
      note) VALUES ('c', 'BONUS', 'r', 5, 0, 5, '2026', 1, 'typed')`);
  migrateTo(sqlite, 255);
  const read = (sql: string): unknown => sqlite.prepare(sql).pluck().all();
  expect(read("SELECT reason FROM audit_log UNION ALL SELECT note FROM loyalty_point_transaction")).toEqual([
    "typed",
    "typed",
    "typed",
  ]);
  for (const refused of [
    "UPDATE audit_log SET reason = NULL",
    "UPDATE audit_log SET reason = 'x' WHERE id = 1",
    "UPDATE audit_log SET reason = NULL, subject = 'x' WHERE id = 1",
    "UPDATE loyalty_point_transaction SET note = 'x'",
    "UPDATE loyalty_point_transaction SET note = NULL, at_ms = 2",
  ]) {
    expect(() => sqlite.exec(refused), refused).toThrow("append-only");
  }
  sqlite.exec(
    "UPDATE audit_log SET reason = NULL WHERE id = 1; UPDATE loyalty_point_transaction SET note = NULL",
  );
  expect(read("SELECT note FROM loyalty_point_transaction")).toEqual([null]);
});
