import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("keeps settings of the version before, and takes offers whose releases nobody can change", () => {
  const sqlite = databaseAt(50);
  sqlite.exec("INSERT INTO setting (key, value, updated_at_ms) VALUES ('language', '\"tr\"', 1)");
  migrateTo(sqlite, 60);
  expect(sqlite.prepare("SELECT value FROM setting").pluck().all()).toEqual(['"tr"']);
  sqlite.exec(`
    INSERT INTO campaign (code, definition_json, created_at_ms, updated_at_ms) VALUES ('A', '{}', 1, 1);
    INSERT INTO offer_release (hash, definitions_json, first_used_at_ms) VALUES ('${"a".repeat(64)}', '{}', 1)`);
  expect(() =>
    sqlite.exec(
      "INSERT INTO campaign (code, definition_json, created_at_ms, updated_at_ms) VALUES ('B', '{', 1, 1)",
    ),
  ).toThrow(/CHECK/);
  expect(() => sqlite.exec("UPDATE offer_release SET definitions_json = '[]'")).toThrow(/immutable/);
  expect(() => sqlite.exec("DELETE FROM offer_release")).toThrow(/immutable/);
});
