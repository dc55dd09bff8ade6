/**
 * Owns undoing the sale that was just made: everything goes back as it was paid, as one refund with a reason. Only the
 * newest receipt of this till, and only while nothing came back of it; anything older is a refund like any other.
 */
import type { CompletedSaleView } from "../../../contracts/ipc/payment.ts";
import type { VoidSaleError } from "../../../contracts/ipc/receipts.ts";
import { err, type Result } from "../../../domain/result.ts";
import { isExchange } from "../../../domain/sale/returned-goods.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import type { Actor } from "../deps.ts";
import { refundByReceipt, type RefundDeps } from "./refund-sale.ts";

export interface VoidSaleRequest {
  readonly receiptNumber: string;
  readonly reason: string;
  readonly requestId: string;
}

export const voidSale = async (
  deps: RefundDeps,
  actor: Actor,
  { receiptNumber, reason, requestId }: VoidSaleRequest,
): Promise<Result<CompletedSaleView, VoidSaleError | Refusal>> => {
  const sale = deps.sales.findByReceiptNumber(receiptNumber);
  if (!sale) {
    return err({ type: "UnknownReceipt", receiptNumber });
  }
  if (receiptNumber !== deps.sales.newestReceiptNumber()) {
    return err({ type: "NotTheLastSale", receiptNumber });
  }
  if (isExchange(sale)) {
    return err({ type: "IsAnExchange", receiptNumber });
  }
  const lines = sale.lines.map(({ lineNumber, quantityMilli }) => ({ lineNumber, quantityMilli }));
  return refundByReceipt(deps, actor, {
    receiptNumber,
    lines,
    tender: "SAME",
    reason,
    requestId,
    action: "sale.void",
  });
};
