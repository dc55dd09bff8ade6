/**
 * Owns the list of all benefits: which is sound, which lines it needs, and what work it is for this basket. The
 * switches are exhaustive, so a new benefit does not compile until it has its place.
 */
import type { Benefit } from "../../campaigns/benefit.ts";
import type { DiscountRule } from "../../campaigns/campaign.ts";
import type { Target } from "../../campaigns/target.ts";
import { LAYERS, type Work } from "../offers/offer.ts";
import { bundlePriceWork, isSoundBundlePrice } from "./bundle-price.ts";
import { buyXGetYTargets, buyXGetYWork, isSoundBuyXGetY } from "./buy-x-get-y.ts";
import { cheapestFreeWork, isSoundCheapestFree } from "./cheapest-free.ts";
import { fixedAmountWork, isSoundFixedAmount } from "./fixed-amount.ts";
import { fixedPriceWork, isSoundFixedPrice } from "./fixed-price.ts";
import { freeDeliveryWork } from "./free-delivery.ts";
import { freeProductWork, isSoundFreeProduct } from "./free-product.ts";
import { isSoundPercentage, percentageWork } from "./percentage.ts";
import { isSoundPoints, pointsWork } from "./points.ts";
import { isSoundTiered, tieredWork } from "./tiered.ts";

/** The lines that a benefit acts on, found for this basket. */
export interface PreparedBenefit {
  readonly work: Work;
  readonly layer: number;
  /** Ascending, without repeats. */
  readonly lines: readonly number[];
}

export interface LineFinder {
  /** Discountable goods lines that a target means, ascending. */
  readonly goods: (target: Target | null) => readonly number[];
  readonly delivery: readonly number[];
}

/** False for values that make no sense (docs/pricing.md, "Invalid rules"). */
export const isSoundBenefit = (benefit: Benefit): boolean =>
  (benefit.maxDiscountMinor ?? 0) >= 0 &&
  (!("maxUnits" in benefit) || (benefit.maxUnits ?? 1) >= 1) &&
  (!("maxTimes" in benefit) || (benefit.maxTimes ?? 1) >= 1) &&
  isSoundKind(benefit);

const isSoundKind = (benefit: Benefit): boolean => {
  switch (benefit.type) {
    case "percentage":
      return isSoundPercentage(benefit);
    case "fixedAmount":
      return isSoundFixedAmount(benefit);
    case "fixedPrice":
      return isSoundFixedPrice(benefit);
    case "buyXGetY":
      return isSoundBuyXGetY(benefit);
    case "cheapestFree":
      return isSoundCheapestFree(benefit);
    case "bundlePrice":
      return isSoundBundlePrice(benefit);
    case "tiered":
      return isSoundTiered(benefit);
    case "freeProduct":
      return isSoundFreeProduct(benefit);
    case "freeDelivery":
      return true;
    case "points":
      return isSoundPoints(benefit);
  }
};

/** Finds the lines of a basket; null when the target, or one side, means none of them. */
export type ReadyBenefit = (find: LineFinder) => PreparedBenefit | null;

/** Makes a sound rule ready for any basket. */
export const readyBenefit = ({ benefit, target }: DiscountRule): ReadyBenefit => {
  switch (benefit.type) {
    case "percentage":
      return onTarget(target, percentageWork(benefit), LAYERS[benefit.per]);
    case "fixedAmount": {
      const layer = benefit.per === "basket" ? LAYERS.basket : LAYERS.line;
      return onTarget(target, fixedAmountWork(benefit), layer);
    }
    case "fixedPrice":
      return onTarget(target, fixedPriceWork(benefit), LAYERS.line);
    case "buyXGetY":
      return onSides(buyXGetYTargets(benefit, target), (sides) =>
        buyXGetYWork(benefit, sides[0] ?? [], sides[1] ?? []),
      );
    case "cheapestFree":
      return onTarget(target, cheapestFreeWork(benefit), LAYERS.unit);
    case "bundlePrice":
      return onSides(
        benefit.items.map((item) => item.target),
        (sides) => bundlePriceWork(benefit, sides),
      );
    case "tiered":
      return onTarget(target, tieredWork(benefit), LAYERS.basket);
    case "freeProduct":
      return onTarget(target, freeProductWork(benefit), LAYERS.delivery);
    case "freeDelivery":
      return onDelivery(target);
    case "points":
      return onTarget(target, pointsWork(benefit), LAYERS.delivery);
  }
};

const onTarget =
  (target: Target | null, work: Work, layer: number): ReadyBenefit =>
  (find) => {
    const lines = find.goods(target);
    return lines.length === 0 ? null : { work, layer, lines };
  };

const onDelivery = (target: Target | null): ReadyBenefit => {
  const work = freeDeliveryWork();
  return (find) =>
    find.delivery.length === 0 || find.goods(target).length === 0
      ? null
      : { work, layer: LAYERS.delivery, lines: find.delivery };
};

type SidesWork = (sides: readonly (readonly number[])[]) => Work;

const onSides =
  (targets: readonly (Target | null)[], workOf: SidesWork): ReadyBenefit =>
  (find) => {
    const sides: (readonly number[])[] = [];
    for (const target of targets) {
      const side = find.goods(target);
      if (side.length === 0) {
        return null;
      }
      sides.push(side);
    }
    const lines = [...new Set(sides.flat())].toSorted((a, b) => a - b);
    return { work: workOf(sides), layer: LAYERS.unit, lines };
  };
