/**
 * Owns gift cards and store credit as the screens see them: sold and topped up by a line of the basket, asked for their
 * balance, paid with, and kept in order by a manager. A list shows the last four digits, never a code.
 */
import { z } from "zod";
import type {
  CardState,
  StoredValueEntryKind,
  StoredValueKind,
} from "../../domain/stored-value/stored-value.ts";
import type { AddError, BasketView } from "./basket.ts";
import { MOST_VALID_MONTHS } from "../../domain/stored-value/stored-value.ts";
import { amountMinor, id, MAX_AMOUNT_MINOR, positiveAmountMinor, reason } from "./money.ts";
import type { PaymentFailure, PaymentOutcome } from "./payment.ts";
import { procedure } from "./procedure.ts";

export type CardCodeProblem =
  /** Looks like one of ours, with a wrong digit. */
  { readonly type: "GiftCardMisread" } | { readonly type: "UnknownGiftCard" };

export type CardUseProblem =
  | { readonly type: "GiftCardBlocked"; readonly last4: string; readonly reason: string }
  | { readonly type: "GiftCardExpired"; readonly last4: string; readonly expiresAtMs: number }
  | { readonly type: "GiftCardEmpty"; readonly last4: string };

/** Why a sale or refund cannot be written because of a card in it. */
export type StoredValueRefusal =
  | CardCodeProblem
  | CardUseProblem
  | { readonly type: "GiftCardTooLow"; readonly last4: string; readonly balanceMinor: number }
  /** A gift card that comes back must hold what it was sold with. */
  | { readonly type: "GiftCardSpent"; readonly last4: string }
  | { readonly type: "GiftCardNeedsReceipt" }
  /** Nothing else is in the basket that a gift card could pay. */
  | { readonly type: "GiftCardNotForGiftCard" };

export interface StoredCardView {
  readonly id: string;
  readonly kind: StoredValueKind;
  readonly last4: string;
  readonly state: CardState;
  readonly balanceMinor: number;
  /** null: never. */
  readonly expiresAtMs: number | null;
  readonly blockedReason: string | null;
  readonly createdAtMs: number;
  /** It belongs to a customer, and not to whoever holds it. */
  readonly isPersonal: boolean;
}

export interface StoredCardEntryView {
  readonly id: number;
  readonly kind: StoredValueEntryKind;
  readonly amountMinor: number;
  readonly balanceAfterMinor: number;
  readonly atMs: number;
  readonly receiptNumber: string | null;
  readonly reason: string | null;
}

export interface StoredCardsView {
  readonly cards: readonly StoredCardView[];
  /** What all cards of this till hold together: what the shop owes. */
  readonly liabilityMinor: number;
}

export interface StoredCardPage {
  readonly card: StoredCardView;
  readonly entries: readonly StoredCardEntryView[];
}

const code = z.string().trim().min(1).max(64);

export type SellCardError = AddError | CardCodeProblem | CardUseProblem;

type ChangeCardError = { readonly type: "UnknownGiftCard" } | { readonly type: "ReasonMissing" };

export const storedValueProcedures = {
  /** Adds the line that sells a new card; the card is made, and its slip printed, when the sale is complete. */
  "giftCard.sell": procedure<BasketView, SellCardError>()(
    z.strictObject({ amountMinor: positiveAmountMinor }),
  ),
  "giftCard.topUp": procedure<BasketView, SellCardError>()(
    z.strictObject({ code, amountMinor: positiveAmountMinor }),
  ),
  "giftCard.check": procedure<StoredCardView, CardCodeProblem>()(z.strictObject({ code })),
  /** null: as much as is due and on it. Completes when it covers the rest. */
  "giftCard.pay": procedure<PaymentOutcome, PaymentFailure>()(
    z.strictObject({ code, amountMinor: positiveAmountMinor.nullable() }),
  ),
  /** Empty text: the newest. Else the beginning of a code, or its last four digits. */
  "giftCard.list": procedure<StoredCardsView>()(z.strictObject({ text: z.string().trim().max(64) })),
  /** For how many months money on a card is good. */
  "giftCard.rules": procedure<{ readonly validMonths: number }>()(z.strictObject({})),
  "giftCard.setRules": procedure<{ readonly validMonths: number }>()(
    z.strictObject({ validMonths: z.int().min(1).max(MOST_VALID_MONTHS) }),
  ),
  "giftCard.get": procedure<StoredCardPage, { readonly type: "UnknownGiftCard" }>()(
    z.strictObject({ cardId: id }),
  ),
  "giftCard.setBlocked": procedure<StoredCardPage, ChangeCardError>()(
    z.strictObject({ cardId: id, blocked: z.boolean(), reason }),
  ),
  /** Sets what is on it to another amount. */
  "giftCard.adjust": procedure<StoredCardPage, ChangeCardError | { readonly type: "NothingChanged" }>()(
    z.strictObject({ cardId: id, balanceMinor: amountMinor.max(MAX_AMOUNT_MINOR), reason }),
  ),
} as const;
