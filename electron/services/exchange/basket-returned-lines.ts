/**
 * Owns reading again whether what comes back in a basket may still come back, for what was paid. A basket may have been
 * parked, or another window may have refunded the goods: what the basket says is never believed.
 */
import type { Basket } from "../../../domain/basket/basket.ts";
import type { BasketReturn } from "../../../domain/basket/basket-returns.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { CardRefundsDep, SalesDep } from "../deps.ts";
import type { ReturnedLine } from "../refund/build-refund.ts";
import { refundOfReceipt, returnedLinesOf } from "../refund/refund-lines.ts";

/** Part or all of it came back meanwhile, so that it is not worth what the basket says. */
export interface ReturnChanged {
  readonly type: "ReturnChanged";
  readonly name: string;
  readonly receiptNumber: string;
}

export type ReturnsError = ReturnChanged | { readonly type: "CardUnresolved" };

/** Call it inside the transaction that records the exchange. */
export const basketReturnedLines = (
  deps: SalesDep & CardRefundsDep,
  basket: Basket,
): Result<readonly ReturnedLine[], ReturnsError> => {
  const lines: ReturnedLine[] = [];
  for (const returned of basket.returns) {
    if (deps.cardRefunds.open()?.receiptNumber === returned.receiptNumber) {
      // The terminal may have paid for these very goods.
      return err({ type: "CardUnresolved" });
    }
    const line = returnedLineNow(deps, returned);
    if (!line) {
      const { name, receiptNumber } = returned;
      return err({ type: "ReturnChanged", name, receiptNumber });
    }
    lines.push(line);
  }
  return ok(lines);
};

/** null when the line cannot come back any more, or not for what the basket says. */
export const returnedLineNow = (deps: SalesDep, returned: BasketReturn): ReturnedLine | null => {
  const { receiptNumber, lineNumber, quantityMilli } = returned;
  const found = refundOfReceipt(deps, receiptNumber, [{ lineNumber, quantityMilli }]);
  const [line] = found.ok ? returnedLinesOf(found.value) : [];
  return line?.totalMinor === returned.totalMinor && line.taxMinor === returned.taxMinor ? line : null;
};
