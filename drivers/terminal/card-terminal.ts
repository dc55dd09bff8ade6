/**
 * Owns what a way to a card terminal promises. The terminal talks to the bank; the till sends an amount and a
 * reference of its own and gets a slip back. A full card number never enters the program: what a terminal sends is
 * reduced by card-slip.ts before anyone sees it. Silence means "unknown": ask lastTransaction before charging again.
 */
import type { Result } from "../../domain/result.ts";
import type { CardSlip } from "../../domain/sale/sale.ts";

export interface CardRequest {
  readonly amountMinor: number;
  readonly currency: string;
  /** The till's own name for this payment: finds it again after a crash or a time-out. */
  readonly reference: string;
}

export type CardFailure =
  /** In the terminal's words, for the cashier. */
  | { readonly type: "declined"; readonly reason: string }
  /** No answer in time: the card may have been charged. */
  | { readonly type: "timeout" }
  | { readonly type: "cancelled" }
  | { readonly type: "unreachable" };

export interface CardTerminal {
  /** Waits for the card. Aborting the signal asks the terminal to stop; a payment already approved still is. */
  readonly pay: (request: CardRequest, signal: AbortSignal) => Promise<Result<CardSlip, CardFailure>>;
  readonly refund: (request: CardRequest) => Promise<Result<CardSlip, CardFailure>>;
  /** What became of a payment: its slip, or null when the card was not charged. */
  readonly lastTransaction: (reference: string) => Promise<Result<CardSlip | null, CardFailure>>;
}
