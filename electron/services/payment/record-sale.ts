/**
 * Owns the one transaction that makes a sale or refund exist: receipt number, rows, journal entry and print job,
 * all or nothing. Must be called inside a transaction; nothing is printed and no drawer opens before it committed.
 */
import type { Sale } from "../../../domain/sale/sale.ts";
import { newPrintJob } from "../../../domain/printing/print-job.ts";
import type {
  ClockDep,
  CountersDep,
  JournalDep,
  PrintingDep,
  PrintJobsDep,
  ProfileDep,
  SalesDep,
} from "../deps.ts";
import { saleJournalBody } from "../journal/sale-journal-body.ts";
import { assertSaleAddsUp } from "./build-sale.ts";

export type RecordSaleDeps = SalesDep &
  CountersDep &
  JournalDep &
  PrintJobsDep &
  PrintingDep &
  ProfileDep &
  ClockDep;

export interface SaleToRecord {
  readonly basketId: string;
  readonly trace: unknown;
  readonly build: (receiptNumber: string) => Sale;
}

export interface RecordedSale {
  readonly sale: Sale;
  readonly printJobId: number | null;
}

/** Receipt numbers count up from one per till and have no gaps: the counter moves in the sale's own transaction. */
const RECEIPT_COUNTER = "receipt";
const RECEIPT_DIGITS = 6;

export const recordSale = (deps: RecordSaleDeps, toRecord: SaleToRecord): RecordedSale => {
  const seq = deps.counters.next(RECEIPT_COUNTER);
  const { storeCode, tillCode } = deps.profile;
  const sale = toRecord.build(`${storeCode}-${tillCode}-${String(seq).padStart(RECEIPT_DIGITS, "0")}`);
  assertSaleAddsUp(sale);
  const position = deps.journal.append(
    sale.kind === "sale" ? "sale.completed.v1" : "refund.completed.v1",
    saleJournalBody(sale),
  );
  deps.sales.add({
    sale,
    seq,
    basketId: toRecord.basketId,
    traceJson: JSON.stringify(toRecord.trace),
    journalEpoch: position.epoch,
    journalSeq: position.seq,
  });
  return { sale, printJobId: deps.printing.printsReceipts ? addPrintJob(deps, sale) : null };
};

const addPrintJob = (deps: RecordSaleDeps, sale: Sale): number => {
  const { id: _unnumbered, ...job } = newPrintJob({
    id: 0,
    opensDrawer: sale.tenders.some((tender) => tender.type === "CASH"),
    nowMs: deps.clock.nowMs(),
  });
  return deps.printJobs.add({ ...job, kind: sale.kind, saleId: sale.id, createdAtMs: job.updatedAtMs });
};
