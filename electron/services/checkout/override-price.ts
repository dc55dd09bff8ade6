/** Owns a person setting the price of a unit. The price-list price stays beside it, on screen and in the sale. */
import { overridePrice, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import type { ReasonMissing } from "../../../contracts/ipc/basket.ts";
import { err, type Result } from "../../../domain/result.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import type { Actor } from "../deps.ts";
import { authorisePrice } from "./authorise-price.ts";
import { isBlank } from "./is-blank.ts";
import { changeLineAudited, type ChangeBasketDeps } from "./change-basket.ts";

export const overrideLinePrice = (
  deps: ChangeBasketDeps,
  actor: Actor,
  input: { readonly lineId: string; readonly unitPriceMinor: number; readonly reason: string },
): Result<Basket, BasketError | ReasonMissing | Refusal> => {
  const line = deps.basketSession.current()?.lines.find(({ id }) => id === input.lineId);
  const isListPrice =
    line !== undefined && input.unitPriceMinor === (line.listUnitPriceMinor ?? line.unitPriceMinor);
  if (!isListPrice && isBlank(input.reason)) {
    return err({ type: "ReasonMissing" });
  }
  const allowed =
    line &&
    authorisePrice(actor, {
      product: line.product,
      unitPriceMinor: input.unitPriceMinor,
      listUnitPriceMinor:
        line.product.unitPriceMinor === null ? null : (line.listUnitPriceMinor ?? line.unitPriceMinor),
    });
  if (allowed?.ok === false) {
    return allowed;
  }
  return changeLineAudited(deps, actor, {
    lineId: input.lineId,
    action: "price.override",
    reason: input.reason,
    rule: (basket) => overridePrice(basket, input),
    describe: ({ unitPriceMinor }) => ({ unitPriceMinor }),
  });
};
