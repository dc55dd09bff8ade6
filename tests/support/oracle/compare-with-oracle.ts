/** One random case through the engine and the oracle; what differs, in words. */
import { readPricingCase } from "../../../contracts/pricing-case.ts";
import { priceBasket } from "../../../domain/pricing/price-basket.ts";
import { priceByOracle } from "./oracle-price.ts";
import { randomCase } from "./random-case.ts";

export type Comparison =
  | { readonly type: "same"; readonly plans: number }
  | { readonly type: "tooBig" }
  | { readonly type: "unproven" }
  | { readonly type: "different"; readonly text: string };

/** Cases with more than `maxPlans` plans are too big for the oracle. */
export const compareWithOracle = (seed: number, maxPlans = 20_000): Comparison => {
  const read = readPricingCase(randomCase(seed));
  if (!read.ok) {
    return { type: "different", text: `case ${String(seed)} is refused: ${JSON.stringify(read.error)}` };
  }
  const expected = priceByOracle(read.value, maxPlans);
  if (expected === null) {
    return { type: "tooBig" };
  }
  const result = priceBasket(read.value);
  const given = result.applied
    .filter(({ amountMinor }) => amountMinor > 0)
    .map(({ campaign, coupon, tier }) => campaign ?? coupon ?? tier ?? "")
    .toSorted();
  const wanted = expected.given.map((name) => name.split(" ")[0] ?? "").toSorted();
  if (result.totals.totalMinor !== expected.totalMinor || given.join() !== wanted.join()) {
    return {
      type: "different",
      text: `case ${String(seed)}: oracle ${String(expected.totalMinor)} by ${wanted.join()}, engine ${String(result.totals.totalMinor)} by ${given.join()}`,
    };
  }
  return result.certificate.optimal ? { type: "same", plans: expected.plans } : { type: "unproven" };
};
