/**
 * Owns giving money back to a card. The wish is audited before the terminal is asked, and remembered until its record
 * is written: when the terminal falls silent, or the disk is full after it said yes, the next refund asks it first, so
 * that no card gets the money of one receipt twice. The memory does not outlive the program; the audit entry does.
 */
import { err, ok, type Result } from "../../../domain/result.ts";
import type { CardSlip } from "../../../domain/sale/sale.ts";
import type { PaymentFailure } from "../../../contracts/ipc/payment.ts";
import { auditActor } from "../checkout/change-basket.ts";
import type { Actor, AuditDep, DbDep, ProfileDep, TerminalDep } from "../deps.ts";

export type CardRefundDeps = AuditDep & DbDep & ProfileDep & TerminalDep;

export interface CardRefund {
  readonly requestId: string;
  readonly reason: string;
  readonly payableMinor: number;
  /** null for goods without a receipt. */
  readonly receiptNumber: string | null;
  /** Writes the refund's record once the terminal turns out to have paid. */
  readonly write: (slip: CardSlip) => Result<unknown, unknown>;
}

/** By database: the card refund that the terminal may have made and that is not written yet. */
const openRefunds = new WeakMap<object, CardRefund>();

export const openCardRefund = (deps: DbDep): CardRefund | null => openRefunds.get(deps.db) ?? null;

/** The record is written: nothing is left to ask about. */
export const closeCardRefund = (deps: DbDep): void => {
  openRefunds.delete(deps.db);
};

/** Asks the terminal about a refund that was left open, and writes it if it was made. */
export const settleCardRefund = async (deps: CardRefundDeps): Promise<Result<null, PaymentFailure>> => {
  const open = openCardRefund(deps);
  if (!open) {
    return ok(null);
  }
  const found = await deps.terminal.lastTransaction(open.requestId);
  if (!found.ok) {
    return err({ type: "CardUnresolved" });
  }
  if (found.value) {
    open.write(found.value);
  }
  closeCardRefund(deps);
  return ok(null);
};

/** Answers with the slip when the card got the money; the caller writes the record and closes the refund. */
export const refundToCard = async (
  deps: CardRefundDeps,
  actor: Actor,
  refund: CardRefund,
): Promise<Result<CardSlip, PaymentFailure>> => {
  const { requestId, payableMinor, reason } = refund;
  deps.audit.append({
    ...auditActor(actor),
    action: "refund.card.asked",
    subject: `refund ${requestId}`,
    before: null,
    after: { payableMinor },
    reason,
  });
  openRefunds.set(deps.db, refund);
  const answer = await deps.terminal.refund({
    amountMinor: payableMinor,
    currency: deps.profile.currency,
    reference: requestId,
  });
  if (answer.ok) {
    return answer;
  }
  if (answer.error.type === "timeout") {
    return afterSilence(deps, requestId, answer.error.reference);
  }
  closeCardRefund(deps);
  switch (answer.error.type) {
    case "declined":
      return err({ type: "CardDeclined", reason: answer.error.reason });
    case "cancelled":
      return err({ type: "CardCancelled" });
    case "unreachable":
      return err({ type: "TerminalUnreachable" });
  }
};

const afterSilence = async (
  deps: CardRefundDeps,
  requestId: string,
  unknownReference: string,
): Promise<Result<CardSlip, PaymentFailure>> => {
  // An older attempt may have stood in the way, one that a person gave up: asking about it clears the way for the next.
  const found = await deps.terminal.lastTransaction(unknownReference);
  if (!found.ok && unknownReference === requestId) {
    return err({ type: "CardUnresolved" });
  }
  if (found.ok && found.value && unknownReference === requestId) {
    return ok(found.value);
  }
  closeCardRefund(deps);
  return err({ type: "CardTimedOut" });
};
