/** Owns drizzle's view of the job tables (0151-jobs.sql, 0257-job-failure-cause.sql); a test compares every column with a migrated database. */
import { JOB_FAILURE_CAUSES } from "../../domain/jobs/job-failure.ts";
import { integer, primaryKey, sqliteTable, text } from "../drizzle.ts";

export const jobRun = sqliteTable(
  "job_run",
  {
    job: text("job").notNull(),
    period: text("period").notNull(),
    atMs: integer("at_ms").notNull(),
    doneCount: integer("done_count").notNull(),
    staffId: integer("staff_id"),
  },
  (table) => [primaryKey({ columns: [table.job, table.period] })],
);

export const jobFailure = sqliteTable("job_failure", {
  job: text("job").primaryKey(),
  period: text("period").notNull(),
  atMs: integer("at_ms").notNull(),
  detail: text("detail").notNull(),
  cause: text("cause", { enum: JOB_FAILURE_CAUSES }).notNull(),
});
