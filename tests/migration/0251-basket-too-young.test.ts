import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("keeps the open basket, in which nobody was too young so far", () => {
  const sqlite = databaseAt(250);
  sqlite.exec(
    "INSERT INTO basket (id, state, revision, staff_id, created_at_ms, updated_at_ms) VALUES ('b', 'open', 1, 1, 1, 1)",
  );
  migrateTo(sqlite, 251);
  expect(sqlite.prepare("SELECT id, too_young_for FROM basket").raw().all()).toEqual([["b", null]]);
  expect(() => sqlite.exec("UPDATE basket SET too_young_for = 0")).toThrow(/CHECK/);
});
