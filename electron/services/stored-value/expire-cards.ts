/**
 * Owns the end of cards whose time is over: what was left on them leaves the ledger of what the shop owes. Running it
 * twice, or after days switched off, takes nothing twice: an expired card is empty afterwards. Called inside the job's
 * transaction.
 */
import type { ClockDep, JournalDep, StoredValueDep } from "../deps.ts";

export type ExpireCardsDeps = StoredValueDep & ClockDep & JournalDep;

/** Answers with how many cards it emptied. */
export const expireCards = (deps: ExpireCardsDeps): number => {
  const atMs = deps.clock.nowMs();
  const due = deps.storedValue.due(atMs);
  for (const { id: cardId, balanceMinor } of due) {
    const entry = { cardId, kind: "EXPIRED", amountMinor: -balanceMinor, atMs, staffId: null } as const;
    deps.storedValue.append({ ...entry, saleSeq: null, lineNumber: null, reason: null });
    deps.journal.append("storedValue.moved.v1", { ...entry, reason: null });
  }
  return due.length;
};
