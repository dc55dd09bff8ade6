/** Owns the slip that tells of an approval: what was asked for, how much, by whom, approved by whom, and when. */
import type { StoreProfile } from "../sale/store-profile.ts";
import { approvalWordsFor, type SlipAct } from "./approval-words.ts";
import {
  columnsBlock,
  cutBlock,
  ruleBlock,
  spacerBlock,
  textBlock,
  type ReceiptDocument,
} from "./receipt-document.ts";
import { receiptFormatFor } from "./receipt-format.ts";

export interface ApprovalSlip {
  readonly act: SlipAct;
  /** Of a discount, or of how far a price went below the list; null where nothing counts. */
  readonly percentBp: number | null;
  readonly atMs: number;
  readonly askedByName: string;
  readonly approvedByName: string;
}

export const buildApprovalSlip = (slip: ApprovalSlip, profile: StoreProfile): ReceiptDocument => {
  const words = approvalWordsFor(profile.locale);
  const format = receiptFormatFor(profile);
  return {
    locale: profile.locale,
    blocks: [
      textBlock(profile.storeName, { align: "center", bold: true }),
      textBlock(words.title, { align: "center", bold: true, size: "tall" }),
      spacerBlock(),
      columnsBlock(
        { left: words.acts[slip.act], right: slip.percentBp === null ? "" : format.rate(slip.percentBp) },
        { bold: true },
      ),
      ruleBlock(),
      columnsBlock({ left: words.till, right: `${profile.storeCode}-${profile.tillCode}` }),
      columnsBlock({ left: words.date, right: format.dateTime(slip.atMs) }),
      columnsBlock({ left: words.askedBy, right: slip.askedByName }),
      columnsBlock({ left: words.approvedBy, right: slip.approvedByName }),
      spacerBlock(2),
      columnsBlock({ left: words.signature, right: "______________" }),
      spacerBlock(),
      cutBlock,
    ],
  };
};
