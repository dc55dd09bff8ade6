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

export interface RefundRequest extends CardRequest {
  /** The reference of a payment that is undone as a whole, because its sale never came to be. */
  readonly reverses?: string;
}

/** Always of the whole amount: a driver whose bank approved less reverses that and answers "declined". */
export type CardApproval = CardSlip;

export type CardFailure =
  | { readonly type: "declined"; readonly reason: string }
  /** The outcome of this reference is unknown. It may be an earlier one: then nothing new was tried. */
  | { readonly type: "timeout"; readonly reference: string }
  /** The terminal says that it stopped and the card was not charged. */
  | { readonly type: "cancelled" }
  /** The request did not reach the terminal: the card was not charged. */
  | TerminalUnreachable
  | LeakedApproval;

/**
 * The terminal approved, and told a whole card number with it: a fault of its protocol. What a customer paid so must go
 * back; what a customer got back stays theirs. `slip`: without the number.
 */
export interface LeakedApproval {
  readonly type: "leaked";
  readonly slip: CardApproval;
}

export interface TerminalUnreachable {
  readonly type: "unreachable";
  /** For the log. */
  readonly detail: string;
}

export type TerminalStatus =
  | { readonly reachable: true; readonly busy: boolean }
  | { readonly reachable: false; readonly detail: string };

export interface CardTerminal {
  readonly name: string;
  /** `signal` asks the terminal to stop waiting for a card; the answer still says what became of it. */
  readonly pay: (request: CardRequest, signal: AbortSignal) => Promise<Result<CardApproval, CardFailure>>;
  /** Gives money back to a card, or undoes a payment. */
  readonly refund: (request: RefundRequest) => Promise<Result<CardApproval, CardFailure>>;
  readonly status: () => Promise<TerminalStatus>;
  /** What became of an attempt: its approval, or null when it was declined, cancelled or never begun. */
  readonly lastTransaction: (
    reference: string,
  ) => Promise<Result<CardApproval | null, TerminalUnreachable | LeakedApproval>>;
}

/** Behind the guard: what went back to a card is back, also where its driver told a card number with it. */
export interface GuardedTerminal extends CardTerminal {
  readonly refund: (
    request: RefundRequest,
  ) => Promise<Result<CardApproval, Exclude<CardFailure, LeakedApproval>>>;
}
