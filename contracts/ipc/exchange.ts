/**
 * Owns exchanging goods: lines of a receipt go into the open basket to come back, new goods are rung up beside them, and
 * the difference is paid or paid out. The whole is one sale.
 */
import { z } from "zod";
import type { BasketView, LineError } from "./basket.ts";
import { id, reason, receiptNumber } from "./money.ts";
import type { PaymentFailure, PaymentOutcome } from "./payment.ts";
import { procedure } from "./procedure.ts";
import { payoutWay, refundLines, type RefundError } from "./receipts.ts";

export type AddReturnsError =
  | RefundError
  | { readonly type: "PaymentStarted" }
  /** The receipt is in another currency, or its prices hold tax in another way. */
  | { readonly type: "OtherPriceBasis"; readonly receiptNumber: string };

export const exchangeProcedures = {
  /** Opens a basket when there is none. A line that is in it already gets the new quantity. */
  "exchange.addReturns": procedure<BasketView, AddReturnsError>()(
    z.strictObject({ receiptNumber, lines: refundLines, reason }),
  ),
  "exchange.removeReturn": procedure<BasketView, LineError>()(z.strictObject({ returnId: id })),
  /** Pays out what the returned goods are worth more, and completes the sale. */
  "exchange.payOut": procedure<PaymentOutcome, PaymentFailure>()(z.strictObject({ tender: payoutWay })),
} as const;
