/** Owns taking payment: cash with change, card through a terminal, split tenders, and completing the sale. */
import { z } from "zod";
import { MOST_POINTS } from "../../domain/loyalty/program.ts";
import type { TenderType } from "../../domain/sale/sale.ts";
import type { BasketView } from "./basket.ts";
import type { PointsShort } from "./loyalty.ts";
import { id, positiveAmountMinor } from "./money.ts";
import { procedure } from "./procedure.ts";
import type { NoShiftOpen } from "./shifts.ts";
import type { StoredValueRefusal } from "./stored-value.ts";
import type { SaleRuleError } from "./sale-rules.ts";

/** A finished sale, as the "done" screen shows it. */
export interface CompletedSaleView {
  readonly saleId: string;
  readonly receiptNumber: string;
  /** It took goods back as well. */
  readonly isExchange: boolean;
  readonly totalMinor: number;
  readonly payableMinor: number;
  readonly changeMinor: number;
  readonly savedMinor: number;
  readonly tenders: readonly {
    readonly type: TenderType;
    readonly amountMinor: number;
    readonly tenderedMinor: number;
  }[];
  readonly itemCount: number;
  /** null when this till prints no receipts. */
  readonly printJobId: number | null;
}

/** Either there is still something due, or the sale is complete. */
export type PaymentOutcome =
  | { readonly kind: "partlyPaid"; readonly basket: BasketView }
  | { readonly kind: "completed"; readonly sale: CompletedSaleView };

export type PaymentFailure =
  | { readonly type: "NothingToPay" }
  | NoShiftOpen
  | { readonly type: "NothingDue" }
  | { readonly type: "BelowTotal"; readonly dueMinor: number }
  | { readonly type: "MoreThanDue"; readonly dueMinor: number }
  | { readonly type: "TenderTooLarge" }
  /** The goods that come back are worth more: the customer gets money. */
  | { readonly type: "PayOutDue"; readonly amountMinor: number }
  /** A payout that the card has: it cannot be taken back, only finished. */
  | { readonly type: "AlreadyPaidOut" }
  /** Goods in the basket that come back were given back elsewhere meanwhile, wholly or in part. */
  | { readonly type: "ReturnChanged"; readonly name: string; readonly receiptNumber: string }
  /** An offer of the basket was used up, or given back, elsewhere meanwhile: this is what it comes to now. */
  | { readonly type: "OffersChanged"; readonly totalMinor: number }
  /** Points are on this basket already: give them back first. */
  | { readonly type: "PointsOnIt" }
  | { readonly type: "NoPointsToPay" }
  /** So many may pay; not the number that was asked for. */
  | { readonly type: "PointsDoNotFit"; readonly points: number }
  | PointsShort
  | { readonly type: "UnknownTender" }
  | { readonly type: "TerminalBusy" }
  /** A card payment whose outcome the terminal has not told yet: ask again, or say that it was not charged. */
  | { readonly type: "CardUnresolved" }
  | { readonly type: "CardDeclined"; readonly reason: string }
  | { readonly type: "CardTimedOut" }
  /** The terminal told a whole card number with its approval, so the payment is undone: already, or as soon as it can be. */
  | { readonly type: "CardNumberTold"; readonly isUndone: boolean }
  | { readonly type: "CardCancelled" }
  | { readonly type: "TerminalUnreachable" }
  | StoredValueRefusal
  | SaleRuleError;

export const paymentProcedures = {
  /** Cash handed over; null means the exact amount. Completes when it covers the rest. */
  "payment.cash": procedure<PaymentOutcome, PaymentFailure>()(
    z.strictObject({ tenderedMinor: positiveAmountMinor.nullable() }),
  ),
  /** Asks the terminal for an amount; null means the rest. Answers when the terminal has answered. */
  "payment.card": procedure<PaymentOutcome, PaymentFailure>()(
    z.strictObject({ amountMinor: positiveAmountMinor.nullable() }),
  ),
  /** Pays with points; null means as many as may. They leave the account with the sale. */
  "payment.points": procedure<PaymentOutcome, PaymentFailure>()(
    z.strictObject({ points: z.int().min(1).max(MOST_POINTS).nullable() }),
  ),
  /** Asks the terminal to stop waiting for the card. */
  "payment.cancelCard": procedure<null>()(z.strictObject({})),
  /** Gives a part payment back: cash from the drawer, a card by a reversal at the terminal. */
  "payment.giveBack": procedure<BasketView, PaymentFailure>()(z.strictObject({ tenderId: id })),
  /** Completes a basket with nothing left to pay (for example all free). */
  "payment.complete": procedure<PaymentOutcome, PaymentFailure>()(z.strictObject({})),
} as const;
