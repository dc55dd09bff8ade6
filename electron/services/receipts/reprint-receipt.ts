/** Owns printing a receipt again: a new job marked as a copy, with an audit entry. Never opens the drawer. */
import { allOrNothing } from "../../../db/in-transaction.ts";
import { newPrintJob } from "../../../domain/printing/print-job.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { seqOfReceiptNumber } from "../../../domain/sale/receipt-number.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Actor, AuditDep, ClockDep, DbDep, PrintingDep, PrintJobsDep, SalesDep } from "../deps.ts";
import type { UnknownReceipt } from "./get-receipt.ts";

export type ReprintDeps = SalesDep & PrintJobsDep & PrintingDep & AuditDep & ClockDep & DbDep;

export const reprintReceipt = (
  deps: ReprintDeps,
  actor: Actor,
  receiptNumber: string,
): Result<{ readonly printJobId: number }, UnknownReceipt> => {
  const sale = deps.sales.findByReceiptNumber(receiptNumber.trim().toUpperCase());
  if (!sale) {
    return err({ type: "UnknownReceipt", receiptNumber });
  }
  const { id: _unnumbered, ...job } = newPrintJob({ id: 0, opensDrawer: false, nowMs: deps.clock.nowMs() });
  const printJobId = allOrNothing(deps.db, () => {
    const jobId = deps.printJobs.add({
      ...job,
      kind: "copy",
      saleSeq: seqOfReceiptNumber(sale.receiptNumber),
      documentJson: null,
      needs: null,
      ownStaffId: null,
      createdAtMs: job.updatedAtMs,
    });
    deps.audit.append({
      ...auditActor(actor),
      action: "receipt.reprint",
      subject: sale.receiptNumber,
      before: null,
      after: null,
      reason: null,
    });
    return jobId;
  });
  deps.printing.wake();
  return ok({ printJobId });
};
