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
  /** A sale that took goods back as well. */
  readonly isExchange: boolean;
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
  /** The line of this receipt whose deposit this is, else null. */
  readonly depositOfLineNumber: number | null;
  /** Sold less already given back; 0 for what came back itself. */
  readonly refundableMilli: number;
  /** What giving back everything refundable of this line pays out. */
  readonly refundableMinor: number;
  /** What the next units pay, in the order in which they come back; none for a weighed line. */
  readonly unitTotals: readonly { readonly count: number; readonly totalMinor: number }[];
}

export interface ReceiptView extends ReceiptSummary {
  readonly lines: readonly ReceiptLineView[];
  readonly document: ReceiptDocument;
  readonly currency: string;
  /** false: another till of the store sold it. It can come back here, and is printed again there. */
  readonly isOfThisTill: boolean;
}

/** Which units come back. */
export const refundLines = z.array(z.strictObject({ lineNumber, quantityMilli })).min(1).max(5000);

/** SAME: as it was paid. */
export const payoutWay = z.enum(["SAME", "CASH", "CARD", "STORE_CREDIT"]);

export interface RefundQuote {
  /** What points had paid: it goes back as points, in every way; left out where none did. */
  readonly pointsMinor?: number;
  /** Points that go back to the customer, and that are taken back; left out where nobody takes part. */
  readonly points?: { readonly back: number; readonly taken: number };
  /** All of it to a card, to the cent. */
  readonly totalMinor: number;
  /** All of it in cash, rounded to the coins in use. */
  readonly inCashMinor: number;
  /** As it was paid: what gift cards paid goes back onto them, what cards paid to a card first. */
  readonly asPaid: { readonly storedMinor: number; readonly cardMinor: number; readonly cashMinor: number };
  readonly lines: readonly { readonly lineNumber: number; readonly totalMinor: number }[];
}

export type RefundError =
  | { readonly type: "UnknownReceipt"; readonly receiptNumber: string }
  | { readonly type: "IsARefund"; readonly receiptNumber: string }
  /** The line came back itself, in an exchange. */
  | { readonly type: "WasReturned"; readonly lineNumber: number }
  | { readonly type: "UnknownSaleLine"; readonly lineNumber: number }
  | { readonly type: "MoreThanSold"; readonly lineNumber: number; readonly refundableMilli: number }
  | { readonly type: "WholeUnitsOnly" }
  | { readonly type: "UnknownProduct" }
  | { readonly type: "NeedsPrice"; readonly productId: number; readonly name: string }
  | {
      readonly type: "AboveLowestPrice";
      readonly name: string;
      readonly lowestMinor: number;
      readonly days: number;
    }
  | { readonly type: "NothingSelected" }
  | { readonly type: "ReasonMissing" }
  | PaymentFailure;

export type VoidSaleError =
  | RefundError
  | { readonly type: "NotTheLastSale"; readonly receiptNumber: string }
  | { readonly type: "IsAnExchange"; readonly receiptNumber: string };

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
    z.strictObject({ receiptNumber, lines: refundLines, tender: payoutWay, reason }),
  ),
  /** A price of null is the lowest of the last days; a price above it is refused. */
  "refund.withoutReceipt": procedure<CompletedSaleView, RefundError>()(
    z.strictObject({
      lines: z
        .array(z.strictObject({ productId: z.int(), quantityMilli, unitPriceMinor: amountMinor.nullable() }))
        .min(1)
        .max(500),
      tender: z.enum(["CASH", "CARD", "STORE_CREDIT"]),
      reason,
    }),
  ),
  /** null: neither listed nor sold in that time. */
  "refund.lowestPrice": procedure<{ readonly unitPriceMinor: number | null; readonly days: number }>()(
    z.strictObject({ productId: z.int() }),
  ),
  /** Gives the newest sale of this till back as a whole, as it was paid. */
  "refund.voidSale": procedure<CompletedSaleView, VoidSaleError>()(z.strictObject({ receiptNumber, reason })),
} as const;
