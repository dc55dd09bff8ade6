/** Owns what a print job puts on paper: a receipt is built from its immutable sale, a report or slip was kept as it is. */
import type { PrintJobRow } from "../../../db/repositories/print-jobs.ts";
import { buildSaleReceipt } from "../../../domain/receipt/build-sale-receipt.ts";
import { buildTestPage } from "../../../domain/receipt/build-test-page.ts";
import { markedCopy } from "../../../domain/receipt/marked-copy.ts";
import type { ReceiptDocument } from "../../../domain/receipt/receipt-document.ts";
import type { PrinterProfile } from "../../../drivers/printer/printer-profile.ts";
import type { LoyaltyDep, ProfileDep, SalesDep } from "../deps.ts";
import { tierNameIn } from "../loyalty/tier-name.ts";
import type { ReceiptLogoDep } from "../receipts/receipt-logo.ts";

export interface PrinterProfileDep {
  readonly printerProfile: () => PrinterProfile;
  /** Of the printer that steps in. */
  readonly backupProfile: () => PrinterProfile;
}

export const receiptOfJob = (
  deps: SalesDep & ProfileDep & PrinterProfileDep & ReceiptLogoDep & Pick<LoyaltyDep, "loyaltyProgram">,
  job: Pick<PrintJobRow, "kind" | "saleSeq" | "opensDrawer" | "documentJson">,
  asCopy: boolean,
): ReceiptDocument => {
  const { locale } = deps.profile;
  const logo = deps.receiptLogo.isSet();
  if (job.kind === "drawer") {
    return { locale, blocks: [] };
  }
  if (job.kind === "test") {
    const { name, columns, codePage } = deps.printerProfile();
    return buildTestPage({
      locale,
      printerName: name,
      columns,
      codePage,
      opensDrawer: job.opensDrawer,
      logo,
    });
  }
  if (job.documentJson !== null) {
    const document = JSON.parse(job.documentJson) as ReceiptDocument;
    return asCopy ? markedCopy(document) : document;
  }
  const sale = job.saleSeq === null ? null : deps.sales.findBySeq(job.saleSeq);
  if (!sale) {
    throw new Error(`Print job of kind ${job.kind} names no sale`);
  }
  const copy = asCopy || job.kind === "copy";
  return buildSaleReceipt(sale, deps.profile, { copy, logo, tierName: tierNameIn(deps) });
};
