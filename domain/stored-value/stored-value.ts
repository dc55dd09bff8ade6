/**
 * Owns what a gift card or a store credit is: an account that whoever holds its code may pay with. What is on it is the
 * fold of its ledger. Amounts in minor units, times in epoch ms. A code is money: beside the account itself, only its
 * last four digits are kept anywhere.
 */
export const STORED_VALUE_KINDS = ["GIFT_CARD", "STORE_CREDIT"] as const;

/** Also the tender that pays with it. */
export type StoredValueKind = (typeof STORED_VALUE_KINDS)[number];

export const STORED_VALUE_ENTRIES = [
  "ISSUED",
  "TOP_UP",
  "REDEEMED",
  /** Goods came back, and what they had cost with them. */
  "REFUNDED",
  /** The sale that sold it was undone. */
  "RETURNED",
  "EXPIRED",
  "ADJUSTED",
] as const;

export type StoredValueEntryKind = (typeof STORED_VALUE_ENTRIES)[number];

export interface StoredCard {
  readonly id: string;
  readonly kind: StoredValueKind;
  readonly code: string;
  readonly customerRef: string | null;
  readonly currency: string;
  readonly balanceMinor: number;
  readonly expiresAtMs: number | null;
  readonly blockedReason: string | null;
  readonly createdAtMs: number;
}

/** What a sale or refund did to one card, as its record and the journal say it. */
export interface StoredValueMovement {
  readonly cardId: string;
  readonly cardKind: StoredValueKind;
  readonly last4: string;
  readonly kind: StoredValueEntryKind;
  /** Positive: onto the card. */
  readonly amountMinor: number;
  readonly balanceAfterMinor: number;
  /** The line that sold it; null for what paid, or was paid out. */
  readonly lineNumber: number | null;
}

export type CardState = "active" | "empty" | "blocked" | "expired";

export const cardStateAt = (
  card: Pick<StoredCard, "balanceMinor" | "blockedReason" | "expiresAtMs">,
  nowMs: number,
): CardState => {
  if (card.blockedReason !== null) {
    return "blocked";
  }
  if (card.expiresAtMs !== null && card.expiresAtMs <= nowMs) {
    return "expired";
  }
  return card.balanceMinor === 0 ? "empty" : "active";
};

export const isStoredValue = (type: string): type is StoredValueKind =>
  (STORED_VALUE_KINDS as readonly string[]).includes(type);

/** The longest time that money on a card may be said to be good. */
export const MOST_VALID_MONTHS = 600;
