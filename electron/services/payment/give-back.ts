/**
 * Owns undoing a part payment before the sale is complete: cash out of the drawer, a card by a reversal at the
 * terminal. For a card payment that nobody knows the outcome of, a person who looked at the terminal says that it was
 * not charged; that is audited under their name, and reversed should the terminal ever say otherwise.
 */
import type { PaymentFailure } from "../../../contracts/ipc/payment.ts";
import { withTenders, type Basket, type BasketTender } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, AuditDep, CardReversalsDep, TerminalDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { reversalOf } from "./card-reversals.ts";
import type { CompleteSaleDeps } from "./complete-sale.ts";
import { movePartCash } from "./part-cash.ts";

export type GiveBackDeps = CompleteSaleDeps & TerminalDep & AuditDep & CardReversalsDep;

export const giveBack = (
  deps: GiveBackDeps,
  actor: Actor,
  tenderId: string,
): Promise<Result<Basket, PaymentFailure>> =>
  deps.terminalTurn.take(() => giveBackAlone(deps, actor, tenderId));

const giveBackAlone = async (
  deps: GiveBackDeps,
  actor: Actor,
  tenderId: string,
): Promise<Result<Basket, PaymentFailure>> => {
  const tender = deps.basketSession.current()?.tenders.find((candidate) => candidate.id === tenderId);
  if (!tender) {
    return err({ type: "UnknownTender" });
  }
  if (tender.type === "CASH" && !deps.shifts.currentFor(actor)) {
    return err({ type: "NoShiftOpen" });
  }
  const undone = await undo(deps, tender);
  if (!undone.ok) {
    return undone;
  }
  // The terminal took its time: the basket is read again, and the tender must still be on it.
  const basket = deps.basketSession.current();
  if (!basket?.tenders.some((candidate) => candidate.id === tenderId)) {
    return err({ type: "UnknownTender" });
  }
  const tenders = basket.tenders.filter((candidate) => candidate.id !== tenderId);
  const stored = deps.basketSession.store<PaymentFailure>(withTenders(basket, tenders), () => {
    deps.audit.append({
      ...auditActor(actor),
      action: tender.state === "taken" ? "tender.giveBack" : "tender.notCharged",
      subject: `basket ${basket.id}`,
      before: { type: tender.type, amountMinor: tender.amountMinor, reference: tender.reference },
      after: null,
      reason: null,
    });
    if (undone.value === "outcomeUnknown") {
      deps.cardReversals.begin(tender);
    }
    return tender.type === "CASH" ? movePartCash(deps, actor, { tender, direction: -1 }) : ok(null);
  });
  deps.printing.wake();
  return stored;
};

type Undone = "undone" | "outcomeUnknown";

const undo = async (deps: GiveBackDeps, tender: BasketTender): Promise<Result<Undone, PaymentFailure>> => {
  const charged =
    tender.type !== "CARD" ? "no" : tender.state === "taken" ? "yes" : await wasCharged(deps, tender);
  if (tender.amountMinor < 0) {
    return charged === "yes" || tender.state === "taken" ? err({ type: "AlreadyPaidOut" }) : ok("undone");
  }
  // Where the terminal cannot say, the person who looked at it decides.
  if (charged !== "yes") {
    return ok(charged === "unknown" ? "outcomeUnknown" : "undone");
  }
  const answer = await deps.terminal.refund(reversalOf(deps, tender));
  return answer.ok ? ok("undone") : err({ type: "TerminalUnreachable" });
};

const wasCharged = async (deps: GiveBackDeps, tender: BasketTender): Promise<"yes" | "no" | "unknown"> => {
  const found = await deps.terminal.lastTransaction(tender.reference);
  if (found.ok) {
    return found.value === null ? "no" : "yes";
  }
  return found.error.type === "leaked" ? "yes" : "unknown";
};
