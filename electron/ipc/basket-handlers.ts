/** Owns the handlers of the basket's procedures: payload in, use case, whole new view out. */
import type { Payload } from "../../contracts/ipc.ts";
import type { BasketView, ReasonMissing } from "../../contracts/ipc/basket.ts";
import type { Basket } from "../../domain/basket/basket.ts";
import type { ManualDiscount } from "../../domain/pricing/pricing-input.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { Refusal } from "../../domain/staff/authorise.ts";
import type { Actor } from "../services/deps.ts";
import { normaliseCode } from "../../domain/scanning/normalise-code.ts";
import { addProduct } from "../services/checkout/add-product.ts";
import { confirmAge, refuseAge } from "../services/checkout/check-age.ts";
import { authorisePrice } from "../services/checkout/authorise-price.ts";
import { addCouponToBasket, removeCouponFromBasket } from "../services/checkout/coupons.ts";
import { discountOpenBasket } from "../services/checkout/discount-basket.ts";
import { discountLine } from "../services/checkout/discount-line.ts";
import { setTaxExemption } from "../services/checkout/exempt-tax.ts";
import { isBlank } from "../services/checkout/is-blank.ts";
import { overrideLinePrice } from "../services/checkout/override-price.ts";
import { listParked, parkBasket, recallBasket } from "../services/checkout/park-basket.ts";
import { removeBasketLine, voidLine } from "../services/checkout/remove-line.ts";
import { scanCode } from "../services/checkout/scan-code.ts";
import { setLineNote } from "../services/checkout/set-note.ts";
import { exceedLimit, setLineQuantity } from "../services/checkout/set-quantity.ts";
import { voidBasket } from "../services/checkout/void-basket.ts";
import { basketView } from "../services/pricing/basket-view.ts";
import { parkedBasketView } from "../services/pricing/parked-basket-view.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type BasketHandlers = Pick<Handlers, Extract<keyof Handlers, `basket.${string}`>>;

export const createBasketHandlers = (till: Till): BasketHandlers => ({
  ...createAddHandlers(till),
  ...createChangeHandlers(till),
  ...createRuleHandlers(till),
  ...createWholeBasketHandlers(till),
});

type View = <E>(changed: Result<Basket, E>) => Result<BasketView, E>;

const viewIn =
  (till: Till): View =>
  (changed) =>
    changed.ok ? ok(basketView(till, changed.value)) : changed;

const createAddHandlers = (till: Till): Pick<BasketHandlers, "basket.scan" | "basket.addProduct"> => {
  const view = viewIn(till);
  return {
    "basket.scan": {
      needs: "sale:create",
      run: ({ code, quantityMilli, scanId }, actor) => {
        const { inbox } = till.serialDevices;
        if (scanId !== undefined && !inbox.isOpen(scanId)) {
          return err({ type: "AlreadyScanned" });
        }
        const scanned = scanCode(till, actor, { code, quantityMilli: quantityMilli ?? null });
        if (!scanned.ok) {
          return scanned;
        }
        if (scanId !== undefined) {
          inbox.use(scanId);
        }
        if (scanned.value.kind === "receipt" || scanned.value.kind === "storedValue") {
          return ok(scanned.value);
        }
        if (scanned.value.kind === "couponAdded") {
          return ok({ ...scanned.value, basket: basketView(till, scanned.value.basket) });
        }
        if (scanned.value.kind === "customerAttached" || scanned.value.kind === "referral") {
          return ok({ kind: scanned.value.kind, basket: basketView(till, scanned.value.basket) });
        }
        const { basket } = scanned.value;
        return ok({ kind: "lineAdded", lineId: basket.lastLineId ?? "", basket: basketView(till, basket) });
      },
    },
    "basket.addProduct": {
      needs: "sale:create",
      run: (payload, actor) => {
        const refusal = priceRefusal(till, actor, payload);
        if (refusal) {
          return err(refusal);
        }
        return view(
          addProduct(till, actor, {
            productId: payload.productId,
            quantityMilli: payload.quantityMilli ?? null,
            unitPriceMinor: payload.unitPriceMinor ?? null,
            ...(payload.reason === undefined ? {} : { reason: payload.reason }),
            isTypedWeight: isTypedWeight(till, payload),
          }),
        );
      },
    },
  };
};

/** There is a scale, and the weight is not what lies on it. */
const isTypedWeight = (till: Till, payload: Payload<"basket.addProduct">): boolean => {
  const scale = till.serialDevices.view().scale;
  const reading = till.serialDevices.reading();
  const isFromScale =
    payload.fromScale === true && reading?.isStable === true && reading.weightMilli === payload.quantityMilli;
  return scale !== null && !isFromScale;
};

type RuleNames =
  | "basket.confirmAge"
  | "basket.refuseAge"
  | "basket.exceedLimit"
  | "basket.exemptTax"
  | "basket.chargeTax";

const createRuleHandlers = (till: Till): Pick<BasketHandlers, RuleNames> => {
  const view = viewIn(till);
  return {
    "basket.confirmAge": {
      needs: "sale:create",
      run: (shown, actor) => view(confirmAge(till, actor, shown)),
    },
    "basket.refuseAge": {
      needs: "sale:create",
      run: ({ productId }, actor) => refuseAge(till, actor, productId),
    },
    "basket.exceedLimit": {
      needs: "sale:overQuantityLimit",
      run: (payload, actor) => view(exceedLimit(till, actor, payload)),
    },
    "basket.exemptTax": {
      needs: "tax:exempt",
      run: (exemption, actor) => view(setTaxExemption(till, actor, exemption)),
    },
    "basket.chargeTax": {
      needs: "sale:create",
      run: (_payload, actor) => view(setTaxExemption(till, actor, null)),
    },
  };
};

type ChangeNames =
  | "basket.setQuantity"
  | "basket.overridePrice"
  | "basket.discountLine"
  | "basket.discountBasket"
  | "basket.addCoupon"
  | "basket.removeCoupon"
  | "basket.setNote"
  | "basket.removeLine"
  | "basket.voidLine";

const createChangeHandlers = (till: Till): Pick<BasketHandlers, ChangeNames> => {
  const view = viewIn(till);
  return {
    "basket.setQuantity": {
      needs: "sale:create",
      run: (payload, actor) => view(setLineQuantity(till, actor, payload)),
    },
    "basket.overridePrice": {
      needs: "price:override",
      run: (payload, actor) => view(overrideLinePrice(till, actor, payload)),
    },
    "basket.discountLine": {
      needs: "line:discount",
      run: ({ lineId, discount, reason }, actor) =>
        view(discountLine(till, actor, { lineId, discount: manualDiscount(discount, reason) })),
    },
    "basket.discountBasket": {
      needs: "basket:discount",
      run: ({ discount, reason }, actor) =>
        view(discountOpenBasket(till, actor, manualDiscount(discount, reason))),
    },
    "basket.addCoupon": {
      needs: "sale:create",
      run: ({ code }, actor) => {
        const { candidates } = normaliseCode(code);
        const added = addCouponToBasket(till, actor, candidates);
        return added.ok ? ok(basketView(till, added.value.basket)) : added;
      },
    },
    "basket.removeCoupon": {
      needs: "sale:create",
      run: ({ code }) => view(removeCouponFromBasket(till, code)),
    },
    "basket.setNote": { needs: "sale:create", run: (payload) => view(setLineNote(till, payload)) },
    "basket.removeLine": {
      needs: "line:void",
      run: ({ lineId }, actor) => view(removeBasketLine(till, actor, lineId)),
    },
    "basket.voidLine": { needs: "line:void", run: (payload, actor) => view(voidLine(till, actor, payload)) },
  };
};

const createWholeBasketHandlers = (
  till: Till,
): Omit<BasketHandlers, ChangeNames | RuleNames | "basket.scan" | "basket.addProduct"> => ({
  "basket.get": {
    needs: "staff",
    run: () => {
      const basket = till.basketSession.current();
      return ok(basket ? basketView(till, basket) : null);
    },
  },
  "basket.void": { needs: "sale:void", run: ({ reason }, actor) => voidBasket(till, actor, reason) },
  "basket.park": { needs: "sale:create", run: ({ label }) => parkBasket(till, label) },
  "basket.listParked": {
    needs: "staff",
    run: () => ok(listParked(till).map((parked) => parkedBasketView(till, parked))),
  },
  "basket.recall": {
    needs: "sale:create",
    run: ({ basketId }, actor) => {
      const recalled = recallBasket(till, actor, basketId);
      return recalled.ok
        ? ok({ basket: basketView(till, recalled.value.basket), priceChanges: recalled.value.priceChanges })
        : recalled;
    },
  },
});

const manualDiscount = (
  discount: { readonly percentBp: number } | { readonly amountMinor: number } | null,
  reason: string,
): ManualDiscount | null => (discount ? { ...discount, reason: reason === "" ? null : reason } : null);

/** A price may come with a product that has none of its own; for any other it is a price override with a reason. Neither goes below
 * the product's lowest price without a right. */
const priceRefusal = (
  till: Till,
  actor: Actor,
  payload: Pick<Payload<"basket.addProduct">, "productId" | "unitPriceMinor" | "reason">,
): Refusal | ReasonMissing | null => {
  if (payload.unitPriceMinor === undefined) {
    return null;
  }
  const product = till.products.findById(payload.productId);
  if (!product) {
    return null;
  }
  const isOverride = product.unitPriceMinor !== null && product.unitPriceMinor !== payload.unitPriceMinor;
  if (isOverride && isBlank(payload.reason ?? null)) {
    return { type: "ReasonMissing" };
  }
  const allowed = authorisePrice(actor, {
    product,
    unitPriceMinor: payload.unitPriceMinor,
    listUnitPriceMinor: product.unitPriceMinor,
  });
  return allowed.ok ? null : allowed.error;
};
