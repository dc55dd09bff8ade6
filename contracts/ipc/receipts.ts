/** Owns looking up receipts, reprinting them, and refunds with and without a receipt. */
import { z } from "zod";
import type { ReceiptDocument } from "../../domain/receipt/receipt-document.ts";
import type { TenderType } from "../../domain/sale/sale.ts";
import { amountMinor, lineNumber, quantityMilli, reason, receiptNumber } from "./money.ts";
import type { CompletedSaleView, PaymentFailure } from "./payment.ts";
import { procedure } from "./procedure.ts";

export interface ReceiptSummary {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly kind: "sale" | "refund";
  readonly atMs: number;
  readonly cashierName: string;
  readonly itemCount: number;
  readonly totalMinor: number;
  readonly tenderTypes: readonly TenderType[];
  readonly last4: string | null;
}

export interface ReceiptLineView {
  readonly lineNumber: number;
  readonly sku: string;
  readonly name: string;
  readonly unit: "each" | "weight";
  readonly quantityMilli: number;
  readonly totalMinor: number;
  readonly refundedMilli: number;
  /** Sold less already given back; 0 on a refund's own lines. */
  readonly refundableMilli: number;
  /** What giving back everything refundable of this line pays out. */
  readonly refundableMinor: number;
}

export interface ReceiptView extends ReceiptSummary {
  readonly lines: readonly ReceiptLineView[];
  readonly document: ReceiptDocument;
  readonly currency: string;
}

/** Which units come back. */
const refundLines = z.array(z.strictObject({ lineNumber, quantityMilli })).min(1).max(5000);

export interface RefundQuote {
  readonly totalMinor: number;
  readonly inCashMinor: number;
  readonly lines: readonly { readonly lineNumber: number; readonly totalMinor: number }[];
}

export type RefundError =
  | { readonly type: "UnknownReceipt"; readonly receiptNumber: string }
  | { readonly type: "IsARefund"; readonly receiptNumber: string }
  | { readonly type: "UnknownSaleLine"; readonly lineNumber: number }
  | { readonly type: "MoreThanSold"; readonly lineNumber: number; readonly refundableMilli: number }
  | { readonly type: "WholeUnitsOnly" }
  | { readonly type: "UnknownProduct" }
  | { readonly type: "NothingSelected" }
  | { readonly type: "ReasonMissing" }
  | PaymentFailure;

export const receiptProcedures = {
  /** Empty text: the newest first. Text matches receipt numbers, item names and codes, last 4 digits, or an amount. */
  "receipts.find": procedure<readonly ReceiptSummary[]>()(
    z.strictObject({
      text: z.string().max(100),
      fromMs: z.int().nullable(),
      untilMs: z.int().nullable(),
      limit: z.int().min(1).max(100),
    }),
  ),
  "receipts.get": procedure<
    ReceiptView,
    { readonly type: "UnknownReceipt"; readonly receiptNumber: string }
  >()(z.strictObject({ receiptNumber })),
  /** Prints again, marked COPY. Answers with the print job's id. */
  "receipts.reprint": procedure<
    { readonly printJobId: number },
    { readonly type: "UnknownReceipt"; readonly receiptNumber: string }
  >()(z.strictObject({ receiptNumber })),
  "refund.quote": procedure<RefundQuote, RefundError>()(
    z.strictObject({ receiptNumber, lines: refundLines }),
  ),
  "refund.byReceipt": procedure<CompletedSaleView, RefundError>()(
    z.strictObject({ receiptNumber, lines: refundLines, tender: z.enum(["CASH", "CARD"]), reason }),
  ),
  "refund.withoutReceipt": procedure<CompletedSaleView, RefundError>()(
    z.strictObject({
      lines: z
        .array(z.strictObject({ productId: z.int(), quantityMilli, unitPriceMinor: amountMinor }))
        .min(1)
        .max(500),
      tender: z.enum(["CASH", "CARD"]),
      reason,
    }),
  ),
} as const;
