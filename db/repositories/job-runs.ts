/**
 * Owns the record of what the till did by itself: the newest period of each job, the last failure until it goes well, and
 * how far the clock once was.
 */
import type { JobFailureCause } from "../../domain/jobs/job-failure.ts";
import type { JobName } from "../../domain/jobs/job-name.ts";
import type { TillDatabase } from "../open-database.ts";

export interface JobRun {
  readonly period: string;
  readonly atMs: number;
  readonly doneCount: number;
}

export interface JobFailure {
  readonly period: string;
  readonly atMs: number;
  readonly cause: JobFailureCause;
  /** In the program's own words. */
  readonly detail: string;
}

export interface JobRunRepository {
  /** Of the newest period; null: the job was never done. */
  readonly newest: (job: JobName) => JobRun | null;
  readonly failure: (job: JobName) => JobFailure | null;
  /** In the transaction of the work. Done again for the same period, it says so of the last time. */
  readonly record: (job: JobName, run: JobRun & { readonly staffId: number | null }) => void;
  readonly recordFailure: (job: JobName, failure: JobFailure) => void;
  /** The latest moment of which a job, or the newest part of the journal, speaks; null: nothing was written yet. */
  readonly latestAtMs: () => number | null;
}

export const createJobRunRepository = ({ sqlite }: TillDatabase): JobRunRepository => {
  const newest = sqlite.prepare<[string], JobRun>(`
    SELECT period, at_ms AS atMs, done_count AS doneCount FROM job_run
    WHERE job = ? ORDER BY period DESC LIMIT 1`);
  const failure = sqlite.prepare<[string], JobFailure>(
    "SELECT period, at_ms AS atMs, cause, detail FROM job_failure WHERE job = ?",
  );
  const record = sqlite.prepare(`
    INSERT INTO job_run (job, period, at_ms, done_count, staff_id)
    VALUES (@job, @period, @atMs, @doneCount, @staffId)
    ON CONFLICT (job, period) DO UPDATE SET
      at_ms = excluded.at_ms, done_count = excluded.done_count, staff_id = excluded.staff_id`);
  const clearFailure = sqlite.prepare<[string]>("DELETE FROM job_failure WHERE job = ?");
  const recordFailure = sqlite.prepare(`
    INSERT INTO job_failure (job, period, at_ms, cause, detail) VALUES (@job, @period, @atMs, @cause, @detail)
    ON CONFLICT (job) DO UPDATE SET period = excluded.period, at_ms = excluded.at_ms, cause = excluded.cause,
      detail = excluded.detail`);
  const latest = sqlite
    .prepare<[], number | null>(`
      SELECT max(at_ms) FROM (SELECT max(at_ms) AS at_ms FROM job_run
        UNION ALL SELECT max(at_ms) FROM (SELECT at_ms FROM journal ORDER BY epoch DESC, seq DESC LIMIT 2000))`)
    .pluck();
  return {
    newest: (job) => newest.get(job) ?? null,
    failure: (job) => failure.get(job) ?? null,
    record: (job, run) => {
      record.run({ job, ...run });
      clearFailure.run(job);
    },
    recordFailure: (job, told) => {
      recordFailure.run({ job, ...told });
    },
    latestAtMs: () => latest.get() ?? null,
  };
};
