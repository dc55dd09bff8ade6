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
  type SendOutcome,
} from "../../../domain/printing/print-job.ts";
import type { PrintFailure } from "../../../domain/printing/print-failure.ts";
import { err, type Result } from "../../../domain/result.ts";
import { encodeReceipt } from "../../../drivers/printer/escpos-encoder.ts";
import type { PrinterProfile } from "../../../drivers/printer/printer-profile.ts";
import type { PrinterTransport } from "../../../drivers/printer/printer-transport.ts";
import type { RasterizeLine } from "../../../drivers/printer/raster-line.ts";
import type { ClockDep, LoyaltyDep, PrintJobsDep, ProfileDep, SalesDep } from "../deps.ts";
import type { ReceiptLogoDep } from "../receipts/receipt-logo.ts";
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

export interface PrintWorkerDeps
  extends
    ClockDep,
    PrintJobsDep,
    SalesDep,
    ProfileDep,
    PrinterProfileDep,
    ReceiptLogoDep,
    Pick<LoyaltyDep, "loyaltyProgram"> {
  readonly transport: PrinterTransport;
  /** Draws what the printer has no letters for; null prints "?" for them. */
  readonly rasterizeLine: RasterizeLine | null;
  readonly timers: Timers;
  readonly onChange: (jobId: number) => void;
  /** Nothing is being printed any more: done, or everything waits. */
  readonly onIdle: () => void;
  /** For failures that have no state of their own, such as a closed database at the end of the day. */
  readonly onBug: (error: unknown) => void;
}

const SEND_TIMEOUT_MS = 3000;
/** Jobs whose state could not be stored (a full disk) are looked at again after this. */
const STORAGE_WAIT_MS = 30_000;

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
      // Somebody woke the worker after its last look and before this line.
      if (again) {
        wake();
      } else {
        deps.onIdle();
      }
    });
  };
  const run = async (): Promise<void> => {
    // A sale that wakes the worker has its answer sent before the queue is read and the first byte encoded.
    await new Promise((resolve) => setImmediate(resolve));
    const isDone = (): boolean => stopped || !again;
    while (!isDone()) {
      again = false;
      let waitMs: number | null;
      try {
        const waitUntilMs = await workThroughQueue(deps, () => stopped);
        waitMs = waitUntilMs === null ? null : Math.max(0, waitUntilMs - deps.clock.nowMs());
      } catch (error) {
        deps.onBug(error);
        waitMs = STORAGE_WAIT_MS;
      }
      cancelTimer?.();
      cancelTimer = waitMs === null || stopped ? null : deps.timers.after(waitMs, wake);
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
  const after = afterSend(step.job, await send(deps, row, step), deps.clock.nowMs());
  store(deps, after);
  return after;
};

/** A receipt that cannot be made, or a transport that throws, must not stop the jobs behind: it fails like paper does. */
const send = async (
  deps: PrintWorkerDeps,
  row: PrintJobRow,
  step: { readonly asCopy: boolean; readonly openDrawer: boolean },
): Promise<Result<SendOutcome, PrintFailure>> => {
  let handedOver = false;
  try {
    const document = receiptOfJob(deps, row, step.asCopy);
    const encode = (profile: PrinterProfile): Uint8Array =>
      encodeReceipt({
        document,
        profile,
        openDrawer: step.openDrawer,
        rasterizeLine: deps.rasterizeLine,
        logo: deps.receiptLogo.bitmap,
      });
    const bytes = encode(deps.printerProfile());
    handedOver = true;
    return await deps.transport.send(bytes, {
      timeoutMs: SEND_TIMEOUT_MS,
      forBackup: () => encode(deps.backupProfile()),
    });
  } catch (error) {
    deps.onBug(error);
    return err({
      type: "PrintFailure",
      cause: "driver",
      certainty: handedOver ? "maybeSent" : "nothingSent",
      detail: String(error),
    });
  }
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
  drawerOnly: row.kind === "drawer",
  updatedAtMs: row.updatedAtMs,
});
