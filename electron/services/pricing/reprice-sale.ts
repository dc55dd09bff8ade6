/**
 * Owns computing an old sale again, years later: from the trace and the release of offers that were stored with it, by
 * the same engine. Says whether today's engine finds what was charged then.
 */
import type { OfferRepository } from "../../../db/repositories/offers.ts";
import { currencyDecimals } from "../../../domain/money/decimal.ts";
import { priceBasket } from "../../../domain/pricing/price-basket.ts";
import type { PricingResult } from "../../../domain/pricing/pricing-result.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { returnedLines } from "../../../domain/sale/returned-goods.ts";
import type { SalesDep } from "../deps.ts";
import { offersOfRelease } from "../offers/offers-in-force.ts";
import { readSaleTrace } from "./sale-trace.ts";

export interface RepricedSale {
  readonly result: PricingResult;
  readonly currencyDecimals: number;
  /** What was charged then for the goods that were sold, before cash rounding and before taking off what came back. */
  readonly chargedMinor: number;
  readonly agrees: boolean;
}

export type RepriceError =
  | { readonly type: "UnknownReceipt" }
  /** A refund repeats what was paid; nothing was priced. */
  | { readonly type: "IsARefund" }
  | { readonly type: "NoTrace" }
  | { readonly type: "UnknownOffers"; readonly hash: string };

export const repriceSale = (
  deps: SalesDep & { readonly offerRepository: OfferRepository },
  receiptNumber: string,
): Result<RepricedSale, RepriceError> => {
  const sale = deps.sales.findByReceiptNumber(receiptNumber);
  if (!sale) {
    return err({ type: "UnknownReceipt" });
  }
  if (sale.kind === "refund") {
    return err({ type: "IsARefund" });
  }
  const trace = readSaleTrace(deps.sales.traceOf(sale.id));
  if (!trace) {
    return err({ type: "NoTrace" });
  }
  const decimals = currencyDecimals(sale.currency);
  const offers = offersOfRelease(
    { offerRepository: deps.offerRepository, currencyDecimals: decimals },
    trace.offersHash,
  );
  if (!offers) {
    return err({ type: "UnknownOffers", hash: trace.offersHash });
  }
  const result = priceBasket({
    currencyDecimals: decimals,
    store: trace.store,
    atMs: trace.pricedAtMs,
    selection: trace.selection,
    basket: trace.basket,
    manualDiscount: trace.manualDiscount,
    customer: trace.customer ?? null,
    payments: [],
    redeemPoints: null,
    coupons: trace.coupons ?? [],
    campaigns: offers.campaigns,
    couponDefinitions: trace.couponDefinitions ?? offers.couponDefinitions,
    usage: { campaigns: new Map(trace.usage?.campaigns), coupons: new Map(trace.usage?.coupons) },
    loyalty: trace.loyalty ?? null,
  });
  // What came back in an exchange was priced long ago.
  const chargedMinor = returnedLines(sale).reduce(
    (sum, line) => sum - line.totalMinor,
    sale.totals.totalMinor,
  );
  return ok({
    result,
    currencyDecimals: decimals,
    chargedMinor,
    agrees: result.totals.totalMinor === chargedMinor,
  });
};
