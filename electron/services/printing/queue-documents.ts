/**
 * Owns queueing what is printed beside receipts: reports and slips, which carry their text with them, and a pulse that
 * opens the drawer. Called inside the transaction of what they tell of; the caller wakes the printer after it.
 */
import { newPrintJob } from "../../../domain/printing/print-job.ts";
import type { ReceiptDocument } from "../../../domain/receipt/receipt-document.ts";
import type { Permission } from "../../../domain/staff/permission.ts";
import type { ClockDep, PrintingDep, PrintJobsDep } from "../deps.ts";

export type QueueDocumentsDeps = PrintJobsDep & PrintingDep & ClockDep;

/** Who may look at it in the print queue, see read-printed.ts. */
export interface Readers {
  readonly needs: Permission;
  /** Who had it printed, where they may look at it today without that right. */
  readonly ownStaffId: number | null;
}

interface Printed {
  readonly document: ReceiptDocument;
  readonly opensDrawer: boolean;
}

/** `readers` left out: whoever is signed in. null: this till prints nothing. */
export const queueDocument = (
  deps: QueueDocumentsDeps,
  printed: Printed &
    (
      | { readonly kind: "report"; readonly readers: Readers }
      | { readonly kind: "slip"; readonly readers?: Readers }
    ),
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
    readonly readers?: Readers;
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
    needs: job.readers?.needs ?? null,
    ownStaffId: job.readers?.ownStaffId ?? null,
    saleSeq: null,
    createdAtMs: fresh.updatedAtMs,
  });
};
