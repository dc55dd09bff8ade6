/**
 * Owns closing a shift: Z number, report, journal entry, closing and print job in one transaction, so that a crash
 * leaves it open or closed with exactly one Z. A difference never stands in the way; a payment on a basket does, because
 * its cash would be in a drawer that nobody answers for any more.
 */
import type { CloseError, ShiftReportView } from "../../../contracts/ipc/shifts.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { Shift } from "../../../db/repositories/shifts.ts";
import { buildShiftReport } from "../../../domain/receipt/build-shift-report.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import { shiftReport, type ShiftReport } from "../../../domain/shift/shift-report.ts";
import { auditActor } from "../session/audit-actor.ts";
import type {
  Actor,
  AuditDep,
  CardRefundsDep,
  CashMovementsDep,
  CountersDep,
  DbDep,
  JournalDep,
  ProfileDep,
  SessionDep,
  ShiftLedgersDep,
  ShiftRepositoryDep,
  ShiftsDep,
  TerminalDep,
  ZReportsDep,
} from "../deps.ts";
import { shiftClosedBody } from "../journal/shift-journal-body.ts";
import { queueDocument, type QueueDocumentsDeps } from "../printing/queue-documents.ts";
import { closableShift, newestCash } from "./count-shift.ts";

export type CloseShiftDeps = ShiftsDep &
  ShiftRepositoryDep &
  ShiftLedgersDep &
  ZReportsDep &
  CashMovementsDep &
  CountersDep &
  JournalDep &
  AuditDep &
  ProfileDep &
  SessionDep &
  CardRefundsDep &
  Pick<TerminalDep, "terminalTurn"> &
  QueueDocumentsDeps &
  DbDep;

/** Z numbers count up from one per till and have no gaps: the counter moves in the closing's own transaction. */
const Z_COUNTER = "zReport";

export const closeShift = (
  deps: CloseShiftDeps,
  actor: Actor,
  shiftId: number,
): Result<ShiftReportView, CloseError | Refusal> => {
  const closed = inTransaction<ShiftReport, CloseError | Refusal>(deps.db, () => {
    const shift = closableShift(deps, actor, shiftId);
    if (!shift.ok) {
      return shift;
    }
    const hindrance = hindranceOf(deps, shift.value);
    return hindrance ? err(hindrance) : ok(writeZ(deps, actor, shift.value));
  });
  if (!closed.ok) {
    return closed;
  }
  deps.printing.wake();
  deps.shifts.changed();
  const report = closed.value;
  return ok({ report, document: buildShiftReport(report, deps.profile, { copy: false }) });
};

const hindranceOf = (deps: CloseShiftDeps, shift: Shift): CloseError | null => {
  if (deps.terminalTurn.isTaken() || deps.cardRefunds.open()) {
    return { type: "TerminalBusy" };
  }
  if ((deps.basketSession.current()?.tenders.length ?? 0) > 0) {
    return { type: "PaymentStarted" };
  }
  const counted = deps.shiftRepository.counts(shift.id).at(-1);
  if (!counted) {
    return { type: "NotCounted" };
  }
  return counted.movementId === newestCash(deps.cashMovements.ofShift(shift.id))
    ? null
    : { type: "CountOutdated" };
};

const writeZ = (deps: CloseShiftDeps, actor: Actor, shift: Shift): ShiftReport => {
  const { storeCode, tillCode, currency } = deps.profile;
  const by = { id: actor.staffId, name: actor.name };
  const report = shiftReport(deps.shiftLedgers.read(shift), {
    number: deps.counters.next(Z_COUNTER),
    atMs: deps.clock.nowMs(),
    by,
    storeCode,
    tillCode,
    currency,
  });
  deps.zReports.add(report, deps.journal.append("shift.closed.v1", shiftClosedBody(report)));
  deps.shiftRepository.close(shift.id, { atMs: report.atMs, by });
  deps.audit.append({
    ...auditActor(actor),
    action: "shift.close",
    subject: `shift ${String(shift.id)}`,
    before: null,
    after: {
      zNumber: report.number,
      expectedMinor: report.expectedMinor,
      countedMinor: report.counted?.totalMinor ?? null,
      differenceMinor: report.counted?.differenceMinor ?? null,
    },
    reason: null,
  });
  queueDocument(deps, {
    kind: "report",
    opensDrawer: false,
    document: buildShiftReport(report, deps.profile, { copy: false }),
    readers: { needs: "report:z", ownStaffId: actor.staffId },
  });
  return report;
};
