import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("keeps the jobs; a report of before is read by whoever may read a Z", () => {
  const sqlite = databaseAt(240);
  for (const kind of ["sale", "slip", "report"]) {
    const document = kind === "sale" ? "NULL" : "'{}'";
    sqlite.exec(`INSERT INTO print_job (kind, opens_drawer, state, maybe_printed, attempts, created_at_ms, updated_at_ms,
      document_json) VALUES ('${kind}', 0, 'confirmed', 0, 1, 1, 1, ${document})`);
  }
  migrateTo(sqlite, 250);
  expect(sqlite.prepare("SELECT kind, needs, own_staff_id FROM print_job ORDER BY id").raw().all()).toEqual([
    ["sale", null, null],
    ["slip", null, null],
    ["report", "report:z", null],
  ]);
});
