/** Owns what the screen shows of a basket: lines, prices, offers and what is due. Decides nothing. */
import type {
  BasketLineView,
  BasketReturnView,
  BasketTenderView,
  BasketView,
  DiscountView,
  PayOutView,
} from "../../../contracts/ipc/basket.ts";
import { returnsTotalMinor, type BasketReturn } from "../../../domain/basket/basket-returns.ts";
import {
  countItems,
  liveLines,
  type Basket,
  type BasketLine,
  type BasketTender,
} from "../../../domain/basket/basket.ts";
import { currencyDecimals } from "../../../domain/money/decimal.ts";
import { mulDivRound } from "../../../domain/money/ratio.ts";
import { roundCash } from "../../../domain/payment/cash-rounding.ts";
import { quickCash } from "../../../domain/payment/quick-cash.ts";
import type { LineDiscount, PricedLine } from "../../../domain/pricing/pricing-result.ts";
import { askedPrices, type PricedBasket } from "./basket-pricing.ts";
import type { SaleTax } from "../../../domain/sale/sale.ts";
import { basketCustomerView } from "../customers/customer-views.ts";
import type {
  ClockDep,
  CustomersDep,
  LoyaltyDep,
  MembershipsDep,
  ReferralsDep,
  PricingDep,
  ProfileDep,
  SalesDep,
} from "../deps.ts";
import { basketPointsView } from "../loyalty/basket-points.ts";
import { returnedLineNow } from "../exchange/basket-returned-lines.ts";
import { basketPayout } from "../exchange/basket-payout.ts";
import { mergedTaxes } from "../refund/build-refund.ts";
import { dueOf, paidOf, totalOf } from "./amount-due.ts";
import { offerLabel } from "./offer-label.ts";
import { offersView } from "./offers-view.ts";

export type BasketViewDeps = PricingDep &
  ProfileDep &
  SalesDep &
  CustomersDep &
  LoyaltyDep &
  MembershipsDep &
  ReferralsDep &
  ClockDep;

export const basketView = (deps: BasketViewDeps, basket: Basket): BasketView => {
  const priced = deps.pricing.price(basket);
  const { totals, taxes } = priced.result;
  const pricedById = new Map(priced.result.lines.map((line) => [line.id, line]));
  const label = (code: string | null): string => offerLabel(priced.offers, code);
  const paidMinor = paidOf(basket);
  const totalMinor = totalOf(deps, basket);
  const dueMinor = dueOf(deps, basket);
  const returnedTaxMinor = basket.returns.reduce((sum, returned) => sum + returned.taxMinor, 0);
  const dueInCashMinor = roundCash(dueMinor, deps.profile.cashRounding);
  const { currency } = deps.profile;
  return {
    id: basket.id,
    revision: basket.revision,
    customer: basketCustomerView(deps, basket.customerRef),
    points: basketPointsView(deps, basket),
    lines: basket.lines.map((line) => ({
      ...lineView(line, pricedById.get(line.id), label),
      ...askedPrices(line, basket, deps.profile.pricesIncludeTax),
    })),
    lastLineId: basket.lastLineId,
    manualDiscount: manualView(basket, priced),
    ageCheck: basket.ageCheck && { minAge: basket.ageCheck.minAge, method: basket.ageCheck.method },
    taxExemption: basket.taxExemption,
    itemCount: countItems(basket),
    grossMinor: totals.grossMinor,
    savedMinor: totals.discountMinor,
    taxMinor: totals.taxMinor - returnedTaxMinor,
    taxes: basket.returns.length === 0 ? taxes : mergedTaxes(taxes, returnedTaxes(deps, basket)),
    returns: basket.returns.map((returned) => returnView(deps, returned)),
    returnsMinor: returnsTotalMinor(basket),
    totalMinor,
    tenders: basket.tenders.map(tenderView),
    paidMinor,
    dueMinor,
    dueInCashMinor,
    quickCashMinor: quickCash({
      dueMinor: dueInCashMinor,
      currency,
      currencyDecimals: currencyDecimals(currency),
    }),
    payOut: dueMinor < 0 && basket.returns.length > 0 ? payOutView(deps, basket) : null,
    ...offersView(priced, basket),
  };
};

const payOutView = (deps: PricingDep & ProfileDep & SalesDep, basket: Basket): PayOutView => ({
  asPaid: basketPayout(deps, basket, "SAME"),
  inCashMinor: basketPayout(deps, basket, "CASH").cashMinor,
  toCardMinor: basketPayout(deps, basket, "CARD").cardMinor,
});

const returnView = (deps: SalesDep, returned: BasketReturn): BasketReturnView => ({
  id: returned.id,
  receiptNumber: returned.receiptNumber,
  name: returned.name,
  sku: returned.sku,
  unit: returned.unit,
  quantityMilli: returned.quantityMilli,
  totalMinor: returned.totalMinor,
  reason: returned.reason,
  changed: returnedLineNow(deps, returned) === null,
});

const returnedTaxes = (deps: ProfileDep, basket: Basket): readonly SaleTax[] =>
  basket.returns.map(({ taxRateBp, netMinor, taxMinor }) => ({
    rateBp: taxRateBp,
    baseMinor: 0 - (deps.profile.pricesIncludeTax ? netMinor - taxMinor : netMinor),
    taxMinor: 0 - taxMinor,
  }));

type Label = (code: string | null) => string;

const lineView = (
  line: BasketLine,
  priced: PricedLine | undefined,
  label: Label,
): Omit<BasketLineView, keyof ReturnType<typeof askedPrices>> => ({
  id: line.id,
  productId: line.product.id,
  sku: line.product.sku,
  barcode: line.barcode,
  name: line.product.name,
  unit: line.product.unit,
  quantityMilli: line.quantityMilli,
  onSale: line.product.onSale,
  grossMinor: priced?.grossMinor ?? 0,
  netMinor: priced?.netMinor ?? 0,
  discounts: (priced?.discounts ?? []).map((discount) => discountView(discount, line, label)),
  voided: line.voidReason !== null,
  minAge: line.product.minAge,
  depositOfLineId: line.depositOfLineId,
  note: line.note,
});

const discountView = (discount: LineDiscount, line: BasketLine, label: Label): DiscountView => {
  const code = discount.campaign ?? discount.coupon ?? discount.tier;
  return {
    kind: discount.manual ? "manual" : discount.campaign ? "campaign" : discount.coupon ? "coupon" : "tier",
    code,
    label: discount.manual ? (line.discount?.reason ?? "") : label(code),
    amountMinor: discount.amountMinor,
  };
};

/** The basket's own part of the manual discounts: all of them less what the lines' own discounts took first. */
const manualView = (basket: Basket, priced: PricedBasket): DiscountView | null => {
  if (!basket.manualDiscount) {
    return null;
  }
  const sum = (figures: readonly number[]): number => figures.reduce((a, b) => a + b, 0);
  const allMinor = sum(
    priced.result.lines.flatMap((line) =>
      line.discounts.filter((discount) => discount.manual).map((discount) => discount.amountMinor),
    ),
  );
  const grossById = new Map(priced.result.lines.map((line) => [line.id, line.grossMinor]));
  const ownMinor = sum(liveLines(basket).map((line) => ownDiscount(line, grossById.get(line.id) ?? 0)));
  return {
    kind: "manual",
    code: null,
    label: basket.manualDiscount.reason ?? "",
    amountMinor: allMinor - ownMinor,
  };
};

const ownDiscount = ({ discount }: BasketLine, grossMinor: number): number => {
  if (!discount) {
    return 0;
  }
  return "percentBp" in discount
    ? mulDivRound(grossMinor, discount.percentBp, 10_000)
    : Math.min(discount.amountMinor, grossMinor);
};

const tenderView = (tender: BasketTender): BasketTenderView => ({
  id: tender.id,
  type: tender.type,
  amountMinor: tender.amountMinor,
  card: tender.card,
  state: tender.state === "taken" ? "taken" : "unknown",
});
