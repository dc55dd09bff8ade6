/** Owns how much of a basket is paid out, and in what: card money of the receipts whose goods come back goes first. */
import type { Basket } from "../../../domain/basket/basket.ts";
import type { Sale } from "../../../domain/sale/sale.ts";
import { cardMoneyLeft } from "../../../domain/refund/card-money.ts";
import {
  addGiven,
  givenBefore,
  NOTHING_BEFORE,
  type GivenBefore,
} from "../../../domain/refund/given-before.ts";
import { refundPayout, type Payout, type PayoutWay } from "../../../domain/refund/refund-payout.ts";
import {
  storedMoneyLeft,
  storedMoneyOf,
  sumOfStored,
  type StoredMoney,
} from "../../../domain/refund/stored-money.ts";
import type { PricingDep, ProfileDep, SalesDep } from "../deps.ts";
import { dueOf } from "../pricing/amount-due.ts";

/** What is paid out of the basket as it stands, in that way. Nothing while something is due. */
export const basketPayout = (
  deps: SalesDep & PricingDep & ProfileDep,
  basket: Basket,
  way: PayoutWay,
): Payout => {
  const fromReceiptsMinor = receiptsOf(deps, basket).reduce(
    (sum, sale) => sum + cardMoneyLeft(deps.sales, sale),
    0,
  );
  const byCardMinor = basket.tenders.reduce(
    (sum, tender) => (tender.type === "CARD" && tender.state === "taken" ? sum + tender.amountMinor : sum),
    0,
  );
  return refundPayout({
    totalMinor: Math.max(0, -dueOf(deps, basket)),
    way,
    storedLeftMinor: sumOfStored(basketStoredMoney(deps, basket)),
    cardLeftMinor: Math.max(0, fromReceiptsMinor + byCardMinor),
    rounding: deps.profile.cashRounding,
    original: null,
  });
};

/** What gift cards and store credit paid: of the receipts whose goods come back, and of this basket so far. */
export const basketStoredMoney = (deps: SalesDep, basket: Basket): readonly StoredMoney[] => [
  ...receiptsOf(deps, basket).flatMap((sale) => storedMoneyLeft(deps.sales, sale)),
  ...storedMoneyOf(basket.tenders),
];

/** Of all receipts whose goods come back. */
export const basketGivenBefore = (deps: SalesDep, basket: Basket): GivenBefore =>
  receiptsOf(deps, basket)
    .map((sale) => givenBefore(deps.sales.refundersOf(sale.id)))
    .reduce(addGiven, NOTHING_BEFORE);

const receiptsOf = (deps: SalesDep, basket: Basket): readonly Sale[] =>
  [...new Set(basket.returns.map((returned) => returned.receiptNumber))].flatMap((receiptNumber) => {
    const sale = deps.sales.findOfAnyTill(receiptNumber);
    return sale ? [sale] : [];
  });
