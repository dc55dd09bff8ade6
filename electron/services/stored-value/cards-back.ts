/**
 * Owns which gift cards come back with a line that sold them: only cards that still hold what they were sold with, and
 * only as many as the goods that come back pay for. Reads only, so that it can be asked before a terminal gives money
 * to a card, which nobody can take back, as well as when the record is made.
 */
import type { StoredValueRefusal } from "../../../contracts/ipc/stored-value.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { RefundedLine } from "../../../domain/sale/sale.ts";
import { lastFour } from "../../../domain/stored-value/card-code.ts";
import type { StoredCard } from "../../../domain/stored-value/stored-value.ts";
import type { StoredValueDep } from "../deps.ts";

export interface CardBack {
  readonly card: StoredCard;
  readonly amountMinor: number;
}

/** `totalMinor`: what comes back, positive. `taken`: what earlier lines take off each card, by its id; added to. */
export const cardsBackOf = (
  deps: StoredValueDep,
  line: { readonly refunds: RefundedLine | null; readonly totalMinor: number },
  taken: Map<string, number>,
): Result<readonly CardBack[], StoredValueRefusal> => {
  if (line.refunds === null) {
    return err({ type: "GiftCardNeedsReceipt" });
  }
  const loads = deps.storedValue.loadsOf(line.refunds.saleId, line.refunds.lineNumber);
  if (loads.length === 0) {
    return err({ type: "UnknownGiftCard" });
  }
  const back: CardBack[] = [];
  let leftMinor = line.totalMinor;
  let spent = "";
  for (const { cardId, amountMinor } of loads) {
    const card = deps.storedValue.findById(cardId);
    if (!card || leftMinor < amountMinor) {
      continue;
    }
    const takenMinor = taken.get(cardId) ?? 0;
    if (card.balanceMinor - takenMinor < amountMinor) {
      spent = lastFour(card.code);
      continue;
    }
    taken.set(cardId, takenMinor + amountMinor);
    back.push({ card, amountMinor });
    leftMinor -= amountMinor;
  }
  return leftMinor === 0 ? ok(back) : err({ type: "GiftCardSpent", last4: spent });
};
