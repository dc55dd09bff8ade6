/**
 * Owns what a basket comes to: the new goods as the engine prices them, less the goods that come back, less what has
 * been paid. Below zero the customer gets money. The only place that adds these up.
 */
import { returnsTotalMinor } from "../../../domain/basket/basket-returns.ts";
import type { Basket } from "../../../domain/basket/basket.ts";
import type { PricingDep } from "../deps.ts";

/** Before payments and cash rounding. */
export const totalOf = (deps: PricingDep, basket: Basket): number =>
  deps.pricing.price(basket).result.totals.totalMinor - returnsTotalMinor(basket);

/** What has been taken so far; a card payment that the terminal has not answered for does not count. */
export const paidOf = (basket: Basket): number =>
  basket.tenders.reduce((sum, tender) => (tender.state === "taken" ? sum + tender.amountMinor : sum), 0);

export const dueOf = (deps: PricingDep, basket: Basket): number => totalOf(deps, basket) - paidOf(basket);
