/**
 * Owns checking a customer's age for the open basket: shown or refused. Who checked, which age and how is audited;
 * a date of birth is compared and forgotten, never stored, logged or answered. That one was too young is remembered:
 * another date, or a look, needs a right of its own then.
 */
import {
  isOldEnough,
  isPossibleBirthDate,
  isTooYoung,
  rememberAge,
  rememberTooYoung,
} from "../../../domain/basket/age-check.ts";
import { approvedBy, type Basket } from "../../../domain/basket/basket.ts";
import type { Product } from "../../../domain/catalogue/product.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { authorise, type Refusal } from "../../../domain/staff/authorise.ts";
import { parseCivilDate } from "../../../domain/time/civil-date.ts";
import type { Actor, AuditDep, ProductsDep, SessionDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { SaleRulesDeps } from "./sale-rules.ts";
import { todayIn } from "./store-today.ts";

export type CheckAgeDeps = SaleRulesDeps & SessionDep & ProductsDep & AuditDep;

export type CheckAgeError =
  | { readonly type: "UnknownProduct" }
  | { readonly type: "TooYoung"; readonly minAge: number }
  | { readonly type: "ImpossibleDate" };

/** `dateOfBirth` null: the cashier looked and confirms. */
export const confirmAge = (
  deps: CheckAgeDeps,
  actor: Actor,
  shown: { readonly productId: number; readonly dateOfBirth: string | null },
): Result<Basket, CheckAgeError | Refusal> => {
  const product = restricted(deps, shown.productId);
  if (!product) {
    return err({ type: "UnknownProduct" });
  }
  const before = deps.basketSession.currentOrNew(actor);
  const again = isTooYoung(before, product.minAge) ? authorise(actor, "sale:ageAgain") : null;
  if (again?.ok === false) {
    return again;
  }
  const method = shown.dateOfBirth === null ? "confirmed" : "dateOfBirth";
  if (shown.dateOfBirth !== null) {
    const born = parseCivilDate(shown.dateOfBirth);
    const today = todayIn(deps);
    if (!born || !isPossibleBirthDate(born, today)) {
      return err({ type: "ImpossibleDate" });
    }
    if (!isOldEnough(born, today, product.minAge)) {
      const refused = deps.basketSession.store<CheckAgeError>(
        rememberTooYoung(before, product.minAge),
        () => {
          auditAge(deps, actor, { product, action: "age.refused", method });
          return ok(null);
        },
      );
      return refused.ok ? err({ type: "TooYoung", minAge: product.minAge }) : refused;
    }
  }
  const after = rememberAge(before, {
    minAge: product.minAge,
    method,
    staffId: actor.staffId,
    atMs: deps.clock.nowMs(),
  });
  if (after === before) {
    return ok(before);
  }
  return deps.basketSession.store<CheckAgeError>(approvedBy(after, actor.approver), () => {
    auditAge(deps, actor, { product, action: "age.confirmed", method });
    return ok(null);
  });
};

/** The customer did not show the age: the item stays out. */
export const refuseAge = (
  deps: CheckAgeDeps,
  actor: Actor,
  productId: number,
): Result<null, { readonly type: "UnknownProduct" }> => {
  const product = restricted(deps, productId);
  if (!product) {
    return err({ type: "UnknownProduct" });
  }
  auditAge(deps, actor, { product, action: "age.refused", method: "confirmed" });
  return ok(null);
};

type RestrictedProduct = Product & { readonly minAge: number };

const restricted = (deps: ProductsDep, productId: number): RestrictedProduct | null => {
  const product = deps.products.findById(productId);
  return product && product.minAge !== null ? { ...product, minAge: product.minAge } : null;
};

interface AuditedAge {
  readonly product: RestrictedProduct;
  readonly action: "age.confirmed" | "age.refused";
  readonly method: "confirmed" | "dateOfBirth";
}

const auditAge = (deps: CheckAgeDeps, actor: Actor, { product, action, method }: AuditedAge): void => {
  const basketId = deps.basketSession.current()?.id;
  deps.audit.append({
    ...auditActor(actor),
    action,
    subject: basketId === undefined ? `product ${product.sku}` : `basket ${basketId}, ${product.sku}`,
    before: null,
    after: { minAge: product.minAge, method },
    reason: null,
  });
};
