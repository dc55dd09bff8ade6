/** Owns a person's discount on one line: a percent or an amount with a reason, or none again. */
import { changeLine, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import type { ManualDiscount } from "../../../domain/pricing/pricing-input.ts";
import type { ReasonMissing } from "../../../contracts/ipc/basket.ts";
import { err, type Result } from "../../../domain/result.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import type { Actor } from "../deps.ts";
import { isBlank } from "./is-blank.ts";
import { changeLineAudited, type ChangeBasketDeps } from "./change-basket.ts";

export const discountLine = (
  deps: ChangeBasketDeps,
  actor: Actor,
  input: { readonly lineId: string; readonly discount: ManualDiscount | null },
): Result<Basket, BasketError | ReasonMissing | Refusal> =>
  input.discount !== null && isBlank(input.discount.reason)
    ? err({ type: "ReasonMissing" })
    : changeLineAudited(deps, actor, {
        lineId: input.lineId,
        action: "line.discount",
        reason: input.discount?.reason ?? null,
        rule: (basket) => changeLine(basket, input.lineId, { discount: input.discount }),
        describe: (line) => line.discount,
      });
