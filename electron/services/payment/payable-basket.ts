/**
 * Owns what must hold before any money is taken at once: something to pay, an open shift, no card payment unanswered, a
 * price that holds now, and the rules of a sale. How much is taken, and in what, is the caller's business.
 */
import type { PaymentFailure } from "../../../contracts/ipc/payment.ts";
import { isEmptyBasket } from "../../../domain/basket/basket-returns.ts";
import type { Basket } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { saleRuleProblem } from "../checkout/sale-rules.ts";
import type { Actor } from "../deps.ts";
import type { CompleteSaleDeps } from "./complete-sale.ts";
import { freshPrice } from "./fresh-price.ts";

export const payableBasket = (deps: CompleteSaleDeps, actor: Actor): Result<Basket, PaymentFailure> => {
  const open = deps.basketSession.current();
  if (!open || isEmptyBasket(open)) {
    return err({ type: "NothingToPay" });
  }
  if (!deps.shifts.currentFor(actor)) {
    return err({ type: "NoShiftOpen" });
  }
  if (open.tenders.some((tender) => tender.state === "pending")) {
    return err({ type: "CardUnresolved" });
  }
  const fresh = freshPrice(deps, open);
  if (!fresh.ok) {
    return fresh;
  }
  const problem = saleRuleProblem(deps, fresh.value);
  return problem ? err(problem) : ok(fresh.value);
};
