/** Owns print jobs that a person asks for: the test page, the drawer without a sale, and trying a failed job again. */
import type { PrintJobView } from "../../../contracts/ipc/devices.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { PrintJobWithReceipt } from "../../../db/repositories/print-jobs.ts";
import { newPrintJob, retryByHand } from "../../../domain/printing/print-job.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { auditActor } from "../checkout/change-basket.ts";
import type { Actor, AuditDep, ClockDep, DbDep, JournalDep, PrintingDep, PrintJobsDep } from "../deps.ts";
import { toPrintJob } from "./print-worker.ts";

export type QueueJobsDeps = PrintJobsDep & PrintingDep & AuditDep & JournalDep & ClockDep & DbDep;

export const queueTestPage = (deps: QueueJobsDeps): { readonly printJobId: number } => {
  const printJobId = addJob(deps, { kind: "test", opensDrawer: false });
  deps.printing.wake();
  return { printJobId };
};

/** Opens the drawer without a sale: journalled and audited with the reason. */
export const openDrawer = (
  deps: QueueJobsDeps,
  actor: Actor,
  reason: string,
): { readonly printJobId: number } => {
  const printJobId = allOrNothing(deps.db, () => {
    const jobId = addJob(deps, { kind: "drawer", opensDrawer: true });
    deps.journal.append("drawer.opened.v1", { staffId: actor.staffId, reason });
    deps.audit.append({
      ...auditActor(actor),
      action: "drawer.open",
      subject: "drawer",
      before: null,
      after: null,
      reason,
    });
    return jobId;
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

const addJob = (
  deps: QueueJobsDeps,
  job: { readonly kind: "test" | "drawer"; readonly opensDrawer: boolean },
): number => {
  const { id: _unnumbered, ...fresh } = newPrintJob({
    id: 0,
    opensDrawer: job.opensDrawer,
    nowMs: deps.clock.nowMs(),
  });
  return deps.printJobs.add({ ...fresh, ...job, saleSeq: null, createdAtMs: fresh.updatedAtMs });
};

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
