/** Owns print jobs that a person asks for: the test page, and trying a failed job again. */
import type { PrintJobView } from "../../../contracts/ipc/devices.ts";
import type { PrintJobWithReceipt } from "../../../db/repositories/print-jobs.ts";
import { newPrintJob, retryByHand } from "../../../domain/printing/print-job.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { ClockDep, PrintingDep, PrintJobsDep } from "../deps.ts";
import { toPrintJob } from "./print-worker.ts";

export type QueueJobsDeps = PrintJobsDep & PrintingDep & ClockDep;

export const queueTestPage = (deps: QueueJobsDeps): { readonly printJobId: number } => {
  const {
    id: _unnumbered,
    drawerOnly: _told,
    ...job
  } = newPrintJob({
    id: 0,
    opensDrawer: false,
    nowMs: deps.clock.nowMs(),
  });
  const createdAtMs = job.updatedAtMs;
  const printJobId = deps.printJobs.add({
    ...job,
    kind: "test",
    saleSeq: null,
    documentJson: null,
    createdAtMs,
  });
  deps.printing.wake();
  return { printJobId };
};

export const retryPrintJob = (
  deps: QueueJobsDeps,
  jobId: number,
): Result<PrintJobView, { readonly type: "UnknownPrintJob" } | { readonly type: "NotFailed" }> => {
  const row = deps.printJobs.find(jobId);
  if (!row) {
    return err({ type: "UnknownPrintJob" });
  }
  const again = retryByHand(toPrintJob(row), deps.clock.nowMs());
  if (!again.ok) {
    return err({ type: "NotFailed" });
  }
  deps.printJobs.update(jobId, again.value);
  deps.printing.wake();
  return ok(printJobView({ ...row, ...again.value }));
};

export const listPrintJobs = (deps: PrintJobsDep, limit: number): readonly PrintJobView[] =>
  deps.printJobs.newest(limit).map(printJobView);

const printJobView = (row: PrintJobWithReceipt): PrintJobView => ({
  id: row.id,
  kind: row.kind,
  receiptNumber: row.receiptNumber,
  state: row.state,
  cause: row.cause,
  maybePrinted: row.maybePrinted,
  attempts: row.attempts,
  createdAtMs: row.createdAtMs,
  updatedAtMs: row.updatedAtMs,
});
