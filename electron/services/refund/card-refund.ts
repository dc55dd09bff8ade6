/**
 * Owns giving money back to a card. The wish is stored before the terminal is asked and removed with the refund's
 * record, in its transaction. Whatever comes between (silence, a full disk, a crash), the terminal is asked what it did
 * before anything else is refunded, so that no card gets the money twice and no refund goes unrecorded.
 */
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { OpenCardRefund } from "../../../db/repositories/card-refunds.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { CardSlip } from "../../../domain/sale/sale.ts";
import type { PaymentFailure } from "../../../contracts/ipc/payment.ts";
import type { TerminalUnreachable } from "../../../drivers/terminal/card-terminal.ts";
import { auditActor, NO_PERSON } from "../session/audit-actor.ts";
import type { Actor, AuditDep, CardRefundsDep, DbDep, ProfileDep, TerminalDep } from "../deps.ts";

export type CardRefundDeps = AuditDep & CardRefundsDep & DbDep & ProfileDep & TerminalDep;

/** Writes the record of a refund that the terminal has made, and ends it. */
export type WriteOpenRefund = (open: OpenCardRefund, slip: CardSlip) => Result<unknown, unknown>;

/** Asks the terminal about a refund that was left open, and writes it if it was made. */
export const settleCardRefund = async (
  deps: CardRefundDeps,
  write: WriteOpenRefund,
): Promise<Result<null, PaymentFailure>> => {
  const open = deps.cardRefunds.open();
  if (!open) {
    return ok(null);
  }
  const found = await foundRefund(deps, open.requestId);
  if (!found.ok) {
    return err({ type: "CardUnresolved" });
  }
  if (found.value === null) {
    deps.cardRefunds.end(open.requestId);
    return ok(null);
  }
  if (!write(open, found.value).ok) {
    endUnrecorded(deps, open);
  }
  return ok(null);
};

/** Money that went back is back, also where the terminal told a card number with it: only the number is kept out. */
const foundRefund = async (
  { terminal }: TerminalDep,
  reference: string,
): Promise<Result<CardSlip | null, TerminalUnreachable>> => {
  const found = await terminal.lastTransaction(reference);
  if (found.ok) {
    return found;
  }
  return found.error.type === "leaked" ? ok(found.error.slip) : err(found.error);
};

/** The card has the money and the goods cannot be refunded any more: a person must see it. */
export const endUnrecorded = (
  deps: CardRefundDeps,
  open: Pick<OpenCardRefund, "requestId" | "payableMinor" | "receiptNumber">,
): void => {
  allOrNothing(deps.db, () => {
    deps.audit.append({
      ...NO_PERSON,
      action: "refund.card.unrecorded",
      subject: `refund ${open.requestId}`,
      before: null,
      after: { payableMinor: open.payableMinor, receiptNumber: open.receiptNumber },
      reason: null,
    });
    deps.cardRefunds.end(open.requestId);
  });
};

/** Answers with the slip when the card got the money; the caller writes the record, which ends the refund. */
export const refundToCard = async (
  deps: CardRefundDeps,
  actor: Actor,
  refund: OpenCardRefund & { readonly reason: string },
): Promise<Result<CardSlip, PaymentFailure>> => {
  const { requestId, payableMinor, reason, receiptNumber, requestJson } = refund;
  allOrNothing(deps.db, () => {
    deps.cardRefunds.begin({ requestId, payableMinor, receiptNumber, requestJson });
    deps.audit.append({
      ...auditActor(actor),
      action: "refund.card.asked",
      subject: `refund ${requestId}`,
      before: null,
      after: { payableMinor },
      reason,
    });
  });
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
  deps.cardRefunds.end(requestId);
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
  const found = await foundRefund(deps, unknownReference);
  if (!found.ok && unknownReference === requestId) {
    return err({ type: "CardUnresolved" });
  }
  if (found.ok && found.value && unknownReference === requestId) {
    return ok(found.value);
  }
  deps.cardRefunds.end(requestId);
  return err({ type: "CardTimedOut" });
};
