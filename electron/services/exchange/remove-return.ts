/** Owns taking a returned line out of the open basket again: the customer keeps it after all. Audited. */
import { removeReturn } from "../../../domain/basket/basket-returns.ts";
import type { Basket, BasketError } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Actor, AuditDep, SessionDep } from "../deps.ts";

export const removeBasketReturn = (
  deps: SessionDep & AuditDep,
  actor: Actor,
  returnId: string,
): Result<Basket, BasketError> => {
  const before = deps.basketSession.current();
  if (!before) {
    return err({ type: "UnknownLine", lineId: returnId });
  }
  const removed = removeReturn(before, returnId);
  if (!removed.ok) {
    return removed;
  }
  return deps.basketSession.store<BasketError>(removed.value, () => {
    deps.audit.append({
      ...auditActor(actor),
      action: "exchange.keep",
      subject: `basket ${before.id}, ${returnId}`,
      before: { totalMinor: before.returns.find((returned) => returned.id === returnId)?.totalMinor },
      after: null,
      reason: null,
    });
    return ok(null);
  });
};
