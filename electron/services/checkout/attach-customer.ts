/** Owns saying for whom the open basket is. Only the random customerRef is kept: personal data stays out of sales. */
import { attachCustomer, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import { err, type Result } from "../../../domain/result.ts";
import type { SessionDep } from "../deps.ts";

export const attachCustomerToBasket = (
  deps: SessionDep,
  customerRef: string | null,
): Result<Basket, BasketError | { readonly type: "NoBasket" }> => {
  const basket = deps.basketSession.current();
  if (!basket) {
    return err({ type: "NoBasket" });
  }
  const attached = attachCustomer(basket, customerRef);
  return attached.ok ? deps.basketSession.store<BasketError>(attached.value) : attached;
};
