/** Owns a person's discount on the whole basket: a percent or an amount with a reason, or none again. */
import type { ReasonMissing } from "../../../contracts/ipc/basket.ts";
import { approvedBy, discountBasket, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import type { ManualDiscount } from "../../../domain/pricing/pricing-input.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import type { Actor } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { authoriseReduction } from "./authorise-reduction.ts";
import type { ChangeBasketDeps } from "./change-basket.ts";
import { isBlank } from "./is-blank.ts";

export const discountOpenBasket = (
  deps: ChangeBasketDeps,
  actor: Actor,
  discount: ManualDiscount | null,
): Result<Basket, BasketError | ReasonMissing | Refusal | { readonly type: "NoBasket" }> => {
  if (discount !== null && isBlank(discount.reason)) {
    return err({ type: "ReasonMissing" });
  }
  const before = deps.basketSession.current();
  if (!before) {
    return err({ type: "NoBasket" });
  }
  const changed = discountBasket(before, discount);
  if (!changed.ok) {
    return changed;
  }
  const allowed = authoriseReduction(actor, before, changed.value);
  if (!allowed.ok) {
    return allowed;
  }
  return deps.basketSession.store(approvedBy(changed.value, actor.approver), () => {
    deps.audit.append({
      ...auditActor(actor),
      action: "basket.discount",
      subject: `basket ${before.id}`,
      before: before.manualDiscount,
      after: discount,
      reason: discount?.reason ?? null,
    });
    return ok(null);
  });
};
