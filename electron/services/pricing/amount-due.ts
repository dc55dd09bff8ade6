/**
 * Owns what a basket comes to: the new goods as the engine prices them, less the goods that come back, less what has
 * been paid. Below zero the customer gets money. The only place that adds these up.
 */
import { returnsTotalMinor } from "../../../domain/basket/basket-returns.ts";
import type { Basket } from "../../../domain/basket/basket.ts";
import type { PricingDep, SalesDep } from "../deps.ts";
import { pointsMoneyBack } from "../loyalty/sale-points.ts";

/** Before payments and cash rounding. */
export const totalOf = (deps: PricingDep, basket: Basket): number =>
  deps.pricing.price(basket).result.totals.totalMinor - returnsTotalMinor(basket);

/** What has been taken so far; a card payment that the terminal has not answered for does not count. */
export const paidOf = (basket: Basket): number =>
  basket.tenders.reduce((sum, tender) => (tender.state === "taken" ? sum + tender.amountMinor : sum), 0);

/** What points paid of the goods that come back: it goes back as points, so it takes nothing off. */
export const pointsBackOf = (deps: SalesDep, basket: Basket): number =>
  [...Map.groupBy(basket.returns, ({ receiptNumber }) => receiptNumber)].reduce(
    (sum, [receiptNumber, lines]) => {
      const sale = deps.sales.findByReceiptNumber(receiptNumber);
      return sale ? sum + pointsMoneyBack(deps, sale, lines) : sum;
    },
    0,
  );

/** What has to be paid in all, or is paid out below zero. */
export const payableOf = (deps: PricingDep & SalesDep, basket: Basket): number =>
  totalOf(deps, basket) + pointsBackOf(deps, basket);

export const dueOf = (deps: PricingDep & SalesDep, basket: Basket): number =>
  payableOf(deps, basket) - paidOf(basket);
