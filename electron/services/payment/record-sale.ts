/**
 * Owns the one transaction that makes a sale or refund exist: receipt number, rows, journal entry and print job,
 * all or nothing. Must be called inside a transaction; nothing is printed and no drawer opens before it committed.
 */
import { receiptNumberOf } from "../../../domain/sale/receipt-number.ts";
import type { Sale } from "../../../domain/sale/sale.ts";
import { newPrintJob } from "../../../domain/printing/print-job.ts";
import type {
  AuditDep,
  ClockDep,
  JournalDep,
  PrintingDep,
  PrintJobsDep,
  ProfileDep,
  SalesDep,
} from "../deps.ts";
import { saleJournalBody } from "../journal/sale-journal-body.ts";
import { assertSaleAddsUp } from "./build-sale.ts";

export type RecordSaleDeps = SalesDep &
  AuditDep &
  JournalDep &
  PrintJobsDep &
  PrintingDep &
  ProfileDep &
  ClockDep;

export interface SaleToRecord {
  readonly trace: unknown;
  readonly build: (receiptNumber: string) => Sale;
}

export interface RecordedSale {
  readonly sale: Sale;
  readonly printJobId: number | null;
}

export const recordSale = (deps: RecordSaleDeps, toRecord: SaleToRecord): RecordedSale => {
  const seq = deps.sales.nextSeq();
  const sale = toRecord.build(receiptNumberOf(deps.profile, seq));
  assertSaleAddsUp(sale);
  const position = deps.journal.append(
    sale.kind === "sale" ? "sale.completed.v1" : "refund.completed.v1",
    saleJournalBody(sale),
  );
  deps.sales.add({
    sale,
    seq,
    traceJson: JSON.stringify(toRecord.trace),
    journalEpoch: position.epoch,
    journalSeq: position.seq,
  });
  if (sale.kind === "refund") {
    auditRefund(deps, sale);
  }
  return { sale, printJobId: deps.printing.printsReceipts ? addPrintJob(deps, sale, seq) : null };
};

/** A sale is told of by its own record and the journal; money that leaves the till is looked for in the audit log too. */
const auditRefund = (deps: RecordSaleDeps, sale: Sale): void => {
  const refunded = sale.lines.find((line) => line.refunds)?.refunds?.receiptNumber ?? null;
  deps.audit.append({
    staffId: sale.cashierId,
    staffName: sale.cashierName,
    approverId: null,
    action: "refund.create",
    subject: sale.receiptNumber,
    before: refunded === null ? null : { receiptNumber: refunded },
    after: { payableMinor: sale.totals.payableMinor, tenders: sale.tenders.map((tender) => tender.type) },
    reason: sale.reason,
  });
};

const addPrintJob = (deps: RecordSaleDeps, sale: Sale, saleSeq: number): number => {
  const { id: _unnumbered, ...job } = newPrintJob({
    id: 0,
    opensDrawer: sale.tenders.some((tender) => tender.type === "CASH"),
    nowMs: deps.clock.nowMs(),
  });
  return deps.printJobs.add({ ...job, kind: sale.kind, saleSeq, createdAtMs: job.updatedAtMs });
};
