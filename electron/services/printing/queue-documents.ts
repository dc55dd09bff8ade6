/**
 * Owns queueing what is printed beside receipts: reports and slips, which carry their text with them, and a pulse that
 * opens the drawer. Called inside the transaction of what they tell of; the caller wakes the printer after it.
 */
import { newPrintJob } from "../../../domain/printing/print-job.ts";
import type { ReceiptDocument } from "../../../domain/receipt/receipt-document.ts";
import type { ClockDep, PrintingDep, PrintJobsDep } from "../deps.ts";

export type QueueDocumentsDeps = PrintJobsDep & PrintingDep & ClockDep;

/** null: this till prints nothing. */
export const queueDocument = (
  deps: QueueDocumentsDeps,
  printed: {
    readonly kind: "report" | "slip";
    readonly document: ReceiptDocument;
    readonly opensDrawer: boolean;
  },
): number | null =>
  deps.printing.printsReceipts
    ? addJob(deps, { ...printed, documentJson: JSON.stringify(printed.document) })
    : null;

export const queueDrawerPulse = (deps: Omit<QueueDocumentsDeps, "printing">): number =>
  addJob(deps, { kind: "drawer", opensDrawer: true, documentJson: null });

const addJob = (
  deps: PrintJobsDep & ClockDep,
  job: {
    readonly kind: "report" | "slip" | "drawer";
    readonly opensDrawer: boolean;
    readonly documentJson: string | null;
  },
): number => {
  const {
    id: _unnumbered,
    drawerOnly: _told,
    ...fresh
  } = newPrintJob({
    id: 0,
    opensDrawer: job.opensDrawer,
    nowMs: deps.clock.nowMs(),
  });
  return deps.printJobs.add({
    ...fresh,
    kind: job.kind,
    documentJson: job.documentJson,
    saleSeq: null,
    createdAtMs: fresh.updatedAtMs,
  });
};
