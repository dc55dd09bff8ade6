/**
 * Owns giving money back, by receipt or without one. What is refundable is read, and the refund written, in one
 * transaction that holds the write lock, so that two windows together never give back more than was sold.
 * A card refund is written to the audit log before the terminal is asked; one refund at a time per till, so nothing
 * can change between asking and writing.
 */
import type { CompletedSaleView } from "../../../contracts/ipc/payment.ts";
import type { RefundError, RefundQuote } from "../../../contracts/ipc/receipts.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import { refundPayout } from "../../../domain/refund/refund-payout.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { CardSlip, Sale, Tender, TenderType } from "../../../domain/sale/sale.ts";
import { auditActor } from "../checkout/change-basket.ts";
import type { Actor, AuditDep, DbDep, IdsDep, PricingDep, ProductsDep, TerminalDep } from "../deps.ts";
import { completedSaleView } from "../payment/complete-sale.ts";
import { recordSale, type RecordedSale, type RecordSaleDeps } from "../payment/record-sale.ts";
import { buildRefund, type ReturnedLine } from "./build-refund.ts";
import { refundOfReceipt, type ReceiptRefund, type WantedLine } from "./refund-lines.ts";
import { returnedProducts, type ReturnedProduct } from "./returned-products.ts";

export type RefundDeps = RecordSaleDeps & AuditDep & DbDep & IdsDep & TerminalDep & ProductsDep & PricingDep;

export interface RefundRequest {
  readonly tender: TenderType;
  readonly reason: string;
  /** Makes a repeated request a no-op: a refund with this id exists once. */
  readonly requestId: string;
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
  request: RefundRequest & { readonly receiptNumber: string; readonly lines: readonly WantedLine[] },
): Promise<Result<CompletedSaleView, RefundError>> =>
  refund(deps, actor, {
    request,
    plan: () => {
      const found = refundOfReceipt(deps, request.receiptNumber, request.lines);
      return found.ok
        ? ok({
            lines: found.value.lines.map((line) => returnedLine(found.value.sale, line)),
            payableMinor: receiptPayout(deps, found.value, request.tender),
            customerRef: found.value.sale.customerRef,
            pricesIncludeTax: found.value.sale.pricesIncludeTax,
          })
        : found;
    },
  });

export const refundWithoutReceipt = (
  deps: RefundDeps,
  actor: Actor,
  request: RefundRequest & { readonly lines: readonly ReturnedProduct[] },
): Promise<Result<CompletedSaleView, RefundError>> =>
  refund(deps, actor, {
    request,
    plan: () => {
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
    },
  });

/** Databases of this process with a card refund at the terminal: one at a time. */
const cardRefundsUnderWay = new WeakSet<object>();

interface RefundPlan {
  readonly lines: readonly ReturnedLine[];
  readonly payableMinor: number;
  readonly customerRef: string | null;
  readonly pricesIncludeTax: boolean;
}

interface RefundJob {
  readonly request: RefundRequest;
  readonly plan: () => Result<RefundPlan, RefundError>;
}

const refund = async (
  deps: RefundDeps,
  actor: Actor,
  job: RefundJob,
): Promise<Result<CompletedSaleView, RefundError>> => {
  if (job.request.reason === "") {
    return err({ type: "ReasonMissing" });
  }
  const planned = job.plan();
  if (!planned.ok) {
    return planned;
  }
  const { payableMinor } = planned.value;
  const card =
    job.request.tender === "CARD" && payableMinor > 0
      ? await refundToCard(deps, actor, { job, payableMinor })
      : ok(null);
  if (!card.ok) {
    return card;
  }
  const recorded = writeRefund(deps, actor, { job, slip: card.value });
  if (!recorded.ok) {
    return recorded;
  }
  deps.printing.wake();
  return ok(completedSaleView(recorded.value));
};

const refundToCard = async (
  deps: RefundDeps,
  actor: Actor,
  ask: { readonly job: RefundJob; readonly payableMinor: number },
): Promise<Result<CardSlip, RefundError>> => {
  const { requestId, reason } = ask.job.request;
  if (cardRefundsUnderWay.has(deps.db)) {
    return err({ type: "TerminalBusy" });
  }
  cardRefundsUnderWay.add(deps.db);
  deps.audit.append({
    ...auditActor(actor),
    action: "refund.card.asked",
    subject: `refund ${requestId}`,
    before: null,
    after: { payableMinor: ask.payableMinor },
    reason,
  });
  const answer = await deps.terminal
    .refund({ amountMinor: ask.payableMinor, currency: deps.profile.currency, reference: requestId })
    .finally(() => cardRefundsUnderWay.delete(deps.db));
  if (answer.ok) {
    return answer;
  }
  return answer.error.type === "declined"
    ? err({ type: "CardDeclined", reason: answer.error.reason })
    : err({ type: "TerminalUnreachable" });
};

const writeRefund = (
  deps: RefundDeps,
  actor: Actor,
  write: { readonly job: RefundJob; readonly slip: CardSlip | null },
): Result<RecordedSale, RefundError> =>
  inTransaction(deps.db, () => {
    // Asked again under the write lock: another window may have refunded the same goods meanwhile.
    const plan = write.job.plan();
    if (!plan.ok) {
      return plan;
    }
    const { request } = write.job;
    return ok(
      recordSale(deps, {
        basketId: `refund-${request.requestId}`,
        trace: { withoutReceipt: plan.value.lines.every((line) => line.refunds === null) },
        build: (receiptNumber): Sale =>
          buildRefund({
            ...plan.value,
            id: deps.ids.next(),
            receiptNumber,
            atMs: deps.clock.nowMs(),
            actor,
            profile: deps.profile,
            tender: tenderOf(deps, request.tender, { payableMinor: plan.value.payableMinor, slip: write.slip }),
            reason: request.reason,
          }),
      }),
    );
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

const receiptPayout = (deps: RefundDeps, refund: ReceiptRefund, tender: TenderType): number => {
  const before = deps.sales.refundSums(refund.sale.id);
  return refundPayout({
    totalMinor: refund.totalMinor,
    inCash: tender === "CASH",
    rounding: deps.profile.cashRounding,
    original: {
      totalMinor: refund.sale.totals.totalMinor,
      payableMinor: refund.sale.totals.payableMinor,
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
