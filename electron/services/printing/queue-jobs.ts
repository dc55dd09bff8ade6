/** Owns print jobs that a person asks for: the test page, and trying a failed job again. */
import type { PrintJobView } from "../../../contracts/ipc/devices.ts";
import type { PrintJobWithReceipt } from "../../../db/repositories/print-jobs.ts";
import { newPrintJob, retryByHand } from "../../../domain/printing/print-job.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import type { Actor, ClockDep, PrintingDep, PrintJobsDep } from "../deps.ts";
import { toPrintJob } from "./print-worker.ts";
import { mayRead, readingOf, type ReadPrintedDeps } from "./read-printed.ts";

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
    needs: null,
    ownStaffId: null,
    createdAtMs,
  });
  deps.printing.wake();
  return { printJobId };
};

/** A report comes out for whoever may read it; anything else was on its way to whoever stands at the till. */
export const retryPrintJob = (
  deps: QueueJobsDeps & ReadPrintedDeps,
  actor: Actor,
  jobId: number,
): Result<PrintJobView, { readonly type: "UnknownPrintJob" } | { readonly type: "NotFailed" } | Refusal> => {
  const row = deps.printJobs.find(jobId);
  if (!row) {
    return err({ type: "UnknownPrintJob" });
  }
  const allowed = row.kind === "report" ? mayRead(deps, actor, row) : ok(null);
  if (!allowed.ok) {
    return allowed;
  }
  const again = retryByHand(toPrintJob(row), deps.clock.nowMs());
  if (!again.ok) {
    return err({ type: "NotFailed" });
  }
  deps.printJobs.update(jobId, again.value);
  deps.printing.wake();
  return ok(printJobView(deps, actor, { ...row, ...again.value }));
};

export const listPrintJobs = (
  deps: PrintJobsDep & ReadPrintedDeps,
  actor: Actor,
  limit: number,
): readonly PrintJobView[] => deps.printJobs.newest(limit).map((row) => printJobView(deps, actor, row));

const printJobView = (deps: ReadPrintedDeps, actor: Actor, row: PrintJobWithReceipt): PrintJobView => ({
  id: row.id,
  kind: row.kind,
  receiptNumber: row.receiptNumber,
  state: row.state,
  cause: row.cause,
  maybePrinted: row.maybePrinted,
  attempts: row.attempts,
  createdAtMs: row.createdAtMs,
  updatedAtMs: row.updatedAtMs,
  reading: readingOf(deps, actor, row),
});
