/** Owns how much of a basket is paid out, and in what: card money of the receipts whose goods come back goes first. */
import type { Basket } from "../../../domain/basket/basket.ts";
import { cardMoneyLeft } from "../../../domain/refund/card-money.ts";
import { refundPayout, type Payout, type PayoutWay } from "../../../domain/refund/refund-payout.ts";
import type { PricingDep, ProfileDep, SalesDep } from "../deps.ts";
import { dueOf } from "../pricing/amount-due.ts";

/** What is paid out of the basket as it stands, in that way. Nothing while something is due. */
export const basketPayout = (
  deps: SalesDep & PricingDep & ProfileDep,
  basket: Basket,
  way: PayoutWay,
): Payout => {
  const receipts = [...new Set(basket.returns.map((returned) => returned.receiptNumber))];
  const fromReceiptsMinor = receipts.reduce((sum, receiptNumber) => {
    const sale = deps.sales.findOfAnyTill(receiptNumber);
    return sale ? sum + cardMoneyLeft(deps.sales, sale) : sum;
  }, 0);
  const byCardMinor = basket.tenders.reduce(
    (sum, tender) => (tender.type === "CARD" && tender.state === "taken" ? sum + tender.amountMinor : sum),
    0,
  );
  return refundPayout({
    totalMinor: Math.max(0, -dueOf(deps, basket)),
    way,
    cardLeftMinor: Math.max(0, fromReceiptsMinor + byCardMinor),
    rounding: deps.profile.cashRounding,
    original: null,
  });
};
