import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("a basket of the version before has no coupons, and coupons are a readable list", () => {
  const sqlite = databaseAt(60);
  sqlite.exec(`
    INSERT INTO basket (id, state, revision, staff_id, created_at_ms, updated_at_ms) VALUES ('b', 'open', 1, 1, 1, 1)`);
  migrateTo(sqlite, 70);
  expect(sqlite.prepare("SELECT id, coupons_json FROM basket").all()).toEqual([
    { id: "b", coupons_json: null },
  ]);
  sqlite.exec("UPDATE basket SET coupons_json = '[\"WELCOME10\"]'");
  expect(() => sqlite.exec("UPDATE basket SET coupons_json = '['")).toThrow(/CHECK/);
});
