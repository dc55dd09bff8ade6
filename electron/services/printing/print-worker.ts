/**
 * Owns the print queue at work: one job at a time, in order, each state stored before the next step. Never awaited by
 * a sale. What may happen to a job is decided in domain/printing; a failure of any kind ends as a state, not a throw.
 */
import type { PrintJobRow } from "../../../db/repositories/print-jobs.ts";
import {
  afterRestart,
  afterSend,
  nextAttempt,
  type PrintJob,
  type PrintJobCause,
} from "../../../domain/printing/print-job.ts";
import { encodeReceipt } from "../../../drivers/printer/escpos-encoder.ts";
import type { PrinterTransport } from "../../../drivers/printer/printer-transport.ts";
import type { ClockDep, PrintJobsDep, ProfileDep, SalesDep } from "../deps.ts";
import { receiptOfJob, type PrinterProfileDep } from "./receipt-of-job.ts";

export interface PrintWorker {
  /** There may be work: returns at once. */
  readonly wake: () => void;
  readonly isPrinting: () => boolean;
  /** Stops after the job that is being sent. */
  readonly stop: () => Promise<void>;
}

export interface Timers {
  readonly after: (delayMs: number, run: () => void) => () => void;
}

export interface PrintWorkerDeps extends ClockDep, PrintJobsDep, SalesDep, ProfileDep, PrinterProfileDep {
  readonly transport: PrinterTransport;
  readonly timers: Timers;
  readonly onChange: (jobId: number) => void;
  /** For failures that have no state of their own, such as a closed database at the end of the day. */
  readonly onBug: (error: unknown) => void;
}

const SEND_TIMEOUT_MS = 3000;

export const createPrintWorker = (deps: PrintWorkerDeps): PrintWorker => {
  recoverAfterRestart(deps);
  let running: Promise<void> | null = null;
  let stopped = false;
  let again = false;
  let cancelTimer: (() => void) | null = null;
  const wake = (): void => {
    if (stopped) {
      return;
    }
    again = true;
    running ??= run().finally(() => {
      running = null;
    });
  };
  const run = async (): Promise<void> => {
    // A sale that wakes the worker has its answer sent before the first byte is encoded.
    await Promise.resolve();
    while (again && !stopped) {
      again = false;
      try {
        const waitUntilMs = await workThroughQueue(deps, () => stopped);
        cancelTimer?.();
        cancelTimer =
          waitUntilMs === null ? null : deps.timers.after(Math.max(0, waitUntilMs - deps.clock.nowMs()), wake);
      } catch (error) {
        deps.onBug(error);
      }
    }
  };
  return {
    wake,
    isPrinting: () => running !== null,
    stop: async () => {
      stopped = true;
      cancelTimer?.();
      await running;
      await deps.transport.close();
    },
  };
};

const recoverAfterRestart = (deps: PrintWorkerDeps): void => {
  for (const row of deps.printJobs.unfinished()) {
    const job = toPrintJob(row);
    const recovered = afterRestart(job, deps.clock.nowMs());
    if (recovered !== job) {
      deps.printJobs.update(row.id, recovered);
    }
  }
};

/** Sends what is due, oldest first. Answers when to look again, or null when nothing waits. */
const workThroughQueue = async (deps: PrintWorkerDeps, isStopped: () => boolean): Promise<number | null> => {
  let waitUntilMs: number | null = null;
  for (const row of deps.printJobs.unfinished()) {
    if (isStopped()) {
      return null;
    }
    const step = nextAttempt(toPrintJob(row), deps.clock.nowMs());
    if (step.type === "wait") {
      waitUntilMs = Math.min(waitUntilMs ?? step.untilMs, step.untilMs);
    } else if (step.type === "send") {
      const after = await sendJob(deps, row, step);
      if (after.state === "queued" && after.nextAttemptAtMs !== null) {
        waitUntilMs = Math.min(waitUntilMs ?? after.nextAttemptAtMs, after.nextAttemptAtMs);
      }
    }
  }
  return waitUntilMs;
};

const sendJob = async (
  deps: PrintWorkerDeps,
  row: PrintJobRow,
  step: { readonly job: PrintJob; readonly asCopy: boolean; readonly openDrawer: boolean },
): Promise<PrintJob> => {
  store(deps, step.job);
  const bytes = encodeReceipt({
    document: receiptOfJob(deps, row, step.asCopy),
    profile: deps.printerProfile,
    openDrawer: step.openDrawer,
    rasterizeLine: null,
  });
  const sent = await deps.transport.send(bytes, { timeoutMs: SEND_TIMEOUT_MS });
  const after = afterSend(step.job, sent, deps.clock.nowMs());
  store(deps, after);
  return after;
};

const store = (deps: PrintWorkerDeps, job: PrintJob): void => {
  deps.printJobs.update(job.id, job);
  deps.onChange(job.id);
};

/** The cause column holds only what `afterSend` and `afterRestart` gave. */
export const toPrintJob = (row: PrintJobRow): PrintJob => ({
  id: row.id,
  state: row.state,
  cause: row.cause as PrintJobCause | null,
  maybePrinted: row.maybePrinted,
  attempts: row.attempts,
  nextAttemptAtMs: row.nextAttemptAtMs,
  opensDrawer: row.opensDrawer,
  updatedAtMs: row.updatedAtMs,
});

