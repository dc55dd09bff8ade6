import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("a basket of the version before has nothing that comes back, and what comes back is a readable list", () => {
  const sqlite = databaseAt(80);
  sqlite.exec(`
    INSERT INTO basket (id, state, revision, staff_id, created_at_ms, updated_at_ms) VALUES ('b', 'open', 1, 1, 1, 1)`);
  migrateTo(sqlite, 110);
  expect(sqlite.prepare("SELECT id, returns_json FROM basket").all()).toEqual([
    { id: "b", returns_json: null },
  ]);
  sqlite.exec("UPDATE basket SET returns_json = '[]'");
  expect(() => sqlite.exec("UPDATE basket SET returns_json = '['")).toThrow(/CHECK/);
});
