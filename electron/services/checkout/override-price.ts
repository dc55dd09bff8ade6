/** Owns a person setting the price of a unit. The price-list price stays beside it, on screen and in the sale. */
import { overridePrice, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import type { Result } from "../../../domain/result.ts";
import type { Actor } from "../deps.ts";
import { changeLineAudited, type ChangeBasketDeps } from "./change-basket.ts";

export const overrideLinePrice = (
  deps: ChangeBasketDeps,
  actor: Actor,
  input: { readonly lineId: string; readonly unitPriceMinor: number; readonly reason: string },
): Result<Basket, BasketError> =>
  changeLineAudited(deps, actor, {
    lineId: input.lineId,
    action: "price.override",
    reason: input.reason,
    rule: (basket) => overridePrice(basket, input),
    describe: (line) => ({ unitPriceMinor: line.unitPriceMinor }),
  });
