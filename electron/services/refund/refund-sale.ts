/**
 * Owns giving money back, by receipt or without one. What is refundable is read, and the refund written, in one
 * transaction that holds the write lock, so that two windows together never give back more than was sold.
 * While the terminal gives money back, nothing else is refunded: nothing can change between asking and writing.
 */
import type { CompletedSaleView, PaymentFailure } from "../../../contracts/ipc/payment.ts";
import type { RefundError } from "../../../contracts/ipc/receipts.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { OpenCardRefund } from "../../../db/repositories/card-refunds.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { CardSlip, UnrecordedSale } from "../../../domain/sale/sale.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import type { Actor, IdsDep } from "../deps.ts";
import { completedSaleView } from "../payment/complete-sale.ts";
import { recordSale, type RecordedSale, type RecordSaleDeps } from "../payment/record-sale.ts";
import { buildRefund, type RefundPeople } from "./build-refund.ts";
import { endUnrecorded, refundToCard, settleCardRefund, type CardRefundDeps } from "./card-refund.ts";
import { authoriseRefund } from "./refund-rights.ts";
import { returnProblem } from "./return-problem.ts";
import { payoutTenders } from "./payout-tenders.ts";
import {
  planRefund,
  type AnyRefund,
  type ProductRefundRequest,
  type ReceiptRefundRequest,
  type RefundPlan,
  type RefundPlanDeps,
} from "./refund-plan.ts";

export type RefundDeps = RecordSaleDeps & CardRefundDeps & IdsDep & RefundPlanDeps;

export const refundByReceipt = (
  deps: RefundDeps,
  actor: Actor,
  request: ReceiptRefundRequest,
): Promise<Result<CompletedSaleView, RefundError | Refusal>> => refund(deps, actor, request);

export const refundWithoutReceipt = (
  deps: RefundDeps,
  actor: Actor,
  request: Omit<ProductRefundRequest, "receiptNumber">,
): Promise<Result<CompletedSaleView, RefundError | Refusal>> =>
  refund(deps, actor, { ...request, receiptNumber: null });

/** Clears up, with the terminal, a card refund that a crash left open. Nothing happens when there is none. */
export const settleOpenRefund = (deps: RefundDeps): Promise<Result<null, PaymentFailure>> =>
  deps.terminalTurn.take(() => settleCardRefund(deps, (open, slip) => writeOpen(deps, open, slip)));

const refund = async (
  deps: RefundDeps,
  actor: Actor,
  request: AnyRefund,
): Promise<Result<CompletedSaleView, RefundError | Refusal>> => {
  if (request.reason === "") {
    return err({ type: "ReasonMissing" });
  }
  if (!deps.shifts.currentFor(actor)) {
    return err({ type: "NoShiftOpen" });
  }
  if (request.tender !== "CASH" || deps.cardRefunds.open()) {
    return deps.terminalTurn.take(() => refundWithTerminal(deps, actor, request));
  }
  // The goods may be the very ones that the terminal gives the money back for.
  return deps.terminalTurn.isTaken()
    ? err({ type: "TerminalBusy" })
    : finish(deps, write(deps, { by: actor, request, slip: null }));
};

const refundWithTerminal = async (
  deps: RefundDeps,
  actor: Actor,
  request: AnyRefund,
): Promise<Result<CompletedSaleView, RefundError | Refusal>> => {
  const open = deps.cardRefunds.open();
  const settled = await settleCardRefund(deps, (left, slip) => writeOpen(deps, left, slip));
  if (!settled.ok && open?.receiptNumber === request.receiptNumber) {
    return settled;
  }
  const planned = planRefund(deps, request);
  if (!planned.ok) {
    return planned;
  }
  const payableMinor = planned.value.payout.cardMinor;
  if (payableMinor > 0 && !settled.ok) {
    return settled;
  }
  if (payableMinor === 0) {
    return finish(deps, write(deps, { by: actor, request, slip: null }));
  }
  const allowed = authorisePlan(actor, request, planned.value);
  if (!allowed.ok) {
    return allowed;
  }
  const problem = returnProblem(deps, planned.value.lines);
  if (problem) {
    return err(problem);
  }
  const asked = {
    requestId: request.requestId,
    receiptNumber: request.receiptNumber,
    payableMinor,
    requestJson: JSON.stringify({ actor: peopleOf(actor), request } satisfies KeptRefund),
  };
  const card = await refundToCard(deps, actor, { ...asked, reason: request.reason });
  if (!card.ok) {
    return card;
  }
  const written = write(deps, { by: actor, request, slip: card.value });
  if (!written.ok) {
    endUnrecorded(deps, asked);
  }
  return finish(deps, written);
};

const authorisePlan = (actor: Actor, request: AnyRefund, plan: RefundPlan): Result<unknown, Refusal> =>
  authoriseRefund(actor, {
    permission: request.receiptNumber === null ? "refund:withoutReceipt" : "refund:create",
    totalMinor: plan.lines.reduce((sum, line) => sum + line.totalMinor, 0),
    payout: plan.payout,
    asPaid: plan.asPaid,
    before: plan.before,
  });

/** Who it was, and not what they may do: rights are asked before the terminal is, and may be others after a restart. */
interface KeptRefund {
  readonly actor: RefundPeople;
  readonly request: AnyRefund;
}

const peopleOf = ({ staffId, name, approver }: Actor): RefundPeople => ({
  staffId,
  name,
  approver: approver && { staffId: approver.staffId, name: approver.name },
});

/** Only `refundWithTerminal` writes what is read here. */
const writeOpen = (
  deps: RefundDeps,
  open: OpenCardRefund,
  slip: CardSlip,
): Result<unknown, RefundError | Refusal> => {
  const { actor, request } = JSON.parse(open.requestJson) as KeptRefund;
  return finish(deps, write(deps, { by: actor, request, slip }));
};

const finish = (
  deps: RefundDeps,
  recorded: Result<RecordedSale, RefundError | Refusal>,
): Result<CompletedSaleView, RefundError | Refusal> => {
  if (!recorded.ok) {
    return recorded;
  }
  deps.printing.wake();
  return ok(completedSaleView(recorded.value));
};

/** `slip`: of the card that has the money already. */
type WantedRefund =
  | { readonly request: AnyRefund; readonly by: Actor; readonly slip: null }
  | { readonly request: AnyRefund; readonly by: RefundPeople; readonly slip: CardSlip };

const write = (deps: RefundDeps, wanted: WantedRefund): Result<RecordedSale, RefundError | Refusal> =>
  inTransaction<RecordedSale, RefundError | Refusal>(deps.db, () => {
    // Read under the write lock: another window may have refunded the same goods meanwhile.
    const { request } = wanted;
    const plan = planRefund(deps, request);
    if (!plan.ok) {
      return plan;
    }
    // With a slip the card has the money: that was asked before.
    const allowed = wanted.slip === null ? authorisePlan(wanted.by, request, plan.value) : ok(null);
    if (!allowed.ok) {
      return allowed;
    }
    deps.cardRefunds.end(request.requestId);
    return recordSale(deps, {
      refundAction: request.action,
      trace: { withoutReceipt: plan.value.lines.every((line) => line.refunds === null) },
      build: (receiptNumber): UnrecordedSale =>
        buildRefund({
          ...plan.value,
          id: request.requestId,
          receiptNumber,
          atMs: deps.clock.nowMs(),
          actor: wanted.by,
          profile: deps.profile,
          tenders: payoutTenders(deps, plan.value.payout, { slip: wanted.slip, cards: plan.value.cards }),
          reason: request.reason,
        }),
    });
  });
