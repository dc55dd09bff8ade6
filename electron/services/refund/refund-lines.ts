/**
 * Owns what goes back: lines of earlier receipts (never more than was sold, less what already went back), or goods
 * without a receipt. Figures are positive here; the record negates them.
 */
import { refundAmounts, type RefundAmounts } from "../../../domain/refund/refund-amount.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { isReturned } from "../../../domain/sale/returned-goods.ts";
import type { Sale, SaleLine } from "../../../domain/sale/sale.ts";
import type { SalesDep } from "../deps.ts";
import type { ReturnedLine } from "./build-refund.ts";

export interface WantedLine {
  readonly lineNumber: number;
  readonly quantityMilli: number;
}

export interface RefundLine extends RefundAmounts {
  readonly line: SaleLine;
  readonly quantityMilli: number;
}

export interface ReceiptRefund {
  readonly sale: Sale;
  readonly lines: readonly RefundLine[];
  readonly totalMinor: number;
}

export type RefundLinesError =
  | { readonly type: "UnknownReceipt"; readonly receiptNumber: string }
  | { readonly type: "IsARefund"; readonly receiptNumber: string }
  | { readonly type: "WasReturned"; readonly lineNumber: number }
  | { readonly type: "UnknownSaleLine"; readonly lineNumber: number }
  | { readonly type: "MoreThanSold"; readonly lineNumber: number; readonly refundableMilli: number }
  | { readonly type: "WholeUnitsOnly" }
  | { readonly type: "NothingSelected" };

/** Reads what is refundable now: call it inside the transaction that records the refund. */
export const refundOfReceipt = (
  deps: SalesDep,
  receiptNumber: string,
  wanted: readonly WantedLine[],
): Result<ReceiptRefund, RefundLinesError> => {
  const sale = deps.sales.findOfAnyTill(receiptNumber);
  if (!sale) {
    return err({ type: "UnknownReceipt", receiptNumber });
  }
  if (sale.kind === "refund") {
    return err({ type: "IsARefund", receiptNumber });
  }
  const refunded = new Map(deps.sales.refundedMilli(sale.id));
  const lines: RefundLine[] = [];
  for (const want of wanted) {
    const priced = priceWanted(sale, want, refunded.get(want.lineNumber) ?? 0);
    if (!priced.ok) {
      return priced;
    }
    refunded.set(want.lineNumber, (refunded.get(want.lineNumber) ?? 0) + want.quantityMilli);
    lines.push(priced.value);
  }
  if (lines.length === 0) {
    return err({ type: "NothingSelected" });
  }
  return ok({ sale, lines, totalMinor: lines.reduce((sum, line) => sum + line.totalMinor, 0) });
};

/** The lines as they go into the record of a refund or an exchange. */
export const returnedLinesOf = ({ sale, lines }: ReceiptRefund): readonly ReturnedLine[] =>
  lines.map((refunded) => ({
    ...refunded,
    source: refunded.line,
    refunds: {
      saleId: sale.id,
      receiptNumber: sale.receiptNumber,
      lineNumber: refunded.line.lineNumber,
    },
  }));

const priceWanted = (
  sale: Sale,
  want: WantedLine,
  refundedMilli: number,
): Result<RefundLine, RefundLinesError> => {
  const line = sale.lines.find((candidate) => candidate.lineNumber === want.lineNumber);
  if (!line) {
    return err({ type: "UnknownSaleLine", lineNumber: want.lineNumber });
  }
  if (isReturned(line)) {
    return err({ type: "WasReturned", lineNumber: want.lineNumber });
  }
  // Two tills that did not know of each other may have taken more back than was sold.
  const refundableMilli = Math.max(0, line.quantityMilli - refundedMilli);
  if (want.quantityMilli > refundableMilli) {
    return err({ type: "MoreThanSold", lineNumber: want.lineNumber, refundableMilli });
  }
  if (line.unit === "each" && want.quantityMilli % 1000 !== 0) {
    return err({ type: "WholeUnitsOnly" });
  }
  const amounts = refundAmounts(line, {
    refundedMilli,
    quantityMilli: want.quantityMilli,
    pricesIncludeTax: sale.pricesIncludeTax,
  });
  return ok({ ...amounts, line, quantityMilli: want.quantityMilli });
};
