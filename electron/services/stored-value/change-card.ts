/**
 * Owns what a manager does to a card: blocking and unblocking it, and setting what is on it to another amount. Each with
 * a reason, in the audit log; what changes its balance is in the ledger and the journal too.
 */
import type { StoredCardPage } from "../../../contracts/ipc/stored-value.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import { err, type Result } from "../../../domain/result.ts";
import { lastFour } from "../../../domain/stored-value/card-code.ts";
import type { Actor, AuditDep, ClockDep, DbDep, JournalDep, StoredValueDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { cardPage } from "./card-views.ts";

export type ChangeCardDeps = StoredValueDep & AuditDep & ClockDep & DbDep & JournalDep;

type ChangeError =
  | { readonly type: "UnknownGiftCard" }
  | { readonly type: "ReasonMissing" }
  | { readonly type: "NothingChanged" };

export const setCardBlocked = (
  deps: ChangeCardDeps,
  actor: Actor,
  change: { readonly cardId: string; readonly blocked: boolean; readonly reason: string },
): Result<StoredCardPage, Exclude<ChangeError, { readonly type: "NothingChanged" }>> =>
  inTransaction<StoredCardPage, Exclude<ChangeError, { readonly type: "NothingChanged" }>>(deps.db, () => {
    const card = deps.storedValue.findById(change.cardId);
    if (!card) {
      return err({ type: "UnknownGiftCard" });
    }
    if (change.reason === "") {
      return err({ type: "ReasonMissing" });
    }
    if ((card.blockedReason !== null) !== change.blocked) {
      deps.storedValue.setBlocked(card.id, change.blocked ? change.reason : null, actor.staffId);
      deps.audit.append({
        ...auditActor(actor),
        action: change.blocked ? "giftCard.block" : "giftCard.unblock",
        subject: `•••• ${lastFour(card.code)}`,
        before: null,
        after: null,
        reason: change.reason,
      });
    }
    return cardPage(deps, card.id);
  });

export const adjustCard = (
  deps: ChangeCardDeps,
  actor: Actor,
  change: { readonly cardId: string; readonly balanceMinor: number; readonly reason: string },
): Result<StoredCardPage, ChangeError> =>
  inTransaction<StoredCardPage, ChangeError>(deps.db, () => {
    const card = deps.storedValue.findById(change.cardId);
    if (!card) {
      return err({ type: "UnknownGiftCard" });
    }
    if (change.reason === "") {
      return err({ type: "ReasonMissing" });
    }
    const amountMinor = change.balanceMinor - card.balanceMinor;
    if (amountMinor === 0) {
      return err({ type: "NothingChanged" });
    }
    const atMs = deps.clock.nowMs();
    const entry = { cardId: card.id, kind: "ADJUSTED", amountMinor, atMs, staffId: actor.staffId } as const;
    deps.storedValue.append({ ...entry, saleSeq: null, lineNumber: null, reason: change.reason });
    // What a person typed stays out of the journal: it could not be erased there.
    deps.journal.append("storedValue.moved.v1", { ...entry, reason: null });
    deps.audit.append({
      ...auditActor(actor),
      action: "giftCard.adjust",
      subject: `•••• ${lastFour(card.code)}`,
      before: { balanceMinor: card.balanceMinor },
      after: { balanceMinor: change.balanceMinor },
      reason: change.reason,
    });
    return cardPage(deps, card.id);
  });
