/**
 * Owns when jobs are done: every due period once, oldest first, each in a transaction of its own that also records it; a job
 * in pieces is recorded when its last piece is written, and never runs beside itself. A job that fails is told of and tried again; the others go on. Clocks that were turned back repeat nothing.
 */
import type { JobView, RunJobError } from "../../../contracts/ipc/jobs.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import { storageFailureOf } from "../../../db/storage-failure.ts";
import type { JobName } from "../../../domain/jobs/job-name.ts";
import { duePeriods, periodAfter, periodOfKey, type JobPeriod } from "../../../domain/jobs/job-period.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { instantOf, wallClockAt } from "../../../domain/time/zoned-time.ts";
import type { Actor, AuditDep, ClockDep, DbDep, JobRunsDep, ProfileDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { TillClosed, type Job } from "./job.ts";

/** Many more wait for the next time: the till sells in between. */
const MOST_PERIODS_AT_ONCE = 400;

/** After a failure nothing is tried again for this long, unless a person asks. */
const PAUSE_AFTER_FAILURE_MS = 600_000;

export interface JobRunner {
  /** Does what is due, or begins it. Asked again and again by a timer. */
  readonly tick: () => void;
  readonly list: () => readonly JobView[];
  /** What is due now; where nothing is, the newest period once more. */
  readonly runNow: (actor: Actor, name: JobName) => Promise<Result<JobView, RunJobError>>;
  /** Resolves when no job in pieces runs. */
  readonly settled: () => Promise<void>;
}

export interface JobRunnerDeps extends DbDep, ClockDep, ProfileDep, JobRunsDep, AuditDep {
  readonly jobs: readonly Job[];
  /** Something may have changed: points, tiers, segments. */
  readonly onJobDone: () => void;
  readonly onBug: (error: unknown) => void;
}

export const createJobRunner = (deps: JobRunnerDeps): JobRunner => {
  const runner: Runner = { ...deps, inPieces: new Map() };
  return {
    tick: () => {
      for (const job of deps.jobs) {
        if (!failedJustNow(deps, job)) {
          void run(runner, job, { periods: dueOf(deps, job), staffId: null });
        }
      }
    },
    list: () => deps.jobs.map((job) => jobView(deps, job)),
    runNow: async (actor, name) => {
      const job = deps.jobs.find((known) => known.name === name);
      if (!job) {
        return err({ type: "UnknownJob" });
      }
      const due = dueOf(deps, job);
      const newest = deps.jobRuns.newest(name);
      const again = newest === null ? [] : [periodOfKey(newest.period, job.every)];
      const periods = due.length > 0 ? due : again;
      const done = await run(runner, job, { periods, staffId: actor.staffId });
      deps.audit.append({
        ...auditActor(actor),
        action: "job.run",
        subject: name,
        before: null,
        after: { periods: done },
        reason: null,
      });
      return ok(jobView(deps, job));
    },
    settled: async () => {
      await Promise.all(runner.inPieces.values());
    },
  };
};

interface Runner extends JobRunnerDeps {
  /** Those that run now. */
  readonly inPieces: Map<JobName, Promise<number>>;
}

interface Periods {
  readonly periods: readonly JobPeriod[];
  readonly staffId: number | null;
}

/** Answers how many periods were done. What is not in pieces is done when this returns. */
const run = (runner: Runner, job: Job, wanted: Periods): Promise<number> => {
  if ("run" in job) {
    return Promise.resolve(runPeriods(runner, job, wanted));
  }
  const running = runner.inPieces.get(job.name);
  if (running) {
    return running;
  }
  const started = runPieces(runner, job, wanted).finally(() => runner.inPieces.delete(job.name));
  runner.inPieces.set(job.name, started);
  return started;
};

/** Nobody is told that it is done: what it changes is stored for the next question, and no basket hangs on it. */
const runPieces = async (
  deps: JobRunnerDeps,
  job: Extract<Job, { readonly runInPieces: unknown }>,
  { periods, staffId }: Periods,
): Promise<number> => {
  const period = periods.at(-1);
  if (!period) {
    return 0;
  }
  try {
    const doneCount = await job.runInPieces(period);
    recordDone(deps, job, { period, doneCount, staffId });
    return 1;
  } catch (error) {
    if (!(error instanceof TillClosed)) {
      recordFailed(deps, job, { period, error });
    }
    return 0;
  }
};

const recordDone = (
  { jobRuns, clock }: JobRunnerDeps,
  { name }: Job,
  {
    period,
    ...done
  }: { readonly period: JobPeriod; readonly doneCount: number; readonly staffId: number | null },
): void => {
  jobRuns.record(name, { period: period.key, atMs: clock.nowMs(), ...done });
};

const recordFailed = (
  { jobRuns, clock, onBug }: JobRunnerDeps,
  { name }: Job,
  { period, error }: { readonly period: JobPeriod; readonly error: unknown },
): void => {
  onBug(error);
  jobRuns.recordFailure(name, {
    period: period.key,
    atMs: clock.nowMs(),
    cause: storageFailureOf(error)?.type ?? "Program",
    detail: error instanceof Error ? error.message : String(error),
  });
};

const today = ({ clock, profile }: JobRunnerDeps) => wallClockAt(clock.nowMs(), profile.timezone).date;

const dueOf = (deps: JobRunnerDeps, { name, every }: Job): readonly JobPeriod[] =>
  duePeriods(deps.jobRuns.newest(name)?.period ?? null, today(deps), { every, most: MOST_PERIODS_AT_ONCE });

const failedJustNow = ({ jobRuns, clock }: JobRunnerDeps, { name }: Job): boolean => {
  const failure = jobRuns.failure(name);
  return failure !== null && Math.abs(clock.nowMs() - failure.atMs) < PAUSE_AFTER_FAILURE_MS;
};

/** The first that fails ends it, so that none is ever skipped. */
const runPeriods = (
  deps: JobRunnerDeps,
  job: Extract<Job, { readonly run: unknown }>,
  { periods, staffId }: Periods,
): number => {
  let done = 0;
  for (const period of periods) {
    try {
      allOrNothing(deps.db, () => {
        recordDone(deps, job, { period, doneCount: job.run(period), staffId });
      });
      done += 1;
    } catch (error) {
      recordFailed(deps, job, { period, error });
      break;
    }
  }
  if (done > 0) {
    deps.onJobDone();
  }
  return done;
};

const jobView = (deps: JobRunnerDeps, { name, every }: Job): JobView => {
  const newest = deps.jobRuns.newest(name);
  const failure = deps.jobRuns.failure(name);
  return {
    name,
    every,
    lastPeriod: newest?.period ?? null,
    lastRunAtMs: newest?.atMs ?? null,
    doneCount: newest?.doneCount ?? null,
    nextDueAtMs:
      newest === null ? null : dueAtMs(deps, periodAfter(periodOfKey(newest.period, every), every)),
    failed: failure && { atMs: failure.atMs, cause: failure.cause, detail: failure.detail },
  };
};

const dueAtMs = ({ profile }: JobRunnerDeps, { first }: JobPeriod): number =>
  instantOf({ date: first, secondOfDay: 0 }, profile.timezone);
