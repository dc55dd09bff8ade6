import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("a basket of the version before has had no payment", () => {
  const sqlite = databaseAt(90);
  sqlite.exec(`
    INSERT INTO basket (id, state, revision, staff_id, created_at_ms, updated_at_ms) VALUES ('b', 'open', 1, 1, 1, 1)`);
  migrateTo(sqlite, 91);
  expect(sqlite.prepare("SELECT id, had_payment FROM basket").all()).toEqual([{ id: "b", had_payment: 0 }]);
});
