/** Owns selling the open basket without tax, with its reason, and with tax again. Both are audited. */
import { approvedBy, exemptFromTax, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import type { TaxExemption } from "../../../domain/basket/tax-exemption.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { ChangeBasketDeps } from "./change-basket.ts";

/** `exemption` null: with tax again. */
export const setTaxExemption = (
  deps: ChangeBasketDeps,
  actor: Actor,
  exemption: TaxExemption | null,
): Result<Basket, BasketError | { readonly type: "NoBasket" }> => {
  const before = deps.basketSession.current();
  if (!before) {
    return err({ type: "NoBasket" });
  }
  const changed = exemptFromTax(before, exemption);
  if (!changed.ok) {
    return changed;
  }
  return deps.basketSession.store(approvedBy(changed.value, actor.approver), () => {
    deps.audit.append({
      ...auditActor(actor),
      action: exemption === null ? "tax.charge" : "tax.exempt",
      subject: `basket ${before.id}`,
      before: before.taxExemption,
      after: exemption,
      reason: exemption?.reason ?? null,
    });
    return ok(null);
  });
};
