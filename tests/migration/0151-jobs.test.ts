import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("begins without any job done, and holds each period once", () => {
  const sqlite = databaseAt(150);
  migrateTo(sqlite, 151);
  const run =
    "INSERT INTO job_run (job, period, at_ms, done_count) VALUES ('pointExpiry', '2026-11-27', 1, 0)";
  sqlite.exec(run);
  expect(() => sqlite.exec(run)).toThrow("UNIQUE");
  expect(sqlite.prepare("SELECT count(*) FROM job_failure").pluck().get()).toBe(0);
});
