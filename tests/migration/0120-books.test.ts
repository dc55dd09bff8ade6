import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("keeps the entries of the version before, and answers a page by person or action from an index", () => {
  const sqlite = databaseAt(80);
  sqlite.exec(
    "INSERT INTO audit_log (at_ms, staff_name, action, subject) VALUES (1, 'Ayşe K.', 'line.void', 'x')",
  );
  migrateTo(sqlite, 120);
  expect(sqlite.prepare("SELECT count(*) FROM audit_log").pluck().get()).toBe(1);
  for (const column of ["action", "staff_id"]) {
    const plan = sqlite
      .prepare(
        `EXPLAIN QUERY PLAN SELECT * FROM audit_log WHERE ${column} = 1 AND id < 9 ORDER BY id DESC LIMIT 5`,
      )
      .all() as readonly { readonly detail: string }[];
    expect(plan.map((step) => step.detail).join("; ")).toMatch(
      /^SEARCH audit_log USING INDEX audit_log_\w+ \([^)]*\)$/,
    );
  }
});
