/**
 * Owns what a till needs of a card terminal. The terminal reads the card and talks to the bank; a full card number never
 * enters this program. A reference names one attempt and is used once.
 * A time-out means that nobody knows: the customer may have paid. `lastTransaction` must be asked before anything else
 * is tried, and the guard in guard-terminal.ts refuses otherwise.
 */
import type { CardSlip } from "../../domain/sale/sale.ts";
import type { Result } from "../../domain/result.ts";

export interface CardRequest {
  /** Positive, in minor units of the currency; for a refund what goes back. */
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Made by the till, unique among all its attempts. */
  readonly reference: string;
}

export interface CardRefundRequest extends CardRequest {
  /** The attempt that paid, where the bank wants to know; null without a receipt. */
  readonly originalReference: string | null;
}

export interface CardApproval {
  readonly slip: CardSlip;
  /** What the bank approved: may be less than asked for. */
  readonly amountMinor: number;
  readonly currency: string;
}

export type CardFailure =
  | { readonly type: "CardDeclined"; readonly reason: string }
  /** The outcome is unknown. */
  | { readonly type: "CardTimedOut"; readonly reference: string }
  /** The terminal says that the card was not charged. */
  | { readonly type: "CardCancelled" }
  /** The request did not reach the terminal: the card was not charged. */
  | TerminalUnreachable
  /** Refused before anything was asked: the outcome of an earlier attempt is still unknown. */
  | { readonly type: "CardOutcomeUnknown"; readonly reference: string };

export interface TerminalUnreachable {
  readonly type: "TerminalUnreachable";
  readonly detail: string;
}

export type LastTransaction =
  | { readonly type: "approved"; readonly approval: CardApproval }
  | { readonly type: "notApproved"; readonly reason: string }
  /** The terminal never began it. */
  | { readonly type: "unknownReference" };

export type TerminalStatus =
  | { readonly reachable: true; readonly busy: boolean }
  | { readonly reachable: false; readonly detail: string };

export interface CardTerminal {
  readonly name: string;
  /** `signal` asks the terminal to stop waiting for a card; the answer still says what became of it. */
  readonly pay: (request: CardRequest, signal: AbortSignal) => Promise<Result<CardApproval, CardFailure>>;
  readonly refund: (
    request: CardRefundRequest,
    signal: AbortSignal,
  ) => Promise<Result<CardApproval, CardFailure>>;
  readonly status: () => Promise<TerminalStatus>;
  readonly lastTransaction: (reference: string) => Promise<Result<LastTransaction, TerminalUnreachable>>;
}
