/**
 * Owns changing how many of a line are bought. A lower quantity asks for the right that a removal does, and leaves an
 * audit entry like it. More than the product's limit per sale is refused here, and set by whoever may exceed it.
 */
import { setQuantity, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import { approveQuantity, exceededLimit, quantityInBasket } from "../../../domain/basket/sale-limit.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import type { OverQuantityLimit } from "../../../contracts/ipc/sale-rules.ts";
import type { Actor } from "../deps.ts";
import { authoriseQuantity } from "./authorise-taking-out.ts";
import { changeLineAudited, type ChangeBasketDeps } from "./change-basket.ts";

export type SetQuantityError = BasketError | OverQuantityLimit;

interface WantedQuantity {
  readonly lineId: string;
  readonly quantityMilli: number;
}

export const setLineQuantity = (
  deps: ChangeBasketDeps,
  actor: Actor,
  input: WantedQuantity,
): Result<Basket, SetQuantityError | Refusal> => {
  const allowed = authoriseQuantity(deps, actor, input);
  if (!allowed.ok) {
    return allowed;
  }
  return changeLineAudited<SetQuantityError>(deps, actor, {
    lineId: input.lineId,
    action: "line.quantity",
    reason: null,
    rule: (basket) => {
      const changed = setQuantity(basket, input);
      const exceeded = changed.ok ? exceededLimit(changed.value) : null;
      return exceeded
        ? err({
            ...exceeded,
            type: "OverQuantityLimit",
            inBasketMilli: quantityInBasket(basket, exceeded.productId),
          })
        : changed;
    },
    describe: (line) => ({ quantityMilli: line.quantityMilli }),
  });
};

/** The same with the right to exceed the limit: what is then in the basket is allowed there. */
export const exceedLimit = (
  deps: ChangeBasketDeps,
  actor: Actor,
  input: WantedQuantity,
): Result<Basket, BasketError | Refusal> => {
  const allowed = authoriseQuantity(deps, actor, input);
  if (!allowed.ok) {
    return allowed;
  }
  return changeLineAudited(deps, actor, {
    lineId: input.lineId,
    action: "limit.exceed",
    reason: null,
    rule: (basket) => {
      const changed = setQuantity(basket, input);
      const line = changed.ok ? changed.value.lines.find(({ id }) => id === input.lineId) : null;
      return changed.ok && line ? ok(approveQuantity(changed.value, line.product.id)) : changed;
    },
    describe: (line) => ({
      quantityMilli: line.quantityMilli,
      maxPerSaleMilli: line.product.maxPerSaleMilli,
    }),
  });
};
