/**
 * Owns giving up a whole basket. What was in it is kept in the journal and the audit log: voids are where shops lose
 * money. A basket with a payment on it must have the payment given back first, and then needs a right of its own.
 */
import type { ReasonMissing } from "../../../contracts/ipc/basket.ts";
import { liveLines } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { authorise, type Refusal } from "../../../domain/staff/authorise.ts";
import type { Actor, AuditDep, BasketsDep, JournalDep, PricingDep, SessionDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { totalOf } from "../pricing/amount-due.ts";
import { isBlank } from "./is-blank.ts";

export type VoidBasketDeps = SessionDep & BasketsDep & AuditDep & JournalDep & PricingDep;

export const voidBasket = (
  deps: VoidBasketDeps,
  actor: Actor,
  reason: string,
): Result<
  null,
  { readonly type: "NoBasket" } | { readonly type: "PaymentStarted" } | ReasonMissing | Refusal
> => {
  if (isBlank(reason)) {
    return err({ type: "ReasonMissing" });
  }
  const current = deps.basketSession.current();
  if (!current) {
    return err({ type: "NoBasket" });
  }
  if (current.tenders.length > 0) {
    return err({ type: "PaymentStarted" });
  }
  const allowed = current.hadPayment ? authorise(actor, "sale:voidPaid") : null;
  if (allowed?.ok === false) {
    return allowed;
  }
  const totalMinor = totalOf(deps, current);
  return deps.basketSession.close((basket) => {
    deps.baskets.remove(basket.id);
    deps.journal.append("basket.voided.v1", {
      basketId: basket.id,
      staffId: actor.staffId,
      approvedBy: actor.approver ? [actor.approver.staffId] : [],
      reason,
      totalMinor,
      lines: basket.lines.map((line) => ({
        sku: line.product.sku,
        quantityMilli: line.quantityMilli,
        unitPriceMinor: line.unitPriceMinor,
        voided: line.voidReason !== null,
      })),
    });
    deps.audit.append({
      ...auditActor(actor),
      action: "basket.void",
      subject: `basket ${basket.id}`,
      before: { totalMinor, lines: liveLines(basket).length },
      after: null,
      reason,
    });
    return ok(null);
  });
};
