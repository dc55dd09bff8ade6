/**
 * Owns saying for whom the open basket is, at any moment before payment: it is priced again. Only the random customerRef
 * is kept: personal data stays out of baskets and sales.
 */
import type { UnknownCustomer } from "../../../contracts/ipc/customers.ts";
import { attachCustomer, type Basket } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, CustomersDep, PricingDep, SessionDep } from "../deps.ts";
import { issueWaitingCoupons, type IssueDeps } from "../participation/join-campaign.ts";

export type AttachDeps = SessionDep & CustomersDep & IssueDeps;

interface PaymentStarted {
  readonly type: "PaymentStarted";
}

/** A customer may come before the first item. Coupons that they waited for are issued now. */
export const attachCustomerToBasket = (
  deps: AttachDeps,
  actor: Actor,
  customerRef: string,
): Result<Basket, UnknownCustomer | PaymentStarted> => {
  const customer = deps.customers.findByRef(customerRef);
  if (!customer) {
    return err({ type: "UnknownCustomer" });
  }
  const attached = setCustomer(deps, deps.basketSession.currentOrNew(actor), customer.customerRef);
  if (attached.ok) {
    issueWaitingCoupons(deps, actor, customer.customerRef);
  }
  return attached;
};

export const detachCustomerFromBasket = (
  deps: SessionDep,
): Result<Basket, { readonly type: "NoBasket" } | PaymentStarted> => {
  const basket = deps.basketSession.current();
  return basket ? setCustomer(deps, basket, null) : err({ type: "NoBasket" });
};

/** What is known of a customer changed: their open basket is priced again, unless it is being paid. */
export const repriceForCustomer = (deps: SessionDep & PricingDep & CustomersDep): void => {
  const basket = deps.basketSession.current();
  if (!basket || basket.customerRef === null || basket.tenders.length > 0) {
    return;
  }
  deps.pricing.forget();
  const living = deps.customers.findByRef(basket.customerRef)?.customerRef ?? null;
  const changed = attachCustomer(basket, living);
  if (changed.ok) {
    deps.basketSession.store(changed.value);
  }
};

const setCustomer = (
  deps: SessionDep,
  basket: Basket,
  customerRef: string | null,
): Result<Basket, PaymentStarted> => {
  const attached = attachCustomer(basket, customerRef);
  if (!attached.ok) {
    return attached;
  }
  return basket.customerRef === customerRef ? ok(basket) : deps.basketSession.store(attached.value);
};
