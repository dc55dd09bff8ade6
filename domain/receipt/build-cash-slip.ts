/**
 * Owns the slip that goes with cash in or out of the drawer, an opening of it, or the float: who, when, how much, why,
 * and a line to sign on. Carries no bar code, because nothing is looked up by it.
 */
import type { Pieces } from "../cash/cash-count.ts";
import type { CashMovementKind } from "../cash/cash-movement.ts";
import type { StoreProfile } from "../sale/store-profile.ts";
import {
  columnsBlock,
  cutBlock,
  ruleBlock,
  spacerBlock,
  textBlock,
  type ReceiptBlock,
  type ReceiptDocument,
} from "./receipt-document.ts";
import { receiptFormatFor, type ReceiptFormat } from "./receipt-format.ts";
import { shiftWordsFor } from "./shift-words.ts";

export interface CashSlip {
  readonly kind: CashMovementKind;
  /** Positive, whichever way it went; 0 where none moved. */
  readonly amountMinor: number;
  readonly pieces: readonly Pieces[] | null;
  readonly reason: string | null;
  readonly atMs: number;
  readonly staffName: string;
  readonly approvedByName: string | null;
}

export const buildCashSlip = (slip: CashSlip, profile: StoreProfile): ReceiptDocument => {
  const words = shiftWordsFor(profile.locale);
  const format = receiptFormatFor(profile);
  const row = (left: string, right: string): ReceiptBlock => columnsBlock({ left, right });
  const amount =
    slip.kind === "noSale"
      ? []
      : [
          ruleBlock(),
          ...pieceRows(slip.pieces, format),
          columnsBlock(
            { left: profile.currency, right: format.money(slip.amountMinor) },
            { bold: true, size: "tall" },
          ),
        ];
  return {
    locale: profile.locale,
    blocks: [
      textBlock(profile.storeName, { align: "center", bold: true }),
      textBlock(words.slips[slip.kind], { align: "center", bold: true, size: "tall" }),
      spacerBlock(),
      row(words.till, `${profile.storeCode}-${profile.tillCode}`),
      row(words.date, format.dateTime(slip.atMs)),
      row(words.by, slip.staffName),
      ...(slip.approvedByName === null ? [] : [row(words.approvedBy, slip.approvedByName)]),
      ...(slip.reason === null ? [] : [row(words.reason, slip.reason)]),
      ...amount,
      spacerBlock(2),
      row(words.signature, "______________"),
      spacerBlock(),
      cutBlock,
    ],
  };
};

/** "12 x 5.00      60.00", largest first. */
export const pieceRows = (pieces: readonly Pieces[] | null, format: ReceiptFormat): readonly ReceiptBlock[] =>
  (pieces ?? []).map((row) =>
    columnsBlock(
      {
        left: `${String(row.pieces)} x ${format.money(row.valueMinor)}`,
        right: format.money(row.pieces * row.valueMinor),
      },
      { indent: 2 },
    ),
  );
