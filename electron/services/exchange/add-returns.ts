/**
 * Owns putting goods of a receipt into the open basket to come back: the first half of an exchange. What was paid for
 * them is fixed here; that they may still come back is asked again when the sale completes.
 */
import {
  putReturns,
  returnId,
  returnsTotalMinor,
  type BasketReturn,
} from "../../../domain/basket/basket-returns.ts";
import { approvedBy, type Basket } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { authorise, type Refusal } from "../../../domain/staff/authorise.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Actor, AuditDep, ProfileDep, SalesDep, SessionDep } from "../deps.ts";
import { basketGivenBefore } from "./basket-payout.ts";
import {
  refundOfReceipt,
  type ReceiptRefund,
  type RefundLinesError,
  type WantedLine,
} from "../refund/refund-lines.ts";

export type AddReturnsDeps = SessionDep & SalesDep & ProfileDep & AuditDep;

export interface ReturnsRequest {
  readonly receiptNumber: string;
  readonly lines: readonly WantedLine[];
  readonly reason: string;
}

export type AddReturnsError =
  | RefundLinesError
  | { readonly type: "ReasonMissing" }
  | { readonly type: "PaymentStarted" }
  /** The receipt is in another currency, or its prices hold tax in another way: one record cannot be both. */
  | { readonly type: "OtherPriceBasis"; readonly receiptNumber: string };

export const addReturns = (
  deps: AddReturnsDeps,
  actor: Actor,
  request: ReturnsRequest,
): Result<Basket, AddReturnsError | Refusal> => {
  if (request.reason === "") {
    return err({ type: "ReasonMissing" });
  }
  const found = refundOfReceipt(deps, request.receiptNumber, eachLineOnce(request.lines));
  if (!found.ok) {
    return found;
  }
  const { sale, totalMinor } = found.value;
  const { currency, pricesIncludeTax } = deps.profile;
  if (sale.currency !== currency || sale.pricesIncludeTax !== pricesIncludeTax) {
    return err({ type: "OtherPriceBasis", receiptNumber: sale.receiptNumber });
  }
  const basket = deps.basketSession.currentOrNew(actor);
  const added = putReturns(basket, basketReturns(found.value, request.reason));
  if (!added.ok) {
    return err({ type: "PaymentStarted" });
  }
  // All that comes back in this basket counts, and what its receipts gave back before, or two small returns would pass a
  // limit that one large one does not.
  const before = basketGivenBefore(deps, added.value);
  const allowed = authorise(actor, "refund:create", before.totalMinor + returnsTotalMinor(added.value));
  if (!allowed.ok) {
    return allowed;
  }
  const approved = approvedBy(added.value, allowed.value.approver);
  return deps.basketSession.store<AddReturnsError>(approved, () => {
    deps.audit.append({
      ...auditActor(actor),
      action: "exchange.return",
      subject: `basket ${basket.id}, receipt ${sale.receiptNumber}`,
      before: null,
      after: { totalMinor, lines: request.lines },
      reason: request.reason,
    });
    return ok(null);
  });
};

const eachLineOnce = (lines: readonly WantedLine[]): readonly WantedLine[] =>
  [...Map.groupBy(lines, (line) => line.lineNumber)].map(([lineNumber, same]) => ({
    lineNumber,
    quantityMilli: same.reduce((sum, line) => sum + line.quantityMilli, 0),
  }));

const basketReturns = ({ sale, lines }: ReceiptRefund, reason: string): readonly BasketReturn[] =>
  lines.map(({ line, quantityMilli, grossMinor, discountMinor, netMinor, taxMinor, totalMinor }) => ({
    id: returnId(sale.receiptNumber, line.lineNumber),
    saleId: sale.id,
    receiptNumber: sale.receiptNumber,
    lineNumber: line.lineNumber,
    sku: line.sku,
    name: line.name,
    unit: line.unit,
    taxRateBp: line.taxRateBp,
    quantityMilli,
    reason,
    grossMinor,
    discountMinor,
    netMinor,
    taxMinor,
    totalMinor,
  }));
