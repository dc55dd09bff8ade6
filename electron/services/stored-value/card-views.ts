/** Owns what screens see of gift cards and store credit. Never a code. */
import type { StoredCardPage, StoredCardsView, StoredCardView } from "../../../contracts/ipc/stored-value.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { lastFour } from "../../../domain/stored-value/card-code.ts";
import { cardStateAt, type StoredCard } from "../../../domain/stored-value/stored-value.ts";
import type { ClockDep, StoredValueDep } from "../deps.ts";

const LIST_LIMIT = 100;

export const cardView = (deps: ClockDep, card: StoredCard): StoredCardView => ({
  id: card.id,
  kind: card.kind,
  last4: lastFour(card.code),
  state: cardStateAt(card, deps.clock.nowMs()),
  balanceMinor: card.balanceMinor,
  expiresAtMs: card.expiresAtMs,
  blockedReason: card.blockedReason,
  createdAtMs: card.createdAtMs,
  isPersonal: card.customerRef !== null,
});

export const cardPage = (
  deps: ClockDep & StoredValueDep,
  cardId: string,
): Result<StoredCardPage, { readonly type: "UnknownGiftCard" }> => {
  const card = deps.storedValue.findById(cardId);
  return card
    ? ok({
        card: cardView(deps, card),
        entries: deps.storedValue
          .history(cardId)
          .map(({ staffId: _by, saleSeq: _seq, lineNumber: _line, ...entry }) => entry),
      })
    : err({ type: "UnknownGiftCard" });
};

export const listCards = (deps: ClockDep & StoredValueDep, text: string): StoredCardsView => ({
  cards: deps.storedValue
    .list({ text: text.replaceAll(/[\s%_-]/g, "").toUpperCase(), limit: LIST_LIMIT })
    .map((card) => cardView(deps, card)),
  liabilityMinor: deps.storedValue.liabilityMinor(),
});
