import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("the roles of the version before are kept with what they may do, and none is removed", () => {
  const sqlite = databaseAt(131);
  sqlite.exec(`UPDATE role SET rights_json = '{"a": 1}' WHERE code = 'cashier'`);
  migrateTo(sqlite, 132);
  expect(
    sqlite.prepare("SELECT code, rights_json, deleted_at_ms FROM role ORDER BY code").raw().all(),
  ).toEqual([
    ["cashier", '{"a": 1}', null],
    ["manager", "{}", null],
    ["supervisor", "{}", null],
  ]);
});
