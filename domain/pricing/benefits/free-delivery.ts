/** Owns free delivery: delivery lines become free. Nothing else sees those lines. */
import { EVERY_UNIT, type MoneyWork } from "../offers/offer.ts";

export const freeDeliveryWork = (): MoneyWork => ({
  kind: "basket",
  selection: EVERY_UNIT,
  wanted: (baseMinor) => baseMinor,
  percentBpAt: () => 10_000,
});
