/**
 * Owns what a refund will be, without doing anything: which lines, and what is paid out in what. Plans are made twice,
 * once to show or to ask the terminal, and again inside the transaction that records the refund.
 */
import type { RefundError, RefundQuote } from "../../../contracts/ipc/receipts.ts";
import { cardMoneyLeft } from "../../../domain/refund/card-money.ts";
import { givenBefore, NOTHING_BEFORE, type GivenBefore } from "../../../domain/refund/given-before.ts";
import { refundPayout, type Payout, type PayoutWay } from "../../../domain/refund/refund-payout.ts";
import { storedMoneyLeft, sumOfStored, type StoredMoney } from "../../../domain/refund/stored-money.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { soldLines } from "../../../domain/sale/returned-goods.ts";
import type { CustomersDep, LoyaltyDep, PricingDep, ProductsDep, ProfileDep, SalesDep } from "../deps.ts";
import type { ReturnedLine } from "./build-refund.ts";
import type { LowestPriceDeps } from "./lowest-price.ts";
import { pointsBackBefore, pointsBackFor, pointsMoneyBack, pointsPaidOf } from "../loyalty/sale-points.ts";
import {
  refundOfReceipt,
  returnedLinesOf,
  type ReceiptRefund,
  type RefundLine,
  type WantedLine,
} from "./refund-lines.ts";
import { returnedProducts, type ReturnedProduct } from "./returned-products.ts";

export type RefundPlanDeps = SalesDep & ProductsDep & PricingDep & ProfileDep & LowestPriceDeps;

/** Plain data: a card refund is kept as JSON until its record is written. */
interface RefundRequest {
  readonly tender: PayoutWay;
  readonly reason: string;
  /** Makes a repeated request a no-op: a refund with this id exists once. */
  readonly requestId: string;
  /** What the audit log calls it. */
  readonly action: "refund.create" | "sale.void";
}

export interface ReceiptRefundRequest extends RefundRequest {
  readonly receiptNumber: string;
  readonly lines: readonly WantedLine[];
}

export interface ProductRefundRequest extends RefundRequest {
  readonly receiptNumber: null;
  readonly lines: readonly ReturnedProduct[];
  /** "asEntered": for sales of another system that are played again; a person never chooses it. */
  readonly price: "atMostTheLowest" | "asEntered";
}

export type AnyRefund = ReceiptRefundRequest | ProductRefundRequest;

/** `pointsMinor`: the money that points had paid; they go back as points. */
export interface PlannedPayout extends Payout {
  readonly pointsMinor: number;
}

export interface RefundPlan {
  readonly lines: readonly ReturnedLine[];
  readonly payout: PlannedPayout;
  /** What the payout would be if it went back as it was paid. */
  readonly asPaid: PlannedPayout;
  readonly before: GivenBefore;
  /** The gift cards and credits that what goes back onto them goes to. */
  readonly cards: readonly StoredMoney[];
  readonly customerRef: string | null;
  readonly pricesIncludeTax: boolean;
}

export const planRefund = (deps: RefundPlanDeps, request: AnyRefund): Result<RefundPlan, RefundError> =>
  request.receiptNumber === null ? planProducts(deps, request) : planReceipt(deps, request);

/** What would be paid out in each way. */
export const quoteRefund = (
  deps: RefundPlanDeps & LoyaltyDep & CustomersDep,
  receiptNumber: string,
  lines: readonly WantedLine[],
): Result<RefundQuote, RefundError> => {
  const refund = refundOfReceipt(deps, receiptNumber, lines);
  if (!refund.ok) {
    return refund;
  }
  const ways = payoutsOf(deps, refund.value);
  const { pointsMinor, ...asPaid } = ways("SAME");
  const points = pointsBackFor(deps, refund.value.sale.id, refund.value.lines.map(lineBack));
  return ok({
    ...(pointsMinor === 0 ? {} : { pointsMinor }),
    ...(points === null ? {} : { points }),
    totalMinor: ways("CARD").cardMinor,
    inCashMinor: ways("CASH").cashMinor,
    asPaid,
    lines: refund.value.lines.map((line) => ({
      lineNumber: line.line.lineNumber,
      totalMinor: line.totalMinor,
    })),
  });
};

const planReceipt = (
  deps: RefundPlanDeps,
  request: ReceiptRefundRequest,
): Result<RefundPlan, RefundError> => {
  const found = refundOfReceipt(deps, request.receiptNumber, request.lines);
  if (!found.ok) {
    return found;
  }
  const ways = payoutsOf(deps, found.value);
  return ok({
    lines: returnedLinesOf(found.value),
    payout: ways(request.tender),
    asPaid: ways("SAME"),
    before: givenBefore(deps.sales.refundersOf(found.value.sale.id)),
    cards: request.tender === "SAME" ? storedMoneyLeft(deps.sales, found.value.sale) : [],
    customerRef: found.value.sale.customerRef,
    pricesIncludeTax: found.value.sale.pricesIncludeTax,
  });
};

const planProducts = (
  deps: RefundPlanDeps,
  request: ProductRefundRequest,
): Result<RefundPlan, RefundError> => {
  const lines = returnedProducts(deps, request.lines, request.price);
  if (!lines.ok) {
    return lines;
  }
  const payout = {
    pointsMinor: 0,
    ...refundPayout({
      totalMinor: lines.value.reduce((sum, line) => sum + line.totalMinor, 0),
      way: request.tender,
      storedLeftMinor: 0,
      cardLeftMinor: 0,
      rounding: deps.profile.cashRounding,
      original: null,
    }),
  };
  return ok({
    lines: lines.value,
    payout,
    asPaid: payout,
    before: NOTHING_BEFORE,
    cards: [],
    customerRef: null,
    pricesIncludeTax: deps.profile.pricesIncludeTax,
  });
};

const payoutsOf = (
  deps: RefundPlanDeps,
  { sale, totalMinor, lines }: ReceiptRefund,
): ((way: PayoutWay) => PlannedPayout) => {
  const before = deps.sales.refundersOf(sale.id);
  const soldMinor = soldLines(sale).reduce((sum, line) => sum + line.totalMinor, 0);
  const storedLeftMinor = sumOfStored(storedMoneyLeft(deps.sales, sale));
  const cardLeftMinor = cardMoneyLeft(deps.sales, sale);
  // What points paid goes back as points; the rest is shared out as if they had never been there.
  const pointsPaidMinor = pointsPaidOf(sale);
  const refundedMinor = before.reduce((sum, refunder) => sum + refunder.returnedMinor, 0);
  const pointsBackMinor = pointsPaidMinor === 0 ? 0 : pointsBackBefore(deps, sale);
  const refundedTotalMinor = refundedMinor - pointsBackMinor;
  const pointsMinor = pointsMoneyBack(deps, sale, lines.map(lineBack));
  // An exchange gives credit to the cent; only a refund's own payout was rounded.
  const roundedMinor = before.reduce(
    (sum, refunder) => (refunder.kind === "refund" ? sum + refunder.roundingMinor : sum),
    0,
  );
  return (way) => ({
    pointsMinor,
    ...refundPayout({
      totalMinor: totalMinor - pointsMinor,
      way,
      storedLeftMinor,
      cardLeftMinor,
      rounding: deps.profile.cashRounding,
      original: {
        totalMinor: soldMinor - pointsPaidMinor,
        payableMinor: soldMinor - pointsPaidMinor + sale.totals.roundingMinor,
        refundedTotalMinor,
        refundedPayableMinor: refundedTotalMinor - roundedMinor,
      },
    }),
  });
};

const lineBack = ({ line, quantityMilli }: RefundLine) => ({ lineNumber: line.lineNumber, quantityMilli });
