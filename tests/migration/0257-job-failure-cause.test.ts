import { expect, test } from "vitest";
import { JOB_FAILURE_CAUSES } from "../../domain/jobs/job-failure.ts";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("takes what failed before for a fault of the program, and knows every cause that there is", () => {
  const sqlite = databaseAt(256);
  sqlite.exec("INSERT INTO job_failure (job, period, at_ms, detail) VALUES ('a', '2026', 1, 'd')");
  migrateTo(sqlite, 257);
  expect(sqlite.prepare("SELECT cause, detail FROM job_failure").all()).toEqual([
    { cause: "Program", detail: "d" },
  ]);
  const set = sqlite.prepare("UPDATE job_failure SET cause = ?");
  for (const cause of JOB_FAILURE_CAUSES) {
    set.run(cause);
  }
  expect(() => set.run("Weather")).toThrow("CHECK");
});
