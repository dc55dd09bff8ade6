import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("a database of the version before gets memberships, whose periods are given back once and never changed", () => {
  const sqlite = databaseAt(180);
  migrateTo(sqlite, 210);
  sqlite.exec(`
    INSERT INTO membership_plan (code, name, period, price_minor, tax_rate_bp, product_id, created_at_ms, updated_at_ms)
      VALUES ('CLUB', 'Club', 'month', 1000, 0, 1, 1, 1);
    INSERT INTO membership (id, customer_ref, plan_id, state, final_price_minor, created_at_ms, created_by, updated_at_ms)
      VALUES ('m', 'c', 1, 'active', 1000, 1, 1, 1);
    INSERT INTO membership_event (membership_id, kind, on_day, period, list_price_minor, final_price_minor, from_day,
      until_day, renews, sale_seq, line_number, at_ms)
      VALUES ('m', 'paid', '2026-11-27', 'month', 1000, 1000, '2026-11-27', '2026-12-27', 0, 1, 1, 1)`);
  sqlite.exec("UPDATE membership_event SET back_seq = 2, back_line_number = 1");
  expect(() => sqlite.exec("UPDATE membership_event SET back_seq = 3")).toThrow(/once/);
  expect(() => sqlite.exec("UPDATE membership_event SET final_price_minor = 1")).toThrow(/once/);
  expect(() => sqlite.exec("DELETE FROM membership_event")).toThrow(/kept/);
  expect(() =>
    sqlite.exec(
      "INSERT INTO membership_event (membership_id, kind, on_day, at_ms) VALUES ('m', 'paid', 'd', 1)",
    ),
  ).toThrow(/CHECK/);
});
