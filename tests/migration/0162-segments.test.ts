import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("starts without segments; a member named by hand has a reason", () => {
  const sqlite = databaseAt(161);
  migrateTo(sqlite, 162);
  expect(sqlite.prepare("SELECT count(*) FROM customer_segment").pluck().get()).toBe(0);
  sqlite.exec(`
    INSERT INTO customer_segment (id, code, name, type, is_dynamic, created_at_ms, updated_at_ms)
      VALUES (1, 'A', 'A', 'CUSTOM', 0, 1, 1);
    INSERT INTO customer_segment_member (segment_id, customer_ref, assignment, at_ms) VALUES (1, 'c', 'auto', 1)`);
  for (const wrong of [
    "INSERT INTO customer_segment_member (segment_id, customer_ref, assignment, at_ms) VALUES (1, 'd', 'manual', 1)",
    "INSERT INTO customer_segment_member (segment_id, customer_ref, assignment, at_ms) VALUES (2, 'd', 'auto', 1)",
    "UPDATE customer_segment SET type = 'NICE'",
    "UPDATE customer_segment SET criteria_json = '{'",
  ]) {
    expect(() => sqlite.exec(wrong), wrong).toThrow(/CHECK|FOREIGN KEY/);
  }
});
