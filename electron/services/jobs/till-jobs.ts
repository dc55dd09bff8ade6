/** Owns the list of what this till does by itself. A new job is one line here, and its name in domain/jobs/job-name.ts. */
import type { Job } from "./job.ts";

export type TillJobsDeps = object;

export const createTillJobs = (_deps: TillJobsDeps): readonly Job[] => [];
