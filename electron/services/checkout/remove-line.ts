/**
 * Owns taking a line off the basket: removed as if never scanned, or voided with a reason (struck through, kept on the
 * sale's record). Both are audited; neither is possible once payment has started.
 */
import { changeLine, removeLine, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import type { BasketLine } from "../../../domain/basket/basket.ts";
import type { ReasonMissing } from "../../../contracts/ipc/basket.ts";
import { err, type Result } from "../../../domain/result.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import type { Actor } from "../deps.ts";
import { authoriseTakingOut } from "./authorise-taking-out.ts";
import { isBlank } from "./is-blank.ts";
import { changeLineAudited, type ChangeBasketDeps, type LineChange } from "./change-basket.ts";

export const removeBasketLine = (
  deps: ChangeBasketDeps,
  actor: Actor,
  lineId: string,
): Result<Basket, BasketError | Refusal> =>
  takeOut(deps, actor, {
    lineId,
    action: "line.remove",
    reason: null,
    rule: (basket) => removeLine(basket, lineId),
    describe: describeLine,
  });

export const voidLine = (
  deps: ChangeBasketDeps,
  actor: Actor,
  input: { readonly lineId: string; readonly reason: string },
): Result<Basket, BasketError | ReasonMissing | Refusal> =>
  isBlank(input.reason)
    ? err({ type: "ReasonMissing" })
    : takeOut(deps, actor, {
        lineId: input.lineId,
        action: "line.void",
        reason: input.reason,
        rule: (basket) => changeLine(basket, input.lineId, { voidReason: input.reason }),
        describe: describeLine,
      });

const takeOut = (
  deps: ChangeBasketDeps,
  actor: Actor,
  change: LineChange<BasketError>,
): Result<Basket, BasketError | Refusal> => {
  const allowed = authoriseTakingOut(deps, actor);
  return allowed.ok ? changeLineAudited(deps, actor, change) : allowed;
};

const describeLine = (line: BasketLine): unknown => ({
  quantityMilli: line.quantityMilli,
  unitPriceMinor: line.unitPriceMinor,
  voided: line.voidReason !== null,
});
