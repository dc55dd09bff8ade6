/** Owns changing how many of a line are bought. A lower quantity leaves an audit entry, as a removal would. */
import { setQuantity, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import type { Result } from "../../../domain/result.ts";
import type { Actor } from "../deps.ts";
import { changeLineAudited, type ChangeBasketDeps } from "./change-basket.ts";

export const setLineQuantity = (
  deps: ChangeBasketDeps,
  actor: Actor,
  input: { readonly lineId: string; readonly quantityMilli: number },
): Result<Basket, BasketError> =>
  changeLineAudited(deps, actor, {
    lineId: input.lineId,
    action: "line.quantity",
    reason: null,
    rule: (basket) => setQuantity(basket, input),
    describe: (line) => ({ quantityMilli: line.quantityMilli }),
  });
