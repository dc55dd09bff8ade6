import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("gives tiers room for what else they bring, and leaves those that are there without", () => {
  const sqlite = databaseAt(255);
  sqlite.exec(`INSERT INTO loyalty_tier (code, position, name, min_points, multiplier_milli, discount_bp, color, icon)
    VALUES ('A', 0, 'A', 0, 1000, 0, '#000000', 'medal')`);
  migrateTo(sqlite, 256);
  expect(sqlite.prepare("SELECT code, benefits FROM loyalty_tier").all()).toEqual([
    { code: "A", benefits: "" },
  ]);
  expect(() => sqlite.exec(`UPDATE loyalty_tier SET benefits = '${"x".repeat(201)}'`)).toThrow("CHECK");
});
