/**
 * Owns giving money back, by receipt or without one. What is refundable is read, and the refund written, in one
 * transaction that holds the write lock, so that two windows together never give back more than was sold.
 * While the terminal gives money back, nothing else is refunded: nothing can change between asking and writing.
 */
import type { CompletedSaleView, PaymentFailure } from "../../../contracts/ipc/payment.ts";
import type { RefundError, RefundQuote } from "../../../contracts/ipc/receipts.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { OpenCardRefund } from "../../../db/repositories/card-refunds.ts";
import { refundPayout } from "../../../domain/refund/refund-payout.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { CardSlip, Sale, Tender, TenderType, UnrecordedSale } from "../../../domain/sale/sale.ts";
import type { Actor, IdsDep, PricingDep, ProductsDep } from "../deps.ts";
import { completedSaleView } from "../payment/complete-sale.ts";
import { recordSale, type RecordedSale, type RecordSaleDeps } from "../payment/record-sale.ts";
import { buildRefund, type ReturnedLine } from "./build-refund.ts";
import { refundToCard, settleCardRefund, type CardRefundDeps } from "./card-refund.ts";
import { refundOfReceipt, type ReceiptRefund, type WantedLine } from "./refund-lines.ts";
import { returnedProducts, type ReturnedProduct } from "./returned-products.ts";

export type RefundDeps = RecordSaleDeps & CardRefundDeps & IdsDep & ProductsDep & PricingDep;

/** Plain data: a card refund is kept as JSON until its record is written. */
interface RefundRequest {
  readonly tender: TenderType;
  readonly reason: string;
  /** Makes a repeated request a no-op: a refund with this id exists once. */
  readonly requestId: string;
}

export interface ReceiptRefundRequest extends RefundRequest {
  readonly receiptNumber: string;
  readonly lines: readonly WantedLine[];
}

export interface ProductRefundRequest extends RefundRequest {
  readonly receiptNumber: null;
  readonly lines: readonly ReturnedProduct[];
}

/** What would be paid out, without doing anything. */
export const quoteRefund = (
  deps: RefundDeps,
  receiptNumber: string,
  lines: readonly WantedLine[],
): Result<RefundQuote, RefundError> => {
  const refund = refundOfReceipt(deps, receiptNumber, lines);
  if (!refund.ok) {
    return refund;
  }
  return ok({
    totalMinor: receiptPayout(deps, refund.value, "CARD"),
    inCashMinor: receiptPayout(deps, refund.value, "CASH"),
    lines: refund.value.lines.map((line) => ({
      lineNumber: line.line.lineNumber,
      totalMinor: line.totalMinor,
    })),
  });
};

export const refundByReceipt = (
  deps: RefundDeps,
  actor: Actor,
  request: ReceiptRefundRequest,
): Promise<Result<CompletedSaleView, RefundError>> => refund(deps, actor, request);

export const refundWithoutReceipt = (
  deps: RefundDeps,
  actor: Actor,
  request: Omit<ProductRefundRequest, "receiptNumber">,
): Promise<Result<CompletedSaleView, RefundError>> =>
  refund(deps, actor, { ...request, receiptNumber: null });

/** Clears up, with the terminal, a card refund that a crash left open. Nothing happens when there is none. */
export const settleOpenRefund = (deps: RefundDeps): Promise<Result<null, PaymentFailure>> =>
  deps.terminalTurn.take(() => settleCardRefund(deps, (open, slip) => writeOpen(deps, open, slip)));

type AnyRefund = ReceiptRefundRequest | ProductRefundRequest;

const planOf = (deps: RefundDeps, request: AnyRefund): Result<RefundPlan, RefundError> =>
  request.receiptNumber === null ? planProducts(deps, request) : planReceipt(deps, request);

const planReceipt = (deps: RefundDeps, request: ReceiptRefundRequest): Result<RefundPlan, RefundError> => {
  const found = refundOfReceipt(deps, request.receiptNumber, request.lines);
  return found.ok
    ? ok({
        lines: found.value.lines.map((line) => returnedLine(found.value.sale, line)),
        payableMinor: receiptPayout(deps, found.value, request.tender),
        customerRef: found.value.sale.customerRef,
        pricesIncludeTax: found.value.sale.pricesIncludeTax,
      })
    : found;
};

const planProducts = (deps: RefundDeps, request: ProductRefundRequest): Result<RefundPlan, RefundError> => {
  const lines = returnedProducts(deps, request.lines);
  return lines.ok
    ? ok({
        lines: lines.value,
        payableMinor: refundPayout({
          totalMinor: lines.value.reduce((sum, line) => sum + line.totalMinor, 0),
          inCash: request.tender === "CASH",
          rounding: deps.profile.cashRounding,
          original: null,
        }),
        customerRef: null,
        pricesIncludeTax: deps.profile.pricesIncludeTax,
      })
    : lines;
};

interface RefundPlan {
  readonly lines: readonly ReturnedLine[];
  readonly payableMinor: number;
  readonly customerRef: string | null;
  readonly pricesIncludeTax: boolean;
}

const refund = async (
  deps: RefundDeps,
  actor: Actor,
  request: AnyRefund,
): Promise<Result<CompletedSaleView, RefundError>> => {
  if (request.reason === "") {
    return err({ type: "ReasonMissing" });
  }
  if (!deps.shifts.currentFor(actor)) {
    return err({ type: "NoShiftOpen" });
  }
  if (request.tender === "CARD" || deps.cardRefunds.open()) {
    return deps.terminalTurn.take(() => refundWithTerminal(deps, actor, request));
  }
  // The goods may be the very ones that the terminal gives the money back for.
  return deps.terminalTurn.isTaken()
    ? err({ type: "TerminalBusy" })
    : finish(deps, write(deps, actor, { request, slip: null }));
};

const refundWithTerminal = async (
  deps: RefundDeps,
  actor: Actor,
  request: AnyRefund,
): Promise<Result<CompletedSaleView, RefundError>> => {
  const open = deps.cardRefunds.open();
  const settled = await settleCardRefund(deps, (left, slip) => writeOpen(deps, left, slip));
  if (!settled.ok && (request.tender === "CARD" || open?.receiptNumber === request.receiptNumber)) {
    return settled;
  }
  const planned = planOf(deps, request);
  if (!planned.ok) {
    return planned;
  }
  const { payableMinor } = planned.value;
  if (request.tender === "CASH" || payableMinor === 0) {
    return finish(deps, write(deps, actor, { request, slip: null }));
  }
  const card = await refundToCard(deps, actor, {
    requestId: request.requestId,
    receiptNumber: request.receiptNumber,
    payableMinor,
    requestJson: JSON.stringify({ actor, request } satisfies KeptRefund),
    reason: request.reason,
  });
  if (!card.ok) {
    return card;
  }
  const written = write(deps, actor, { request, slip: card.value });
  if (!written.ok) {
    deps.cardRefunds.end(request.requestId);
  }
  return finish(deps, written);
};

interface KeptRefund {
  readonly actor: Actor;
  readonly request: AnyRefund;
}

/** Only `refundWithTerminal` writes what is read here. */
const writeOpen = (deps: RefundDeps, open: OpenCardRefund, slip: CardSlip): Result<unknown, RefundError> => {
  const { actor, request } = JSON.parse(open.requestJson) as KeptRefund;
  return finish(deps, write(deps, actor, { request, slip }));
};

const finish = (
  deps: RefundDeps,
  recorded: Result<RecordedSale, RefundError>,
): Result<CompletedSaleView, RefundError> => {
  if (!recorded.ok) {
    return recorded;
  }
  deps.printing.wake();
  return ok(completedSaleView(recorded.value));
};

const write = (
  deps: RefundDeps,
  actor: Actor,
  wanted: { readonly request: AnyRefund; readonly slip: CardSlip | null },
): Result<RecordedSale, RefundError> =>
  inTransaction(deps.db, () => {
    // Read under the write lock: another window may have refunded the same goods meanwhile.
    const { request } = wanted;
    const plan = planOf(deps, request);
    if (!plan.ok) {
      return plan;
    }
    deps.cardRefunds.end(request.requestId);
    return recordSale(deps, {
      trace: { withoutReceipt: plan.value.lines.every((line) => line.refunds === null) },
      build: (receiptNumber): UnrecordedSale =>
        buildRefund({
          ...plan.value,
          id: request.requestId,
          receiptNumber,
          atMs: deps.clock.nowMs(),
          actor,
          profile: deps.profile,
          tender: tenderOf(deps, request.tender, {
            payableMinor: plan.value.payableMinor,
            slip: wanted.slip,
          }),
          reason: request.reason,
        }),
    });
  });

const tenderOf = (
  deps: IdsDep,
  type: TenderType,
  paid: { readonly payableMinor: number; readonly slip: CardSlip | null },
): Tender | null =>
  paid.payableMinor === 0
    ? null
    : {
        id: deps.ids.next(),
        type,
        amountMinor: -paid.payableMinor,
        tenderedMinor: -paid.payableMinor,
        changeMinor: 0,
        card: paid.slip,
      };

const receiptPayout = (deps: RefundDeps, { sale, totalMinor }: ReceiptRefund, tender: TenderType): number => {
  const before = deps.sales.refundSums(sale.id);
  return refundPayout({
    totalMinor,
    inCash: tender === "CASH",
    rounding: deps.profile.cashRounding,
    original: {
      totalMinor: sale.totals.totalMinor,
      payableMinor: sale.totals.payableMinor,
      refundedTotalMinor: before.totalMinor,
      refundedPayableMinor: before.payableMinor,
    },
  });
};

const returnedLine = (sale: Sale, refunded: ReceiptRefund["lines"][number]): ReturnedLine => ({
  ...refunded,
  source: refunded.line,
  refunds: { saleId: sale.id, receiptNumber: sale.receiptNumber, lineNumber: refunded.line.lineNumber },
});
