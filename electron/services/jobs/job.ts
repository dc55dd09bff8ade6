/**
 * Owns what a job is: work that the till does by itself once for each day, month or year of the store's calendar.
 * `run` is called inside a transaction that also records the period. It must be safe to call again for the same period
 * (a person may ask for that), so each of its writes has a key that cannot come twice. Periods that were missed come in
 * their order.
 */
import type { JobName } from "../../../domain/jobs/job-name.ts";
import type { JobEvery, JobPeriod } from "../../../domain/jobs/job-period.ts";

interface NamedJob {
  readonly name: JobName;
  readonly every: JobEvery;
}

interface WholeJob extends NamedJob {
  /** Answers how many it changed: customers, cards, whatever it goes over. */
  readonly run: (period: JobPeriod) => number;
}

/**
 * For what takes longer than a till may stand still: a piece at a time, each in a transaction of its own. Only the newest
 * period is worked for. Throws TillClosed when the till was closed in the middle; then it begins anew the next time.
 */
interface PiecedJob extends NamedJob {
  readonly runInPieces: (period: JobPeriod) => Promise<number>;
}

export type Job = WholeJob | PiecedJob;

export class TillClosed extends Error {
  constructor() {
    super("The till was closed");
  }
}
