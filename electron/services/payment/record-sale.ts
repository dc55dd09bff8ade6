/**
 * Owns the one transaction that makes a sale or refund exist: receipt number, shift, rows, journal entry and print job,
 * all or nothing. An error must roll the transaction back. Must be called inside a transaction; nothing is printed and no drawer opens before it committed.
 */
import type { NoShiftOpen } from "../../../contracts/ipc/shifts.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { receiptNumberOf } from "../../../domain/sale/receipt-number.ts";
import { isExchange } from "../../../domain/sale/returned-goods.ts";
import type { Sale, UnrecordedSale } from "../../../domain/sale/sale.ts";
import { newPrintJob } from "../../../domain/printing/print-job.ts";
import type {
  AuditDep,
  CashMovementsDep,
  ClockDep,
  CustomersDep,
  IdsDep,
  JournalDep,
  LoyaltyDep,
  MembershipsDep,
  CouponsDep,
  OffersDep,
  OfferUsesDep,
  PrintingDep,
  PrintJobsDep,
  ProfileDep,
  ReferralsDep,
  SettingsDep,
  SalesDep,
  ShiftsDep,
  StoredValueDep,
} from "../deps.ts";
import type { MembershipRefusal } from "../../../contracts/ipc/memberships.ts";
import type { PlannedPeriod } from "../../../domain/membership/membership.ts";
import type { StoredValueRefusal } from "../../../contracts/ipc/stored-value.ts";
import type { CouponDefinition } from "../../../domain/campaigns/campaign.ts";
import { endUsedUpOffers, usesGivenBack } from "../offers/settle-uses.ts";
import { saleJournalBody } from "../journal/sale-journal-body.ts";
import { recordCustomerActivity } from "../customers/record-activity.ts";
import { settleSalePoints, type PointsShort, type SalePoints } from "../loyalty/sale-points.ts";
import { settleReferrals } from "../referrals/settle-referrals.ts";
import { settleMemberships } from "../memberships/settle-memberships.ts";
import { recordSaleCash } from "../shifts/record-cash.ts";
import { settleStoredValue } from "../stored-value/settle-stored-value.ts";
import { assertSaleAddsUp } from "./build-sale.ts";

export type RecordSaleDeps = SalesDep &
  CouponsDep &
  ReferralsDep &
  SettingsDep &
  OffersDep &
  OfferUsesDep &
  AuditDep &
  CashMovementsDep &
  ShiftsDep &
  JournalDep &
  PrintJobsDep &
  PrintingDep &
  ProfileDep &
  CustomersDep &
  LoyaltyDep &
  MembershipsDep &
  StoredValueDep &
  IdsDep &
  ClockDep;

export interface SaleToRecord {
  readonly trace: unknown;
  /** What the audit log calls a refund; default "refund.create". */
  readonly refundAction?: "refund.create" | "sale.void";
  /** Of the coupons that it was priced with. */
  readonly couponDefinitions?: readonly CouponDefinition[];
  /** What it earns and redeems; null: nobody takes part, or nothing is sold. */
  readonly points?: SalePoints | null;
  /** Line number to the gift card that it tops up. */
  readonly topUps?: ReadonlyMap<number, string>;
  /** Line number to the period of a membership that it sells. */
  readonly memberships?: ReadonlyMap<number, PlannedPeriod>;
  readonly build: (receiptNumber: string) => UnrecordedSale;
}

export interface RecordedSale {
  readonly sale: Sale;
  readonly printJobId: number | null;
}

export type RecordSaleError = NoShiftOpen | PointsShort | StoredValueRefusal | MembershipRefusal;

export const recordSale = (
  deps: RecordSaleDeps,
  toRecord: SaleToRecord,
): Result<RecordedSale, RecordSaleError> => {
  const seq = deps.sales.nextSeq();
  const built = toRecord.build(receiptNumberOf(deps.profile, seq));
  const shift = deps.shifts.currentFor({ staffId: built.cashierId });
  if (!shift) {
    return err({ type: "NoShiftOpen" });
  }
  const settled = settleStoredValue(deps, { sale: built, seq, topUps: toRecord.topUps ?? new Map() });
  if (!settled.ok) {
    return settled;
  }
  const memberships = settleMemberships(deps, {
    sale: built,
    seq,
    planned: toRecord.memberships ?? new Map<number, PlannedPeriod>(),
  });
  if (!memberships.ok) {
    return memberships;
  }
  const isVoid = toRecord.refundAction === "sale.void";
  const points = settleSalePoints(deps, built, { seq, points: toRecord.points ?? null });
  if (!points.ok) {
    return points;
  }
  const sale: Sale = {
    ...built,
    tenders: settled.value.tenders,
    storedValue: settled.value.movements,
    memberships: memberships.value,
    shiftId: shift.id,
    usesGivenBack: usesGivenBack(deps, built, isVoid),
    pointEntries: points.value,
  };
  assertSaleAddsUp(sale);
  const position = deps.journal.append(
    sale.kind === "sale" ? "sale.completed.v1" : "refund.completed.v1",
    saleJournalBody(sale),
  );
  deps.sales.add({
    sale,
    seq,
    traceJson: JSON.stringify(toRecord.trace),
    journalEpoch: position.epoch,
    journalSeq: position.seq,
  });
  settleReferrals(deps, sale, seq);
  endUsedUpOffers(deps, sale, toRecord.couponDefinitions ?? []);
  recordSaleCash(deps, sale, seq);
  recordCustomerActivity(deps, sale, toRecord.refundAction === "sale.void");
  if (sale.kind === "refund" || isExchange(sale)) {
    const action = isExchange(sale) ? "exchange.create" : (toRecord.refundAction ?? "refund.create");
    auditReturns(deps, sale, action);
  }
  return ok({ sale, printJobId: deps.printing.printsReceipts ? addPrintJob(deps, sale, seq) : null });
};

/** A sale is told of by its own record and the journal; money that leaves the till is looked for in the audit log too. */
const auditReturns = (
  deps: RecordSaleDeps,
  sale: Sale,
  action: "exchange.create" | "refund.create" | "sale.void",
): void => {
  const refunded = sale.lines.find((line) => line.refunds)?.refunds?.receiptNumber ?? null;
  deps.audit.append({
    staffId: sale.cashierId,
    staffName: sale.cashierName,
    approverId: sale.approvedByIds[0] ?? null,
    approverName: sale.approvedByName,
    action,
    subject: sale.receiptNumber,
    before: refunded === null ? null : { receiptNumber: refunded },
    after: { payableMinor: sale.totals.payableMinor, tenders: sale.tenders.map((tender) => tender.type) },
    reason: sale.reason,
  });
};

const addPrintJob = (deps: RecordSaleDeps, sale: Sale, saleSeq: number): number => {
  const { id: _unnumbered, ...job } = newPrintJob({
    id: 0,
    opensDrawer: sale.tenders.some((tender) => tender.type === "CASH"),
    nowMs: deps.clock.nowMs(),
  });
  return deps.printJobs.add({
    ...job,
    kind: sale.kind,
    saleSeq,
    documentJson: null,
    needs: null,
    ownStaffId: null,
    createdAtMs: job.updatedAtMs,
  });
};
