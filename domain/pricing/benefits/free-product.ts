/** Owns the gift: a line at price zero whose value is reported, not charged. Takes nothing off the goods. */
import type { FreeProductBenefit } from "../../campaigns/benefit.ts";
import type { RewardWork } from "../offers/offer.ts";

/** What a figure of a pricing case may be at most. */
const MOST_MINOR = 1e12;

export const isSoundFreeProduct = ({
  sku,
  quantityMilli,
  unitPriceMinor,
  per,
}: FreeProductBenefit): boolean =>
  sku !== "" &&
  quantityMilli > 0 &&
  unitPriceMinor >= 0 &&
  unitPriceMinor * quantityMilli <= MOST_MINOR * 1000 &&
  (per === null || ("minSpendMinor" in per ? per.minSpendMinor : per.minQuantityMilli) > 0);

export const freeProductWork = ({
  sku,
  name,
  quantityMilli,
  unitPriceMinor,
  per,
}: FreeProductBenefit): RewardWork => ({ kind: "gift", sku, name, quantityMilli, unitPriceMinor, per });
