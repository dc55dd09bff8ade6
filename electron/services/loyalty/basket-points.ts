/** Owns what the open basket means in points: what it earns, how many may pay for it, and what goes back for its returns. */
import type { BasketPointsView } from "../../../contracts/ipc/loyalty.ts";
import type { Basket } from "../../../domain/basket/basket.ts";
import { divide } from "../../../domain/money/ratio.ts";
import { priceBasket } from "../../../domain/pricing/price-basket.ts";
import { redeemUpTo, type Redemption } from "../../../domain/pricing/rewards/redeem-points.ts";
import type { Tender } from "../../../domain/sale/sale.ts";
import type { ClockDep, CustomersDep, LoyaltyDep, PricingDep, SalesDep } from "../deps.ts";
import { dueOf, payableOf } from "../pricing/amount-due.ts";
import type { PricedBasket } from "../pricing/basket-pricing.ts";
import { pointsView } from "./loyalty-views.ts";
import { memberOf, type SalePoints } from "./sale-points.ts";

type BasketPointsDeps = LoyaltyDep & PricingDep & SalesDep & ClockDep & Pick<CustomersDep, "customers">;

export const basketPointsView = (deps: BasketPointsDeps, basket: Basket): BasketPointsView | null => {
  const view = pointsView(deps, basket.customerRef);
  return (
    view && {
      ...view,
      earns: salePointsOf(deps.pricing.price(basket), basket)?.earned ?? 0,
      redeemable: redeemableNow(deps, basket, null),
    }
  );
};

/** The most points up to `wanted` that may pay for what is due; null: none. */
export const redeemableNow = (
  deps: BasketPointsDeps,
  basket: Basket,
  wanted: number | null,
): Redemption | null => {
  const { loyalty } = deps.pricing.price(basket).input;
  const account = memberOf(deps, basket.customerRef);
  const dueMinor = dueOf(deps, basket);
  if (!account || !loyalty?.redeem || dueMinor <= 0 || basket.tenders.some(({ type }) => type === "POINTS")) {
    return null;
  }
  const forDue = divide(dueMinor, loyalty.redeem.points, loyalty.redeem.valueMinor).whole;
  const taken = redeemUpTo(Math.min(wanted ?? forDue, forDue), payableOf(deps, basket), {
    loyalty,
    customer: { points: Math.max(0, account.points) },
  });
  return taken.points === 0 ? null : taken;
};

/** What the sale earns and redeems, once it is known how it is paid; null: nobody who takes part. */
export const salePointsOf = (
  { input, result }: PricedBasket,
  {
    tenders,
  }: {
    readonly tenders: readonly (Pick<Tender, "type" | "amountMinor"> & { readonly reference?: string })[];
  },
): SalePoints | null => {
  const { customer } = input;
  if (input.loyalty === null || customer === null) {
    return null;
  }
  const redeemed = tenders.reduce(
    (sum, { type, reference }) => (type === "POINTS" ? sum + Number(reference ?? 0) : sum),
    0,
  );
  const giftCards = tenders.filter(({ type, amountMinor }) => type === "GIFT_CARD" && amountMinor > 0);
  if (redeemed === 0 && giftCards.length === 0) {
    return { earned: result.points.earned, redeemed };
  }
  // The same engine, now that it is known what pays: points and gift cards earn nothing.
  const { points } = priceBasket({
    ...input,
    customer: { ...customer, points: Math.max(customer.points, redeemed) },
    redeemPoints: redeemed === 0 ? null : redeemed,
    payments: giftCards.map(({ amountMinor }) => ({ type: "GIFT_CARD", amountMinor })),
  });
  return { earned: points.earned, redeemed };
};
