/**
 * Owns what somebody who is asked to approve reads: the very act, in words with figures. An act without words of its
 * own here is named by its permission, with the figure that is above the limit.
 */
import type { BasketView } from "../../contracts/ipc/basket.ts";
import type { Payload, ProcedureName } from "../../contracts/ipc.ts";
import type { AskedApproval } from "../stores/approval-store.ts";
import type { Wording } from "./error-text.ts";
import { measureText, permissionText } from "./permission-text.ts";

interface Asked extends Wording {
  readonly basket: BasketView | null;
}

type Discount = Payload<"basket.discountBasket">["discount"];

const nameOfLine = ({ basket }: Asked, lineId: string): string =>
  basket?.lines.find(({ id }) => id === lineId)?.name ?? "";

const discountFigure = (discount: NonNullable<Discount>, { formats }: Asked): string =>
  "percentBp" in discount ? formats.percent(discount.percentBp) : formats.money(discount.amountMinor);

const SENTENCES: { readonly [N in ProcedureName]?: (payload: Payload<N>, asked: Asked) => string } = {
  "basket.discountLine": ({ lineId, discount }, asked) => {
    const name = nameOfLine(asked, lineId);
    return discount === null
      ? asked.t("approval.noLineDiscount", { name })
      : asked.t("approval.lineDiscount", { name, figure: discountFigure(discount, asked) });
  },
  "basket.discountBasket": ({ discount }, asked) =>
    discount === null
      ? asked.t("approval.noBasketDiscount")
      : asked.t("approval.basketDiscount", { figure: discountFigure(discount, asked) }),
  "basket.overridePrice": ({ lineId, unitPriceMinor }, asked) => {
    const line = asked.basket?.lines.find(({ id }) => id === lineId);
    return asked.t("approval.price", {
      name: line?.name ?? "",
      price: asked.formats.money(unitPriceMinor),
      before: asked.formats.money(line?.unitPriceMinor ?? 0),
    });
  },
  "basket.void": (_, { t, formats, basket }) =>
    t("approval.voidBasket", { total: formats.money(basket?.totalMinor ?? 0) }),
  "loyalty.adjust": ({ points, reason }, { t }) =>
    t(points < 0 ? "approval.takePoints" : "approval.givePoints", { count: Math.abs(points), reason }),
  "devices.openDrawer": ({ reason }, { t }) => t("approval.openDrawer", { reason }),
};

export const describeAsked = ({ procedure, payload, needs }: AskedApproval, asked: Asked): string => {
  const sentence = SENTENCES[procedure] as ((payload: unknown, asked: Asked) => string) | undefined;
  if (sentence !== undefined) {
    return sentence(payload, asked);
  }
  const act = permissionText(needs.permission, asked.t);
  return needs.measure === null
    ? act
    : asked.t("approval.measured", {
        act,
        figure: measureText(needs.permission, needs.measure, asked.formats),
      });
};

/** What is allowed without asking anybody; null where nothing of it is. */
export const describeLimit = ({ needs }: AskedApproval, { t, formats }: Wording): string | null =>
  needs.limit === null
    ? null
    : t("approval.limit", { figure: measureText(needs.permission, needs.limit, formats) });
