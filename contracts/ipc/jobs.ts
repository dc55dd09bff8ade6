/** Owns what the till does by itself, as the back office sees it: the last time, the next time, and doing it now. */
import { z } from "zod";
import type { JobFailureCause } from "../../domain/jobs/job-failure.ts";
import { JOB_NAMES, type JobName } from "../../domain/jobs/job-name.ts";
import type { JobEvery } from "../../domain/jobs/job-period.ts";
import { procedure } from "./procedure.ts";

export interface JobView {
  readonly name: JobName;
  readonly every: JobEvery;
  /** "2026-11-27", "2026-11" or "2026"; null with the next two: never done yet. */
  readonly lastPeriod: string | null;
  readonly lastRunAtMs: number | null;
  /** How many customers (or cards) the last time changed. */
  readonly doneCount: number | null;
  /** null: at once. */
  readonly nextDueAtMs: number | null;
  /** It could not be done, and is tried again; null: it went well. */
  readonly failed: {
    readonly atMs: number;
    readonly cause: JobFailureCause;
    /** In the program's own words. */
    readonly detail: string;
  } | null;
}

export interface JobsView {
  readonly jobs: readonly JobView[];
  /** The till wrote of a later moment than its clock shows now: it was turned back. null: it was not. */
  readonly clockBehind: { readonly nowMs: number; readonly latestAtMs: number } | null;
}

export interface RunJobError {
  readonly type: "UnknownJob";
}

export const jobProcedures = {
  "jobs.list": procedure<JobsView>()(z.strictObject({})),
  "jobs.run": procedure<JobView, RunJobError>()(z.strictObject({ name: z.enum(JOB_NAMES) })),
} as const;
