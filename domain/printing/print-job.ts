/**
 * Owns what may happen to a print job next. Pure: the worker stores each job that comes back before it acts on it.
 * Invariants: a job whose bytes may have reached the printer is never sent again unless a person asks for it; a job that
 * surely was not sent is tried again by itself for a while; the drawer opens on the first attempt or never, so that it
 * cannot spring open minutes later.
 */
import { err, ok, type Result } from "../result.ts";
import type { PrintFailure, PrintFailureCause } from "./print-failure.ts";

export type PrintJobState = "queued" | "sent" | "confirmed" | "failed";

/**
 * `unknownAfterRestart`: it was on its way when the till stopped. `unconfirmed` (state `sent`): the printer took every
 * byte and has not said that it printed them; some printers never do.
 */
export type PrintJobCause = PrintFailureCause | "unknownAfterRestart" | "unconfirmed";

export interface PrintJob {
  readonly id: number;
  readonly state: PrintJobState;
  /** Why the last attempt failed (a queued job keeps it while it waits), or `unconfirmed`. */
  readonly cause: PrintJobCause | null;
  /** Bytes may have reached the printer, now or in an earlier attempt: what prints next must say COPY. */
  readonly maybePrinted: boolean;
  /** Sends begun since the job was queued, or queued again by hand. */
  readonly attempts: number;
  /** Not to be sent before; null when it will not be sent by itself. */
  readonly nextAttemptAtMs: number | null;
  /** Whether the next attempt also opens the drawer. */
  readonly opensDrawer: boolean;
  /** A pulse without paper: tried once, because a drawer that opens later, or is said to have opened, does harm. */
  readonly drawerOnly?: boolean;
  readonly updatedAtMs: number;
}

export interface NewPrintJob {
  readonly id: number;
  readonly opensDrawer: boolean;
  readonly drawerOnly?: boolean;
  readonly nowMs: number;
}

export const newPrintJob = ({ id, opensDrawer, drawerOnly = false, nowMs }: NewPrintJob): PrintJob => ({
  id,
  state: "queued",
  cause: null,
  maybePrinted: false,
  attempts: 0,
  nextAttemptAtMs: nowMs,
  opensDrawer,
  drawerOnly,
  updatedAtMs: nowMs,
});

export type NextAttempt =
  /** Print `asCopy` and open the drawer as told; store `job` first, send, then call `afterSend` with it. */
  | { readonly type: "send"; readonly job: PrintJob; readonly asCopy: boolean; readonly openDrawer: boolean }
  | { readonly type: "wait"; readonly untilMs: number }
  /** Nothing to do by itself: done, on its way, or a person's decision. */
  | { readonly type: "rest" };

/** What to do with a job now. The job to send is already marked `sent`: stored first, it survives a crash as unknown. */
export const nextAttempt = (job: PrintJob, nowMs: number): NextAttempt => {
  if (job.state !== "queued") {
    return { type: "rest" };
  }
  if (job.nextAttemptAtMs !== null && job.nextAttemptAtMs > nowMs) {
    return { type: "wait", untilMs: job.nextAttemptAtMs };
  }
  return {
    type: "send",
    asCopy: job.maybePrinted,
    openDrawer: job.opensDrawer,
    job: {
      ...job,
      state: "sent",
      cause: null,
      attempts: job.attempts + 1,
      nextAttemptAtMs: null,
      opensDrawer: false,
      updatedAtMs: nowMs,
    },
  };
};

/** `confirmed`: the printer answered after the last byte that it had worked through all of them. */
export interface SendOutcome {
  readonly confirmed: boolean;
}

/** Waits double from one second to half a minute; after these attempts, some ten minutes, a person must ask. */
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 30_000;
export const ATTEMPTS_BY_ITSELF = 24;

/** What the transport's answer makes of the job that `nextAttempt` gave out. */
export const afterSend = (
  job: PrintJob,
  outcome: Result<SendOutcome, PrintFailure>,
  nowMs: number,
): PrintJob => {
  if (job.state !== "sent" || job.cause !== null) {
    throw new Error(`Print job ${job.id} was answered while not being sent`);
  }
  if (outcome.ok) {
    const done = { ...job, maybePrinted: true, updatedAtMs: nowMs };
    return outcome.value.confirmed ? { ...done, state: "confirmed" } : { ...done, cause: "unconfirmed" };
  }
  const { cause, certainty } = outcome.error;
  const failed = { ...job, cause, updatedAtMs: nowMs };
  if (certainty === "maybeSent") {
    return { ...failed, state: "failed", maybePrinted: true };
  }
  if (job.drawerOnly === true || job.attempts >= ATTEMPTS_BY_ITSELF) {
    return { ...failed, state: "failed" };
  }
  return { ...failed, state: "queued", nextAttemptAtMs: nowMs + backOffMs(job.attempts) };
};

const backOffMs = (attempts: number): number =>
  Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (attempts - 1));

/** What a restart makes of a stored job. One that was on its way may or may not be on paper. */
export const afterRestart = (job: PrintJob, nowMs: number): PrintJob => {
  if (job.state === "queued" && job.drawerOnly !== true) {
    return { ...job, opensDrawer: false };
  }
  if (job.state === "queued") {
    return { ...job, state: "failed", cause: "unknownAfterRestart", opensDrawer: false, updatedAtMs: nowMs };
  }
  if (job.state !== "sent" || job.cause === "unconfirmed") {
    return job;
  }
  return { ...job, state: "failed", cause: "unknownAfterRestart", maybePrinted: true, updatedAtMs: nowMs };
};

/** Nothing more happens to it by itself: on paper, given up, or taken by a printer that confirms nothing. */
export const isAtRest = ({ state, cause }: Pick<PrintJob, "state" | "cause">): boolean =>
  state === "confirmed" || state === "failed" || cause === "unconfirmed";

/** A person asked for a job that did not fail: a confirmed receipt is reprinted as a new job instead. */
export interface NotFailed {
  readonly type: "NotFailed";
  readonly state: PrintJobState;
}

/**
 * A person asks again, for a failed job or one that the printer never confirmed. The drawer stays shut; a job that only
 * opens it is not repeated, since opening a drawer is asked for, and audited, anew.
 */
export const retryByHand = (job: PrintJob, nowMs: number): Result<PrintJob, NotFailed> => {
  const mayRetry = job.state === "failed" || job.cause === "unconfirmed";
  if (!mayRetry || job.drawerOnly === true) {
    return err({ type: "NotFailed", state: job.state });
  }
  return ok({
    ...job,
    state: "queued",
    attempts: 0,
    nextAttemptAtMs: nowMs,
    opensDrawer: false,
    updatedAtMs: nowMs,
  });
};
