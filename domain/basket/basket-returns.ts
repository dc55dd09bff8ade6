/**
 * Owns goods that come back in a basket: lines of earlier receipts, each with what was paid for it, fixed when it was
 * chosen. Offers never see them: the engine prices the new goods alone, and what comes back is taken off afterwards.
 * Figures are positive; the sale's record negates them. Whether they may still come back is asked of the receipt when
 * the sale completes, never of the basket.
 */
import type { LineUnit } from "../pricing/pricing-input.ts";
import type { RefundAmounts } from "../refund/refund-amount.ts";
import { err, ok, type Result } from "../result.ts";
import type { Basket } from "./basket.ts";

export interface BasketReturn extends RefundAmounts {
  /** Receipt and line: a line of a receipt is in a basket once. */
  readonly id: string;
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly lineNumber: number;
  readonly sku: string;
  readonly name: string;
  readonly unit: LineUnit;
  readonly taxRateBp: number;
  readonly quantityMilli: number;
  readonly reason: string;
}

export type BasketReturnError =
  | { readonly type: "PaymentStarted" }
  | { readonly type: "UnknownLine"; readonly lineId: string };

export const returnId = (receiptNumber: string, lineNumber: number): string =>
  `${receiptNumber}/${String(lineNumber)}`;

/** A line that is there already gets its new quantity; the others keep their places. */
export const putReturns = (
  basket: Basket,
  returns: readonly BasketReturn[],
): Result<Basket, BasketReturnError> => {
  if (basket.tenders.length > 0) {
    return err({ type: "PaymentStarted" });
  }
  const byId = new Map(basket.returns.map((returned) => [returned.id, returned]));
  for (const returned of returns) {
    byId.set(returned.id, returned);
  }
  const lastLineId = returns.at(-1)?.id ?? basket.lastLineId;
  return ok({ ...basket, returns: [...byId.values()], lastLineId, revision: basket.revision + 1 });
};

export const removeReturn = (basket: Basket, id: string): Result<Basket, BasketReturnError> => {
  if (basket.tenders.length > 0) {
    return err({ type: "PaymentStarted" });
  }
  const returns = basket.returns.filter((returned) => returned.id !== id);
  const lastLineId = basket.lines.at(-1)?.id ?? returns.at(-1)?.id ?? null;
  return returns.length === basket.returns.length
    ? err({ type: "UnknownLine", lineId: id })
    : ok({ ...basket, returns, lastLineId, revision: basket.revision + 1 });
};

/** What comes off the price of the new goods, tax included. */
export const returnsTotalMinor = (basket: Basket): number =>
  basket.returns.reduce((sum, returned) => sum + returned.totalMinor, 0);

/** Nothing to sell and nothing to take back. */
export const isEmptyBasket = (basket: Basket): boolean =>
  basket.returns.length === 0 && basket.lines.every((line) => line.voidReason !== null);
