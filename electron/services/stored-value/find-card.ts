/**
 * Owns finding a gift card or store credit by its code, and why one may not pay: misread, not ours, blocked, expired or
 * empty, each said with no more of the code than its last four digits.
 */
import type { CardCodeProblem, CardUseProblem } from "../../../contracts/ipc/stored-value.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { lastFour, readCardCode } from "../../../domain/stored-value/card-code.ts";
import { cardStateAt, type StoredCard } from "../../../domain/stored-value/stored-value.ts";
import type { StoredValueDep } from "../deps.ts";

export const findCard = (deps: StoredValueDep, text: string): Result<StoredCard, CardCodeProblem> => {
  const read = readCardCode(text);
  if (read.type === "misread") {
    return err({ type: "GiftCardMisread" });
  }
  const card = read.type === "card" ? deps.storedValue.findByCode(read.code) : null;
  return card ? ok(card) : err({ type: "UnknownGiftCard" });
};

/** What stands against paying with it at that moment, or null. */
export const useProblem = (card: StoredCard, nowMs: number): CardUseProblem | null => {
  const last4 = lastFour(card.code);
  switch (cardStateAt(card, nowMs)) {
    case "blocked":
      return { type: "GiftCardBlocked", last4, reason: card.blockedReason ?? "" };
    case "expired":
      return { type: "GiftCardExpired", last4, expiresAtMs: card.expiresAtMs ?? 0 };
    case "empty":
      return { type: "GiftCardEmpty", last4 };
    case "active":
      return null;
  }
};

/** Money may come onto it: also onto an empty one. */
export const topUpProblem = (card: StoredCard, nowMs: number): CardUseProblem | null => {
  const problem = useProblem(card, nowMs);
  return problem?.type === "GiftCardEmpty" ? null : problem;
};
